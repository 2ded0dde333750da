"""Goods that are left out after money was taken: the basket is locked, but for this. What is then too much goes back
the way it came, exactly, before the sale can be completed."""

from __future__ import annotations

from dataclasses import replace

from posapp.contract.ops import encode
from posapp.contract.tender_ops import TenderWithdrawnOp
from posapp.domain import cart as carts
from posapp.domain.basket import Basket
from posapp.domain.errors import Refused
from posapp.domain.money import format_quantity, money
from posapp.domain.staff import Staff
from posapp.domain.tender import PURSES, Settlement, Tender, check_slip, less
from posapp.domain.typed import seen
from posapp.usecases.desk import Desk


class LeavingOut:
    """During a payment."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def leave_out(self, line: int, quantity: int | None = None) -> Settlement:
        """Take these goods, or so much of them (thousandths), out of a basket for which money was taken; it is priced
        again and on disk before this returns. Refused("payment_open") while nothing was taken: then one goes back to
        the goods; "quantity_range" for more than there is."""
        desk = self._desk
        desk.seller()
        desk.must_be_settled()
        if not (desk.basket.paying and desk.basket.tenders):
            raise Refused("payment_open")
        there = carts.find(desk.basket.cart, line).quantity
        if quantity is None or quantity == there:
            cart = carts.remove(desk.basket.cart, line)
        elif 0 < quantity < there:
            cart = carts.set_quantity(desk.basket.cart, line, there - quantity)
        else:
            raise Refused("quantity_range", most=format_quantity(there))
        if not cart.lines:
            raise Refused("last_line")
        priced = desk.prices_of(cart)
        desk.keep(replace(desk.basket, cart=cart))
        desk.priced = priced
        return desk.settlement()

    def surplus(self) -> tuple[Tender, int] | None:
        """The tender that something goes back to next (the newest that is not cash), and how much."""
        at, tenders = self._desk.settlement(), self._desk.basket.tenders
        others = [t for t in tenders if t.type != "cash"]
        if not at.surplus or not others:
            return None
        return others[-1], less(others[-1], at.surplus)[1]

    def give_back(self, slip: str = "", approver: Staff | None = None) -> Settlement:
        """Exactly what is too much goes back to that tender. What the hub keeps was never booked, so whoever sells may;
        money of another machine's is refunded there, `slip` is that refund's, and it needs the right to it: the
        person's own, or that of `approver`.

        Refused("no_surplus", "refund_waits", "refund_begun", "refund_slip_missing", "not_permitted").
        """
        desk, found = self._desk, self.surplus()
        if found is None:
            raise Refused("no_surplus")
        desk.must_be_settled()
        tender, back = found
        alone = tender.type in PURSES
        if not alone:
            self._must_not_go(tender)
            if not slip.strip():
                raise Refused("refund_slip_missing", amount=money(back, desk.store.currency))
            check_slip(slip, self._desk.store.wallet_codes)
        staff = desk.seller() if alone else desk.seller("withdraw_tender", approver, back)
        rest = less(tender, desk.settlement().surplus)[0]
        kept = tuple(rest if t is tender else t for t in desk.basket.tenders)
        left = replace(desk.basket, tenders=tuple(t for t in kept if t is not None))
        who = approver.id if approver else ""
        op = TenderWithdrawnOp(tender.type, back, tender.reference, who, rest.amount if rest else 0, seen(slip))
        self._record(left, encode(op), staff)
        return desk.settlement()

    def _must_not_go(self, tender: Tender) -> None:
        """A wallet that may still give it back is not doubled by hand: Refused("refund_waits", "refund_begun")."""
        self._desk.must_be_heard((tender,))
        if any(refund.going for refund in self._desk.till.refunds.of(tender.attempt)[-1:]):
            raise Refused("refund_begun")

    def _record(self, left: Basket, body: bytes, staff: Staff) -> None:
        desk, moment, till = self._desk, self._desk.moment(), self._desk.till

        def write() -> None:
            facts = ("tender_withdrawn", body, moment.at, moment.business_date, staff.id)
            till.facts.record(*facts, also=lambda tx: till.baskets.save_in(tx, left))

        desk.keep(left, write)
