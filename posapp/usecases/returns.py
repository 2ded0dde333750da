"""Goods that come back: found by what the customer has, laid into the basket beside what they take instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from posapp.domain.cart import MOST_NOTE, MOST_SERIAL, with_returns_of, without_return
from posapp.domain.errors import Refused
from posapp.domain.receipt_code import read_receipt_code
from posapp.domain.returning import after, back_of, refund_plan
from posapp.domain.sale import Sale, as_corrected
from posapp.domain.sold import Condition, Disposition, RefundChoice, ReturnLine, Sold
from posapp.domain.staff import Staff
from posapp.domain.tender import TenderType
from posapp.domain.typed import seen
from posapp.usecases.desk import Desk
from posapp.usecases.returnable import returnable


@dataclass(frozen=True, slots=True)
class Wish:
    """So many thousandths of a line of the sale, why, and what state they are in. No `quantity`: all that is left; no
    `disposition`: where the condition sends them."""

    line: int
    quantity: int | None = None
    reason: str = ""
    condition: Condition = "as_new"
    disposition: Disposition | None = None
    serial: str = ""
    note: str = ""


class Returns:
    """Of what was sold here or elsewhere."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def known(self, typed: str) -> Sold | None:
        """The sale of this receipt by this till's own books."""
        text = (read_receipt_code(typed) or typed).strip()
        sales = self._desk.till.sales
        sale = sales.by_receipt(text) or sales.by_receipt(text.upper())
        return self.of_sale(sale) if sale is not None else None

    def of_sale(self, sale: Sale) -> Sold:
        """A sale of this till, with what came back of it here."""
        till, store = self._desk.till, self._desk.store
        corrected = as_corrected(sale, till.corrections.of(sale))
        back = [found for seq in till.returns.of(sale.id) if (found := till.sales.by_seq(seq)) and found.back]
        wholes = {t.attempt: a.amount for t in sale.tenders if t.attempt and (a := till.attempts.by_id(t.attempt))}
        return returnable(corrected, store, back, wholes)

    def take(self, sold: Sold, wishes: Iterable[Wish], approver: Staff | None = None) -> tuple[ReturnLine, ...]:
        """Lay these goods into the basket; nothing is given back before the sale is complete.

        Refused("return_too_many", "return_one_sale", "paying" …).
        """
        desk = self._desk
        desk.seller("return", approver)
        if desk.basket.paying:
            raise Refused("payment_open")
        cart = desk.basket.cart
        if cart.sold is not None and cart.sold.id != sold.id:
            raise Refused("return_one_sale", receipt=cart.sold.receipt)
        lines: list[ReturnLine] = []
        for wish in wishes:
            stands = after(sold, [*cart.returns, *lines], refund_plan(sold, 0, desk.store.cash_rounding, None))
            lines.append(self._line(stands, wish, approver))
        if not lines:
            raise Refused("return_nothing")
        laid = with_returns_of(cart, sold, tuple(lines))
        if laid.member is None and sold.member is not None:
            laid = replace(laid, member=sold.member)
        desk.lay(laid)
        return desk.basket.cart.returns[-len(lines) :]

    def _line(self, sold: Sold, wish: Wish, approver: Staff | None) -> ReturnLine:
        line = next((x for x in sold.lines if x.number == wish.line), None)
        if line is None:
            raise Refused("no_such_line", line=wish.line)
        back = back_of(line, line.left if wish.quantity is None else wish.quantity)
        return replace(
            back,
            reason=seen(wish.reason)[:MOST_NOTE],
            condition=wish.condition,
            disposition=wish.disposition or GOES[wish.condition],
            serial=seen(wish.serial)[:MOST_SERIAL] or line.serial,
            note=seen(wish.note)[:MOST_NOTE],
            approver=approver.id if approver is not None else "",
        )

    def leave(self, number: int) -> None:
        """These goods stay with the customer after all."""
        desk = self._desk
        desk.seller()
        desk.lay(without_return(desk.basket.cart, number))

    def refund_by(self, by: TenderType | None, reason: str, approver: Staff | None = None) -> None:
        """Money goes back this way, not as it was paid; None: as it was paid."""
        desk, cart = self._desk, self._desk.basket.cart
        if cart.sold is None:
            raise Refused("return_nothing")
        allowed = approver.id if approver is not None else ""
        desk.lay(replace(cart, refund=RefundChoice(by, seen(reason), allowed, cart.refund.person)))


GOES: dict[Condition, Disposition] = {
    "as_new": "sellable",
    "opened": "warehouse",
    "damaged": "damaged",
    "defective": "supplier",
}
"""Where the condition sends the goods, unless a person says otherwise."""
