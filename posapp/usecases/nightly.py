"""The nightly backup: made by itself at the first quiet moment after the shop's cut-over, beside the selling."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Final

from posapp.domain.errors import Refused
from posapp.domain.store import business_date
from posapp.storage.key import till_key
from posapp.storage.nightly import back_up_nightly, is_due, newest
from posapp.usecases.desk import Desk

Place = Callable[[], tuple[str, int]]
"""The folder of the machine's settings ("": none), and how many backups are kept there."""
TOO_OLD: Final = 3
"""Days without a backup after which somebody is told."""


class NightlyBackups:
    """Looked at while the till is idle; the work is on a thread of its own, so no sale waits for it."""

    def __init__(self, desk: Desk, place: Place) -> None:
        self._desk = desk
        self._place = place
        self._running: Thread | None = None
        self._failed: Refused | None = None
        self._told = self._tried = ""

    def look(self) -> None:
        """Begin today's where it is due and nobody is being served. Refused("backup_folder", "backup_old" …): what is
        to be told, once a day."""
        folder, keep = self._place()
        if not folder or self._desk.basket.cart.lines or self._desk.basket.tenders or self._busy:
            return
        today = business_date(self._desk.store, self._desk.now())
        if self._failed is not None:
            failed, self._failed = self._failed, None
            raise failed
        if self._tried != today and is_due(self._desk.till, Path(folder), today):
            self._tried = today
            self._running = Thread(target=self._make, args=(Path(folder), today, keep), name="backup", daemon=True)
            self._running.start()
        elif self._told != today:
            self._told = today
            self._say_if_old(Path(folder), today)

    @property
    def _busy(self) -> bool:
        return self._running is not None and self._running.is_alive()

    def _make(self, folder: Path, today: str, keep: int) -> None:
        try:
            self.make(folder, today, keep)
        except Refused as refused:
            self._failed = refused

    def make(self, folder: Path, today: str, keep: int) -> Path:
        """Make it now; see `back_up_nightly`."""
        till = self._desk.till
        return back_up_nightly(till, till_key(till.folder)[0], folder, today, self._desk.now_text(), keep)

    def _say_if_old(self, folder: Path, today: str) -> None:
        till = self._desk.till.enrolment.current()
        last = newest(till.till, folder) if till is not None else ""
        days = (date.fromisoformat(today) - date.fromisoformat(last)).days if last else TOO_OLD
        if days >= TOO_OLD:
            raise Refused("backup_old", folder=str(folder), days=days)

    def finish(self) -> None:
        """Wait for one under way: the till is being switched off."""
        if self._running is not None:
            self._running.join()
