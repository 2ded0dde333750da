"""Everything this till keeps, opened together: its own facts in till.db, copies of people and settings in copies.db."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from posapp.domain.errors import Refused
from posapp.storage.asked_by_telephone import AskedByTelephone
from posapp.storage.attempts import Attempts
from posapp.storage.baskets import Baskets
from posapp.storage.books import Books
from posapp.storage.cash import CashMoves
from posapp.storage.changes import Changes
from posapp.storage.copied import Copied
from posapp.storage.copies import open_copies
from posapp.storage.corrections import Corrections
from posapp.storage.cursors import Cursors
from posapp.storage.database import Database, open_database
from posapp.storage.deputies import Deputies
from posapp.storage.enrolment import Enrolments
from posapp.storage.erasures import Erasures
from posapp.storage.facts import Facts
from posapp.storage.follow_ups import FollowUps
from posapp.storage.holds import Holds
from posapp.storage.journal import Journal
from posapp.storage.lock import FolderLock
from posapp.storage.members import Members
from posapp.storage.order_steps import OrderSteps
from posapp.storage.own_people import OwnPeople
from posapp.storage.page_watch import PageWatch, mark_of_damage
from posapp.storage.pin_tries import PinTryBook
from posapp.storage.print_jobs import PrintJobs
from posapp.storage.purses import Purses
from posapp.storage.receipt_mails import ReceiptMails
from posapp.storage.refunds import Refunds
from posapp.storage.refused_entries import RefusedEntries
from posapp.storage.return_photos import ReturnPhotos
from posapp.storage.returns import Returns
from posapp.storage.roles import roles
from posapp.storage.sales import Sales
from posapp.storage.schema import prepare_till
from posapp.storage.settings import Settings
from posapp.storage.shelf_labels import ShelfLabels
from posapp.storage.shifts import Shifts
from posapp.storage.skipped import Skipped
from posapp.storage.staff import People, people_told
from posapp.storage.stop_sales import StopSales

if TYPE_CHECKING:
    from posapp.contract.feed_rows import Row
    from posapp.contract.feeds import Noun
    from posapp.domain.coupon import Coupon
    from posapp.domain.hold import Hold
    from posapp.domain.member import Member
    from posapp.domain.order import Order
    from posapp.domain.picture import ProductPicture
    from posapp.domain.shelf_label import TagSeen
    from posapp.domain.stock import StockAside, StockElsewhere
    from posapp.storage.appointments import Appointments
    from posapp.storage.clients import Clients
    from posapp.storage.figures import FigureBook
    from posapp.storage.pictures import PictureFiles
    from posapp.storage.topups import TopUps
    from posapp.storage.wallets import Wallets

TRIES_OF_PRACTICE: Final = "practice-tries.jsonl"
"""Where practice writes down who typed a wrong PIN; see storage.pin_tries."""
ROOM_BYTES: Final = 32 * 1024 * 1024
"""With less free than this on the disk a sale is refused before money is taken, not after."""


class TillStore:
    """The open store; one process at a time has it. `close` it, or let the process die: both are safe."""

    def __init__(
        self, folder: Path, database: Database, copies: Database, lock: FolderLock, pages: PageWatch | None
    ) -> None:
        self.folder = folder
        self.database = database
        self.copies = copies
        self.changes: Changes = database.changes
        self._lock = lock
        self._pages = pages
        self.journal = Journal(database, "")
        self.enrolment = Enrolments(database, self.journal)
        self.print_jobs = PrintJobs(database)
        self.baskets = Baskets(database)
        self.pin_tries = PinTryBook(database)
        self.shifts = Shifts(database, self.journal, self.print_jobs)
        self.cash = CashMoves(database, self.journal, self.print_jobs)
        self.facts = Facts(database, self.journal, self.baskets, self.print_jobs)
        self.refused_entries = RefusedEntries(database, self.journal, self.facts)
        self.shelf_labels = ShelfLabels(database)
        self.corrections = Corrections(database)
        self.purses = Purses(database, self.journal)
        self.attempts = Attempts(database, self.journal, self.baskets)
        self.refunds = Refunds(database, self.journal, self.baskets, self.print_jobs)
        self.holds = Holds(database, self.journal, self.baskets)
        self.members = Members(database, self.journal)
        self.erasures = Erasures(database, self.journal)
        self.books = Books(database, self.journal)
        self.follow_ups = FollowUps(database, self.journal, self.members)
        self.receipt_mails = ReceiptMails(database, self.journal)
        self.order_steps = OrderSteps(database, self.journal)
        self.returns = Returns(database)
        self.return_photos = ReturnPhotos(database)
        kept = (self.enrolment, self.baskets, self.print_jobs, self.returns, self.refunds)
        self.sales = Sales(database, self.journal, *kept)
        self.cursors = Cursors(copies)
        self.skipped = Skipped(copies)
        self.roles = roles(copies)
        self.own_people = OwnPeople(database)
        self.people_told = people_told(copies)
        self.deputies = Deputies(database, self.people_told, lambda: self.journal.till)
        self.telephone = AskedByTelephone(database)
        self.staff = People(copies, self.own_people, lambda: self.journal.till)
        self.settings = Settings(copies)
        self.stop_sales = StopSales(copies)

    def copy(
        self,
        noun: Noun,
        rows: Sequence[Row],
        tombstones: Sequence[str],
        cursor: int,
        epoch: str,
        as_of: str,
        fresh: bool = False,
    ) -> None:
        """One page of a feed into the copies, with its cursor. `fresh`: what was there is void, this begins it."""
        from posapp.contract.feed_holds import HoldRow
        from posapp.contract.feed_rows import SettingsRow, StaffRow, StockRow  # pydantic: not while the till starts
        from posapp.contract.stop_sale import StopSaleRow

        if noun == "staff":
            people = [row.value() for row in rows if isinstance(row, StaffRow)]
            self.staff.apply(people, tombstones, cursor, epoch, as_of, fresh)
        elif noun == "settings":
            stores = [row.value() for row in rows if isinstance(row, SettingsRow)]
            self.settings.apply(stores, cursor, epoch, as_of)
        elif noun == "stop_sales":
            stops = [row.value() for row in rows if isinstance(row, StopSaleRow)]
            self.stop_sales.apply(stops, tombstones, cursor, epoch, as_of, fresh)
        elif noun == "holds":
            held = [row.value() for row in rows if isinstance(row, HoldRow)]
            self.shop_holds.apply([(hold.id, hold) for hold in held], tombstones, cursor, epoch, as_of, fresh)
            self.holds.hear(held, as_of)
        elif noun in _FEEDS:
            values = [(row.key, row.value()) for row in rows if not isinstance(row, StockRow)]
            _FEEDS[noun](self).apply(values, tombstones, cursor, epoch, as_of, fresh)
        else:
            raise ValueError(f"{noun} belongs into the catalogue")

    # Their values are many classes, which would only make the till start later.

    @cached_property
    def figures(self) -> FigureBook:
        """What reports are made of."""
        from posapp.storage.figures import FigureBook

        return FigureBook(self.database, self.journal)

    @cached_property
    def coupons(self) -> Copied[Coupon]:
        """Coupons."""
        from posapp.storage.coupons import coupons

        return coupons(self.copies)

    @cached_property
    def known_members(self) -> Copied[Member]:
        """Members of this shop and those who were here lately."""
        from posapp.storage.known_members import known_members

        return known_members(self.copies)

    @cached_property
    def clients(self) -> Clients:
        """The same as filters see them."""
        from posapp.storage.clients import Clients

        return Clients(self.database, self.copies, self.known_members)

    @cached_property
    def wallets(self) -> Wallets:
        """What they have, and the keys it is signed with."""
        from posapp.storage.wallets import Wallets

        return Wallets(self.copies)

    @cached_property
    def topups(self) -> TopUps:
        """Money that was put onto balances."""
        from posapp.storage.topups import TopUps

        kept = (self.enrolment, self.baskets, self.print_jobs, self.refunds)
        return TopUps(self.database, self.journal, *kept)

    @cached_property
    def orders(self) -> Copied[Order]:
        """Online orders of this shop."""
        from posapp.storage.orders import orders

        return orders(self.copies)

    @cached_property
    def shop_holds(self) -> Copied[Hold]:
        """Baskets that lie aside in this shop, as the hub tells of them."""
        from posapp.storage.holds import shop_holds

        return shop_holds(self.copies)

    @cached_property
    def elsewhere(self) -> Copied[StockElsewhere]:
        """Stock of other shops."""
        from posapp.storage.elsewhere import elsewhere

        return elsewhere(self.copies)

    @cached_property
    def set_aside(self) -> Copied[StockAside]:
        """Goods that came back here and are not for sale."""
        from posapp.storage.set_aside import set_aside

        return set_aside(self.copies)

    @cached_property
    def pictures(self) -> Copied[ProductPicture]:
        """Which picture is whose."""
        from posapp.storage.pictures import pictures

        return pictures(self.copies)

    @cached_property
    def appointments(self) -> Appointments:
        """Who comes when."""
        from posapp.storage.appointments import Appointments

        return Appointments(self.database, self.copies, self.journal, self.members)

    @cached_property
    def tags(self) -> Copied[TagSeen]:
        """Tags that customers showed at any till of the shop."""
        from posapp.domain.shelf_label import TagSeen

        return Copied(self.copies, "tags", TagSeen)

    @cached_property
    def picture_files(self) -> PictureFiles:
        """Those that were looked at."""
        from posapp.storage.pictures import PictureFiles

        return PictureFiles(self.folder / "pictures")

    def check_room(self) -> None:
        """Refused("disk_full") when a sale might not fit any more."""
        if shutil.disk_usage(self.folder).free < ROOM_BYTES:
            raise Refused("disk_full")

    def let_writers_pass(self) -> None:
        """To be called between the pieces of long work; see Database.let_writers_pass."""
        self.database.let_writers_pass()

    def checkpoint_if_due(self) -> bool:
        """To be called when the till is idle; see Database.checkpoint_if_due."""
        self.copies.checkpoint_if_due()
        return self.database.checkpoint_if_due()

    def look_for_damage(self) -> None:
        """To be called when nobody pays; Refused("damaged_pages") once; see PageWatch.look."""
        if self._pages is not None:
            self._pages.look()

    def close(self) -> None:
        """Give the files up."""
        self.database.close()
        if self._pages is not None:
            self._pages.close()
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
        _settle_damage(database)
        prepare_till(database)
        copies = open_copies(folder / "copies.db", key, database.changes)
        undo.callback(copies.close)
        pages = PageWatch(database.path, key) if key is not None else None
        store = TillStore(folder, database, copies, lock, pages)
        store.pin_tries.hear(folder / TRIES_OF_PRACTICE)
        undo.pop_all()
        return store


def _settle_damage(database: Database) -> None:
    """Where damage was seen, every page is read before anything is sold; Refused("damaged_database") leads on."""
    mark = mark_of_damage(database.path)
    if mark.exists():
        database.check_pages()
        mark.unlink()


_FEEDS: Final[Mapping[str, Callable[[TillStore], Copied[Any]]]] = {
    "keys": lambda store: store.wallets.keys,
    "roles": lambda store: store.roles,
    "coupons": lambda store: store.coupons,
    "members": lambda store: store.known_members,
    "wallets": lambda store: store.wallets.copied,
    "orders": lambda store: store.orders,
    "elsewhere": lambda store: store.elsewhere,
    "set_aside": lambda store: store.set_aside,
    "pictures": lambda store: store.pictures,
    "tags": lambda store: store.tags,
    "appointments": lambda store: store.appointments.copied,
    "own_people": lambda store: store.people_told,
}
"""Where each feed of people and papers goes, all alike."""
