"""A question to the hub for which a person waits: the answer, or a refusal within the shop's time limit."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing
from typing import Final, TypeVar

from posapp.contract.calls import NAMED
from posapp.domain.errors import Refused
from posapp.domain.typed import shown
from sync.client import HubAway, HubClient, HubSaid

A = TypeVar("A")
MOST_FACT: Final = 60
"""Signs of what a refusal names."""

_AFTER: Final = 1.0
"""So much later, in seconds, the call itself gives up: a line that says nothing is late, and never "away" by chance."""


def ask(hub: HubClient, seconds: float, question: Callable[[HubClient], A]) -> A:
    """The hub's answer. Refused("hub_late") when none is there in time, "hub_away" when the line says so before, else
    what the hub itself says no with.

    The call is given up, not ended: a thread and a connection of its own wait for what may still come, which counts for
    nothing. So only ask what changes nothing, or what the hub knows again when it is asked twice.
    """
    coming: Future[A] = Future()

    def call() -> None:
        given_up = seconds + _AFTER
        with closing(hub.beside((given_up, given_up))) as own:
            try:
                coming.set_result(question(own))
            except Exception as error:
                coming.set_exception(error)  # it belongs to whoever asked

    threading.Thread(target=call, name="question", daemon=True).start()
    try:
        return coming.result(seconds)
    except TimeoutError:
        raise Refused("hub_late", seconds=f"{seconds:g}") from None
    except HubAway as error:
        raise Refused("hub_away", hub=hub.url) from error
    except HubSaid as said:
        facts = {name: shown(fact)[:MOST_FACT] for name, fact in (said.problem.facts or {}).items() if name in NAMED}
        seconds = said.problem.retry_after or 60
        raise Refused(said.problem.code, seconds=seconds, reason=said.problem.zh, **facts) from said
