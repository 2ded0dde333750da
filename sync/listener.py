"""The ear of the till: one stream of news from the hub. Whoever cannot have one asks from time to time, as before.

It fetches nothing itself. Each piece of news, and each change of how well it hears, wakes the exchange: so what changed
at the hub is here at once, and a line that has died is noticed by the heartbeat that did not come.
"""

from __future__ import annotations

import random
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from typing import Final

from posapp.contract.events import HEARTBEAT
from sync.client import HubAway, HubClient, HubSaid
from sync.schedule import RARELY, Backoff
from sync.stream import News, Stream

SILENCE: Final = HEARTBEAT + 10
"""Seconds without a sign of life after which nobody is there: a dead line, or a proxy that keeps the news to itself."""

UNKNOWN: Final = (404, 405, 406, 501)
"""What a hub answers that does not tell news yet, or a proxy that lets none through."""


class Listener:
    """Listens on a thread of its own from `start` to `stop`, save between `pause` and `resume`."""

    def __init__(self, hub: HubClient, wake: Callable[[], None], silence: float = SILENCE) -> None:
        self._hub, self._wake, self._silence = hub, wake, silence
        self._backoff = Backoff(random.Random())
        self._last_id = ""
        self._stream: Stream | None = None
        self._wanted, self._stopping, self._again = True, False, threading.Event()
        self._thread = threading.Thread(target=self._run, name="listen", daemon=True)
        self.hears = False
        """Whether news come by themselves: then there is no need to ask often."""

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def try_now(self) -> None:
        """The line is good again: do not wait any longer."""
        self._again.set()

    def pause(self) -> None:
        """Leave the hub alone."""
        self._wanted = False
        self._hang_up()

    def resume(self) -> None:
        """Listen again."""
        self._wanted = True
        self._again.set()

    def stop(self) -> None:
        """End. A thread that still waits for a first answer ends with the program."""
        self._stopping = True
        self._hang_up()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def _hang_up(self) -> None:
        """Either the reader's stream is here and ends, or the reader sees before it reads that it is not wanted."""
        if (stream := self._stream) is not None:
            stream.hang_up()
        self._again.set()

    @property
    def _may(self) -> bool:
        return self._wanted and not self._stopping

    def _run(self) -> None:
        while not self._stopping:
            wait = self._try() if self._wanted else None
            if not self._stopping:
                self._again.wait(wait if self._wanted else None)
                self._again.clear()

    def _try(self) -> float:
        """Listen until it ends; how long to wait before the next time."""
        try:
            self._listen()
        except HubSaid as said:
            return RARELY if said.status in UNKNOWN else self._backoff.failed()
        except HubAway:
            pass  # the exchange, woken, says how the line is
        except Exception:
            if self._may:  # else we hung up ourselves, in the middle of whatever it was
                sys.excepthook(*sys.exc_info())
        finally:
            self._stream = None
            self._set_hears(False)
        return self._backoff.failed()

    def _listen(self) -> None:
        with closing(self._hub.beside()) as hub, hub.listen(self._last_id, self._silence) as answer:
            self._stream = stream = Stream(answer)
            if self._may:
                for sign in stream:
                    self._heard(sign)

    def _heard(self, sign: News | None) -> None:
        if self.hears:  # a second sign: not cut after the first, as some proxies do
            self._backoff.succeeded()
        self._set_hears(self._may)
        if sign is not None:
            self._last_id = sign.id
            self._wake()

    def _set_hears(self, hears: bool) -> None:
        if hears != self.hears:
            self.hears = hears
            self._wake()
