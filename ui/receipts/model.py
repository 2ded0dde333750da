"""Receipts of the business day and what waits for the printer, as ready words; copies, another try, giving up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from posapp.domain.cart import UNIT
from posapp.domain.errors import Refused
from posapp.domain.sale import Sale
from posapp.storage.print_jobs import PrintJob
from posapp.storage.sales import SaleHead
from ui.controls import Picture
from ui.reprint import reprint
from ui.screen import Place
from ui.texts import clock_text, plain

MOST = 500
"""Sales in the list; older ones are found by number."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SaleRow:
    """One receipt of the day."""

    receipt: str
    time: str
    who: str
    pieces: int
    due: str
    waits: bool


@dataclass(frozen=True, slots=True)
class JobRow:
    """One document that waits; `failure` is a refusal code or "" before the first try."""

    id: int
    kind: str
    document: str
    time: str
    tries: int
    failure: str


class ReceiptsModel(QObject):
    """Lists are read on the worker; one receipt is read where it is asked for. `page(receipt, what the hub's page of it
    says)`: a ReceiptPageSaid, None where it has none, or why nobody knows (Refused)."""

    day = Signal(list)
    queue = Signal(list)
    shown = Signal(str, object)
    page = Signal(str, object)
    refused = Signal(object)
    copied = Signal(str)
    gifted = Signal(str)
    saved = Signal(str)

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place

    # -- reading --------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read both lists again."""
        self._work(self._read, self._tell)

    def _read(self) -> tuple[list[SaleRow], list[JobRow]]:
        app = self._place.app
        zone, till = app.desk.store.timezone, app.till
        waiting = till.print_jobs.waiting()
        held = {job.document for job in waiting if job.kind == "receipt"}
        names = {person.id: person.name for person in till.staff.all()}
        heads = till.sales.newest(app.desk.moment().business_date, MOST)
        held |= {job.document for job in waiting if job.kind == "topup"}
        if topups := app.topups.of_day(MOST):
            heads = sorted((*heads, *map(_head, topups)), key=lambda head: head.at, reverse=True)
        return [self._sale(head, zone, names, held) for head in heads], [_job(job, zone) for job in waiting]

    def _sale(self, head: SaleHead, zone: str, names: dict[str, str], held: set[str]) -> SaleRow:
        return SaleRow(
            head.receipt,
            clock_text(head.at, zone),
            names.get(head.staff, head.staff),
            abs(head.units) // UNIT,
            plain(head.due, self._place.app.desk.store.currency),
            head.receipt in held,
        )

    def _tell(self, lists: tuple[list[SaleRow], list[JobRow]]) -> None:
        self.day.emit(lists[0])
        self.queue.emit(lists[1])

    def show(self, receipt: str) -> None:
        """Show this receipt as it is on paper; "" shows none."""
        till = self._place.app.till
        sale = (till.topups.by_number(receipt) or till.sales.by_receipt(receipt)) if receipt else None
        self.shown.emit(receipt if sale else "", self._picture(sale) if sale else None)
        if sale is not None and sale.topup is None and self._place.app.desk.store.pages:
            self._ask_page(sale)

    def _ask_page(self, sale: Sale) -> None:
        """How its e-invoice stands; the hub says it, and may be away."""
        self._place.tasks.ask(
            lambda: self._place.controls.receipt_page(sale),
            lambda page: self.page.emit(sale.receipt, page),
            lambda no: self.page.emit(sale.receipt, no),
        )

    def _picture(self, sale: Sale) -> Picture:
        return self._place.controls.receipt_picture(sale, self._place.languages.language)

    def find(self, typed: str) -> None:
        """Show the receipt of a number or of a receipt's code."""
        self._work(lambda: self._place.app.receipts.paper(typed), lambda sale: self.show(sale.receipt))

    # -- acts -----------------------------------------------------------------------------------------------------

    def copy(self, receipt: str) -> None:
        """Print it again, marked as a copy."""
        make = partial(self._place.app.receipts.reprint, receipt)
        reprint(self._place, make, lambda sale: self.copied.emit(sale.receipt), self._said_no)

    def gift(self, receipt: str) -> None:
        """Print it without prices."""
        make = partial(self._place.app.receipts.print_gift, receipt)
        reprint(self._place, make, lambda sale: self.gifted.emit(sale.receipt), self._said_no)

    def save_pdf(self, receipt: str) -> None:
        """Lay a copy of the receipt down as a PDF."""
        reprint(self._place, partial(self._place.app.receipts.lay_down, receipt), self._write_pdf, self._said_no)

    def _write_pdf(self, sale: Sale) -> None:
        pdf, language = self._place.controls.receipt_pdf, self._place.languages.language
        self._work(lambda: pdf(sale, language), lambda file: self.saved.emit(str(file)))

    def try_now(self) -> None:
        """Try everything that waits, also what was passed over."""
        self._place.controls.print_now()

    def drop(self, job: JobRow) -> None:
        """Give up on a document that waits."""
        receipts = self._place.app.receipts
        self._work(lambda: receipts.give_up(job.id, job.kind, job.document), lambda _: self.reload())

    def _work(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        self._place.tasks.run(job, done, self._said_no)

    def _said_no(self, no: Refused) -> None:
        self._place.sounds.play("refused")
        self.refused.emit(no)


def _head(paid: Sale) -> SaleHead:
    return SaleHead(paid.receipt, paid.at, paid.staff, 0, paid.settlement.total, paid.settlement.rounding)


def _job(job: PrintJob, zone: str) -> JobRow:
    return JobRow(job.id, job.kind, job.document, clock_text(job.at, zone), job.tries, job.failure or "")
