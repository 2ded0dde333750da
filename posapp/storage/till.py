"""Everything this till keeps, opened together: its own facts in till.db, copies of people and settings in copies.db."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

from posapp.domain.errors import Refused
from posapp.storage.baskets import Baskets
from posapp.storage.changes import Changes
from posapp.storage.copies import open_copies
from posapp.storage.cursors import Cursors
from posapp.storage.database import Database, open_database
from posapp.storage.enrolment import Enrolments
from posapp.storage.facts import Facts
from posapp.storage.journal import Journal
from posapp.storage.lock import FolderLock
from posapp.storage.members import Members
from posapp.storage.pin_tries import PinTryBook
from posapp.storage.print_jobs import PrintJobs
from posapp.storage.refused_entries import RefusedEntries
from posapp.storage.sales import Sales
from posapp.storage.schema import prepare_till
from posapp.storage.settings import Settings
from posapp.storage.shelf_labels import ShelfLabels
from posapp.storage.shifts import Shifts
from posapp.storage.staff import People
from posapp.storage.stop_sales import StopSales

if TYPE_CHECKING:
    from posapp.contract.feed_rows import Row
    from posapp.contract.feeds import Noun

ROOM_BYTES: Final = 32 * 1024 * 1024
"""With less free than this on the disk a sale is refused before money is taken, not after."""


class TillStore:
    """The open store; one process at a time has it. `close` it, or let the process die: both are safe."""

    def __init__(self, folder: Path, database: Database, copies: Database, lock: FolderLock) -> None:
        self.folder = folder
        self.database = database
        self.copies = copies
        self.changes: Changes = database.changes
        self._lock = lock
        self.journal = Journal(database, "")
        self.enrolment = Enrolments(database, self.journal)
        self.print_jobs = PrintJobs(database)
        self.baskets = Baskets(database)
        self.pin_tries = PinTryBook(database)
        self.shifts = Shifts(database, self.journal)
        self.facts = Facts(database, self.journal, self.baskets, self.print_jobs)
        self.refused_entries = RefusedEntries(database, self.journal, self.facts)
        self.shelf_labels = ShelfLabels(database)
        self.members = Members(database, self.journal)
        self.sales = Sales(database, self.journal, self.enrolment, self.baskets, self.print_jobs)
        self.cursors = Cursors(copies)
        self.staff = People(copies)
        self.settings = Settings(copies)
        self.stop_sales = StopSales(copies)

    def copy(
        self, noun: Noun, rows: Sequence[Row], tombstones: Sequence[str], cursor: int, epoch: str, as_of: str
    ) -> None:
        """One page of a feed into the copies, with its cursor."""
        from posapp.contract.feed_rows import SettingsRow, StaffRow  # pydantic: not while the till starts
        from posapp.contract.stop_sale import StopSaleRow

        if noun == "staff":
            people = [row.value() for row in rows if isinstance(row, StaffRow)]
            self.staff.apply(people, tombstones, cursor, epoch, as_of)
        elif noun == "settings":
            stores = [row.value() for row in rows if isinstance(row, SettingsRow)]
            self.settings.apply(stores, cursor, epoch, as_of)
        elif noun == "stop_sales":
            stops = [row.value() for row in rows if isinstance(row, StopSaleRow)]
            self.stop_sales.apply(stops, tombstones, cursor, epoch, as_of)
        else:
            raise ValueError(f"{noun} belongs into the catalogue")

    def check_room(self) -> None:
        """Refused("disk_full") when a sale might not fit any more."""
        if shutil.disk_usage(self.folder).free < ROOM_BYTES:
            raise Refused("disk_full")

    def checkpoint_if_due(self) -> bool:
        """To be called when the till is idle; see Database.checkpoint_if_due."""
        self.copies.checkpoint_if_due()
        return self.database.checkpoint_if_due()

    def close(self) -> None:
        """Give the files up."""
        self.database.close()
        self.copies.close()
        self._lock.release()


def open_till(folder: Path, key: bytes | None) -> TillStore:
    """The store in this folder (made with mode 0700 if it is not there), migrated to our version.

    Refused: till_in_use, folder_closed, wrong_key, damaged_database, newer_database, disk_full, sqlite_unsafe.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix" and folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
    except OSError as error:
        raise Refused("folder_closed", folder=str(folder)) from error
    with ExitStack() as undo:
        lock = FolderLock(folder)
        undo.callback(lock.release)
        database = open_database(folder / "till.db", key)
        undo.callback(database.close)
        prepare_till(database)
        copies = open_copies(folder / "copies.db", key, database.changes)
        undo.callback(copies.close)
        store = TillStore(folder, database, copies, lock)
        undo.pop_all()
        return store
