"""What the hub tells by itself, as server-sent events: which feeds moved on. Nothing else, and nothing personal.

A till keeps one stream open. Heads are cumulative, so an event that was missed is contained in the next one, and a
stream that broke off goes on with what moved since the `Last-Event-ID` that the till shows, or with all heads.
"""

from __future__ import annotations

from typing import Final

from posapp.contract.calls import Message

HEADS: Final = "heads"
"""The one kind of event; a till passes over any other."""

HEARTBEAT: Final = 15.0
"""Seconds after which a stream without news carries a comment, so that both ends and all between see it is alive."""

TYPE: Final = "text/event-stream"


class Moved(Message):
    """The newest cursor of each noun that moved on in the till's store; `at` is the hub's clock (UTC)."""

    epoch: str
    at: str
    heads: dict[str, int]
