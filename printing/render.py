"""From a job of the queue to the bytes for the printer: looks the sale up and writes the layout in the shop's way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import msgspec

from posapp.contract.shift_ops import decode_shift_report
from posapp.domain.errors import Refused
from posapp.domain.member import masked
from posapp.domain.order_slip import OrderSlip
from posapp.domain.sale import Sale, as_corrected
from posapp.domain.shelf_label import PriceChange, PriceLabel
from posapp.domain.tender import OPENS_DRAWER
from posapp.domain.topup import number_of
from posapp.storage.known_members import remaining
from posapp.storage.print_jobs import JobKind, PrintJob
from posapp.storage.till import TillStore
from printing.escpos import EscPos
from printing.labels import label_list, price_label
from printing.layout import PAPER_A4, Bitmap, Paper, ReceiptLayout
from printing.order_slip import order_slip
from printing.pdf import a4_pdf
from printing.practice import practised
from printing.receipt import NO_NAMES, Names, Print, drawer_only, receipt
from printing.refund_slip import refund_slip
from printing.return_label import return_labels
from printing.shift_report import Says, cash_slip, x_report, z_report
from printing.topup import topup_paper
from printing.trial import trial_page
from printing.words import ReceiptLanguage

OF_TOPUPS: Final = frozenset({"topup", "topup_copy"})
OF_SHIFTS: Final = frozenset({"cash", "x", "z", "z_copy"})

Draw = Callable[[ReceiptLayout, Paper], Bitmap]


def no_names() -> Names:
    """Rules and taxes go by their ids."""
    return NO_NAMES


@dataclass(frozen=True, slots=True)
class Renderer:
    """Everything that decides how a receipt looks here. `draw` None: text mode, in the printer's own characters."""

    till: TillStore
    escpos: EscPos
    draw: Draw | None
    language: Callable[[], ReceiptLanguage]
    simulated: bool = False
    names: Callable[[], Names] = no_names
    labels: Callable[[], Sequence[PriceChange]] = tuple
    label: Callable[[str], PriceLabel] | None = None
    report: Callable[[str, str], ReceiptLayout] | None = None
    """(document, language) -> its layout."""
    training: bool = False
    """Every paper says that it is none, at its beginning and end, and no drawer opens."""

    def job(self, job: PrintJob, *, again: bool, drawer: bool) -> bytes:
        """The bytes of a job. `again`: an earlier try may lie on the counter; `drawer`: it may still open for it."""
        if job.kind == "drawer":
            return self._bytes(drawer_only())
        if job.kind == "labels":
            store = self.till.settings.store()
            return self._bytes(label_list(self.labels(), store, self.language(), simulated=self.simulated))
        if job.kind == "refund":
            return self._bytes(self.refund(job.document))
        if job.kind in OF_SHIFTS:
            return self._bytes(self.of_shift(job.kind, job.document, drawer=drawer))
        if job.kind == "order":
            return self._bytes(self.order(job.document))
        if job.kind == "came_back":
            return self._bytes(self.came_back(job.document))
        if job.kind == "test":
            return self._bytes(trial_page())
        if job.kind in OF_TOPUPS:
            return self._bytes(self.topup(job.document, copy=job.kind == "topup_copy", drawer=drawer))
        if job.kind == "label" and self.label is not None:
            return self._bytes(price_label(self.label(job.document), self.till.settings.store(), self.language()))
        if job.kind == "report" and self.report is not None:
            return self._bytes(self.report(job.document, "en" if self.language() == "en" else "zh"))
        if job.kind == "gift_receipt":
            return self._bytes(self.receipt(job.document, "gift"))
        copy = job.kind == "receipt_copy"
        first = self.receipt(job.document, "copy" if copy else "again" if again else "original", drawer and not copy)
        rest = self.receipt(job.document, "copy") if job.copies > 1 else None
        return self._bytes(first) + (self._bytes(rest) * (job.copies - 1) if rest else b"")

    def receipt(self, number: str, kind: Print = "original", drawer: bool = False) -> ReceiptLayout:
        """The layout of a receipt of this till, or of a top-up; Refused("no_such_receipt")."""
        if number_of(number) is not None:
            return self.topup(number, copy=kind == "copy", drawer=drawer)
        sale = self._sale(number)
        person = self.till.staff.by_id(sale.staff)
        made = receipt(
            as_corrected(sale, self.till.corrections.of(sale)),
            self.till.settings.store(),
            self.language(),
            cashier=person.name if person else "",
            kind=kind,
            simulated=self.simulated,
            drawer=drawer and any(OPENS_DRAWER[tender.type] and tender.amount for tender in sale.tenders),
            names=self._named(sale),
            page=self.till.sales.page(sale),
            points_left=self.till.sales.points_left(sale),
        )
        return practised(made) if self.training else made

    def came_back(self, number: str) -> ReceiptLayout:
        """The labels of what this receipt took back; Refused("no_such_receipt")."""
        sale, store = self._sale(number), self.till.settings.store()
        person = self.till.staff.by_id(sale.staff)
        who = person.name if person else ""
        return return_labels(sale, store, self.language(), person=who, simulated=self.simulated)

    def _sale(self, number: str) -> Sale:
        sale = self.till.sales.by_receipt(number)
        if sale is None:
            raise Refused("no_such_receipt", receipt=number[:40])
        return sale

    def topup(self, number: str, *, copy: bool = False, drawer: bool = False) -> ReceiptLayout:
        """The layout of a top-up's paper; Refused("no_such_receipt")."""
        paid = self.till.topups.by_number(number)
        if paid is None or paid.topup is None:
            raise Refused("no_such_receipt", receipt=number[:40])
        person, account = self.till.staff.by_id(paid.staff), paid.topup.account
        member = remaining(self.till.known_members, account) if paid.topup.purse == "stored_value" else None
        return topup_paper(
            paid,
            self.till.settings.store(),
            self.language(),
            whose=masked(member.phone) if member is not None and member.phone else f"••••{account[-4:]}",
            cashier=person.name if person else "",
            copy=copy,
            simulated=self.simulated,
            drawer=drawer and not copy and any(OPENS_DRAWER[t.type] and t.amount for t in paid.tenders),
        )

    def _named(self, sale: Sale) -> Names:
        """Offers and taxes as the catalogue calls them, and the coupons of this sale."""
        names = self.names()
        codes = {d.id for line in sale.lines for d in line.discounts if d.kind == "coupon"}
        found = [coupon for code in sorted(codes) if (coupon := self.till.coupons.by_key(code)) is not None]
        coupons = {coupon.code: (coupon.name("zh"), coupon.name("en")) for coupon in found}
        return replace(names, promotions={**names.promotions, **coupons}) if coupons else names

    def refund(self, id_: str) -> ReceiptLayout:
        """The layout of a refund's slip; Refused("no_such_receipt")."""
        found = self.till.refunds.by_id(id_)
        if found is None:
            raise Refused("no_such_receipt", receipt=id_[:40])
        return refund_slip(found, self.till.settings.store(), self.language(), simulated=self.simulated)

    def order(self, document: str) -> ReceiptLayout:
        """The layout of an online order's paper by what it says."""
        slip = msgspec.json.decode(document, type=OrderSlip)
        return order_slip(slip, self.till.settings.store(), self.language(), simulated=self.simulated)

    def of_shift(self, kind: JobKind, document: str, *, drawer: bool = False) -> ReceiptLayout:
        """The layout of a Z by its name, of an X by what it says, of a cash slip by its id; Refused("no_such_z")."""
        people = {person.id: person.name for person in self.till.staff.all()}
        says = Says(self.till.settings.store(), self.language(), people, self.simulated)
        if kind == "x":
            return x_report(decode_shift_report(document.encode()), says)
        if kind == "cash":
            move = self.till.cash.by_id(document)
            if move is not None:
                return cash_slip(move, says, drawer=drawer)
        closed = self.till.shifts.closed_as(document)
        if closed is None:
            raise Refused("no_such_z", z=document[:40])
        return z_report(self.till.shifts.z(closed), says, "copy" if kind == "z_copy" else "original")

    def _bytes(self, layout: ReceiptLayout) -> bytes:
        if self.training:
            layout = practised(layout)
        if self.escpos.paper == PAPER_A4:
            return a4_pdf(layout) if layout.prints else b""
        if self.draw is None or not layout.prints:
            return self.escpos.text(layout)
        return self.escpos.raster(layout, self.draw(layout, self.escpos.paper))
