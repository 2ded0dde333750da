"""The sync thread: woken by each commit and by news, looks from time to time, waits longer while the hub is away."""

from __future__ import annotations

import random
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from posapp.domain.errors import Refused
from posapp.domain.store import HUB_WAIT
from posapp.domain.sync_status import SyncStatus
from sync.engine import Engine
from sync.listener import Listener
from sync.schedule import CONFIRM, LISTENING, QUIET, Backoff
from sync.silence import watched
from sync.steady import Steady

Report = Callable[[SyncStatus], None]


class SyncWorker:
    """Runs the engine in the background. `report` is called after each try, on the worker's thread, and on another
    during one in which the hub has said nothing for `patience` seconds.

    A fault of the program goes to the crash handler; exchange is tried again all the same.
    """

    def __init__(self, engine: Engine, report: Report, patience: Callable[[], float] = HUB_WAIT.total_seconds) -> None:
        self._engine = engine
        self._report = report
        self._patience = patience
        self._backoff = Backoff(random.Random())
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._online = True
        self._reached = True
        self._steady = Steady()
        self._listener = Listener(engine.hub, self.wake)
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)

    def start(self) -> None:
        """Begin; the first try comes at once."""
        self._wake.set()
        self._thread.start()
        self._listener.start()

    def wake(self) -> None:
        """Something was committed: try now."""
        self._wake.set()

    def go_offline(self) -> None:
        """For training and tests: leave the hub alone until `go_online`."""
        self._online = False
        self._listener.pause()
        self._wake.set()

    def go_online(self) -> None:
        """Exchange again, at once."""
        self._online = True
        self._listener.resume()
        self._wake.set()

    def stop(self) -> None:
        """End after the try under way."""
        self._stopping.set()
        self._wake.set()
        self._listener.stop()
        if self._thread.is_alive():
            self._thread.join(timeout=15)
        self._engine.close()

    def _run(self) -> None:
        wait = 0.0
        while not self._stopping.is_set():
            self._wake.wait(wait or None)
            self._wake.clear()
            wait = 0.0 if self._stopping.is_set() else self._try()

    def _try(self) -> float:
        try:
            return self._once()
        except Refused as refused:  # not even the status could be read: the disk
            self._report(SyncStatus("behind", reason=refused.code))
            return self._backoff.failed()
        except Exception:
            sys.excepthook(*sys.exc_info())
            return self._backoff.failed()

    def _once(self) -> float:
        if not self._online:
            self._steady = Steady()  # a person's word: what is after it is shown as it is
            self._report(replace(self._engine.unreached(), reason="switched_off"))
            return self._backoff.succeeded()
        with watched(self._engine.hub.silent_for, self._patience(), self._late):
            status = self._engine.sync()
        shown = self._steady.see(status, self._engine.now())
        self._report(shown)
        reached = status.state not in ("offline", "refused")
        if reached and not self._reached:
            self._listener.try_now()
        self._reached = reached
        return self._backoff.succeeded(self._wait(status)) if reached else self._backoff.failed()

    def _late(self) -> None:
        with suppress(Refused):  # the disk, of which the try itself tells
            shown = self._steady.late(self._engine.unreached(), self._engine.now()) if self._online else None
            if shown is not None:
                self._report(shown)

    def _wait(self, status: SyncStatus) -> float:
        if self._steady.unsure:
            return CONFIRM
        return LISTENING if status.state == "online" and self._listener.hears else QUIET
