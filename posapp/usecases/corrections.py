"""A tender of a completed sale that was typed as another: said right by an entry of its own, with a second person and a
reason. It moves the totals of the open shift; goods, tax and what a machine charged stay as they are."""

from __future__ import annotations

from dataclasses import dataclass

from posapp.contract.ops import encode
from posapp.contract.tender_ops import TenderCorrectedOp
from posapp.domain.errors import Refused
from posapp.domain.payment_code import check_kept
from posapp.domain.sale import Sale, stayed_of
from posapp.domain.staff import Staff
from posapp.domain.tender import BY_HAND, TenderType, check_reference
from posapp.domain.typed import seen
from posapp.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class Correctable:
    """A tender of a sale as it counts now, and what of it stayed (cash: less the change)."""

    number: int
    type: TenderType
    amount: int
    reference: str


class Corrections:
    """Of sales of the open shift."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def correctable(self, sale: Sale) -> tuple[Correctable, ...]:
        """The tenders of the sale that a person took and said so; none of a shift that is over."""
        shift = self._desk.shift
        if shift is None or sale.shift != shift.id:
            return ()
        said = self._desk.till.corrections.of(sale)
        stayed = stayed_of(sale)
        found = []
        for tender in sale.tenders:
            if tender.type in BY_HAND and not tender.attempt:
                type_, reference = said.get(tender.number, (tender.type, tender.reference))
                found.append(Correctable(tender.number, type_, stayed[tender.number], reference))
        return tuple(tender for tender in found if tender.amount > 0)

    def correct(
        self, sale: Sale, number: int, to: TenderType, reference: str, reason: str, approver: Staff | None
    ) -> None:
        """Say that it was paid otherwise. Refused("correction_shift_over", "correction_rounded",
        "correction_not_by_hand", "correction_same", "reason_missing", "not_permitted") and where a card's slip or a
        voucher's number is missing or is what no till may keep."""
        desk = self._desk
        staff = desk.seller("correct_tender", approver)
        if desk.open_shift().id != sale.shift:
            raise Refused("correction_shift_over")
        if sale.settlement.rounding:  # it belongs to the cash, and no other amount can be typed
            raise Refused("correction_rounded")
        was = next((t for t in self.correctable(sale) if t.number == number), None)
        if was is None or to not in BY_HAND:
            raise Refused("correction_not_by_hand")
        if approver is None:
            raise Refused("second_person")
        self._check(was, to, reference)
        if not seen(reason):
            raise Refused("reason_missing")
        check_kept(reason, desk.store.wallet_codes)
        said = seen(reference) if to != "cash" else ""
        place = [t.number for t in sale.tenders].index(number) + 1
        op = TenderCorrectedOp(sale.id, place, was.type, to, was.amount, said, seen(reason), approver.id)
        moment, till = desk.moment(), desk.till
        now = (was.type, to, was.amount, said)
        till.facts.record(
            "tender_corrected",
            encode(op),
            moment.at,
            moment.business_date,
            staff.id,
            also=lambda tx: till.corrections.note_in(tx, till.journal.next_seq(tx) - 1, sale, number, now),
        )

    def _check(self, was: Correctable, to: TenderType, reference: str) -> None:
        if was.type == to and (to == "cash" or seen(reference) == was.reference):
            raise Refused("correction_same")
        check_reference(to, reference, self._desk.store.wallet_codes)
