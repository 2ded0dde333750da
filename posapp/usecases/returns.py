"""Goods that come back: laid into the basket beside what the customer takes instead, and given back with its commit.

What of a sale is left the hub knows (`ReturnSearch`); here are the rules of the shop, and who may let by what they do
not take.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from posapp.domain.cart import MOST_NOTE, MOST_SERIAL, UNIT, Cart, refund_as_paid, with_returns_of, without_return
from posapp.domain.errors import Refused
from posapp.domain.presents import plain_lines
from posapp.domain.recalculating import recalculated, revalued
from posapp.domain.restored import Restored
from posapp.domain.return_rules import CREDIT_ONLY, NEVER_OUT, is_fault, reason_named
from posapp.domain.return_window import GOES, all_comes_back, exception_of
from posapp.domain.returning import NO_PLAN, RefundPlan, after, back_of
from posapp.domain.sold import Condition, Disposition, RefundChoice, ReturnLine, Sold
from posapp.domain.staff import Staff
from posapp.domain.store import business_date
from posapp.domain.tender import TenderType
from posapp.domain.times import from_text
from posapp.domain.typed import seen
from posapp.usecases.desk import Desk
from posapp.usecases.restoring import restored_now


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
    photo: str = ""
    """Of `ReturnPhotos.keep`."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What goods come to: by their shares (`kept`), and what really goes back (`given`), which is another figure only
    where an offer says that the rest is priced again."""

    kept: int
    given: int
    lines: tuple[ReturnLine, ...] = ()
    """What comes back, as it goes into the basket."""


class Returns:
    """What comes back to this counter."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def exceptions(self, sold: Sold, wishes: Iterable[Wish]) -> tuple[str, ...]:
        """What of these wishes somebody must allow. Refused("return_over", "return_too_many" …) where nobody may."""
        return tuple(line.excepted for line in self._lines(sold, (), tuple(wishes)) if line.excepted)

    def take(self, sold: Sold, wishes: Iterable[Wish], approver: Staff | None = None) -> tuple[ReturnLine, ...]:
        """Lay these goods into the basket; nothing is given back before the sale is complete.

        Refused("return_exception_late", "return_exception_excluded", "return_exception_serial",
        "return_exception_refunded") where somebody with the right to it must allow it (`approver`), else
        "return_over", "return_too_many", "serial_needed_back",
        "return_one_sale", "return_other_member", "other_entity", "payment_open", "not_permitted" ….
        """
        desk = self._desk
        self._must_be_open(sold)
        lines = self._lines(sold, desk.basket.cart.returns, tuple(wishes))
        if not lines:
            raise Refused("return_nothing")
        if sold.kind == "gift":
            lines = plain_lines(lines)
        if sold.kind == "owed" and any(
            sum(x.quantity for x in lines if x.of == y.number) != y.left for y in sold.lines
        ):
            raise Refused("owed_as_a_whole")
        cart = refund_as_paid(desk.basket.cart)
        lines = self._allowed(lines, self._worth(sold, with_returns_of(cart, sold, lines)), approver)
        laid = with_returns_of(cart, sold, lines)
        if laid.member is None and sold.member is not None:
            laid = replace(laid, member=sold.member)
        desk.lay(laid)
        numbers = range(cart.next_number, cart.next_number + len(lines))
        return tuple(line for line in desk.basket.cart.returns if line.number in numbers)

    def _must_be_open(self, sold: Sold) -> None:
        desk = self._desk
        cart, store = desk.basket.cart, desk.store
        if desk.basket.paying:
            raise Refused("payment_open")
        if cart.sold is not None and (cart.sold.id, cart.sold.kind) != (sold.id, sold.kind):
            raise Refused("return_one_sale", receipt=cart.sold.receipt)
        if sold.store != store.id and sold.entity != store.entity.tax_number:
            raise Refused("other_entity", seller=sold.seller or sold.store)
        if sold.store != store.id and any(paid.at_its_shop for paid in sold.paid):
            raise Refused("return_at_its_shop", store=dict(store.near).get(sold.store) or sold.store)
        if sold.currency and sold.currency != store.currency.code:
            raise Refused("return_other_currency", currency=sold.currency)
        if sold.kind == "order" and sold.state in HERE_STILL:
            raise Refused("order_not_delivered", order=sold.receipt)
        if all(line.never >= line.quantity for line in sold.lines if not line.shipping):
            raise Refused("order_paid_back", order=sold.receipt)
        if cart.member is not None and sold.member is not None and cart.member != sold.member:
            raise Refused("return_other_member")

    def _lines(self, sold: Sold, before: Sequence[ReturnLine], wishes: Sequence[Wish]) -> tuple[ReturnLine, ...]:
        lines: list[ReturnLine] = []
        for wish in wishes:
            lines.append(self._line(after(sold, [*before, *lines], NO_PLAN), wish))
        fault = next((line.reason for line in lines if is_fault(line.reason)), "")
        return (*lines, *self.shipping_back(after(sold, [*before, *lines], NO_PLAN), lines, fault))

    def shipping_back(self, sold: Sold, lines: Sequence[ReturnLine], reason: str) -> tuple[ReturnLine, ...]:
        """What was paid for sending comes back where the seller is at fault."""
        sending = next((line for line in sold.lines if line.shipping and line.left), None)
        if sending is None or not lines or not is_fault(reason):
            return ()
        return (replace(back_of(sending, sending.left), reason=reason),)

    def _line(self, sold: Sold, wish: Wish) -> ReturnLine:
        line = next((x for x in sold.lines if x.number == wish.line and not x.shipping), None)
        if line is None:
            raise Refused("no_such_line", line=wish.line)
        if sold.kind == "owed":
            never_out: Disposition = "never_out"
            return replace(back_of(line, line.left), reason=NEVER_OUT, disposition=never_out)
        quantity, reason = line.left if wish.quantity is None else wish.quantity, reason_named(seen(wish.reason))
        if not reason:
            raise Refused("return_reason_missing")
        if quantity % UNIT and not line.product.weighed and not line.quantity % UNIT:
            raise Refused("return_whole_pieces")
        back, today = back_of(line, quantity), self._today()
        excepted = exception_of(self._desk.store.returns, sold, line, reason, self._day(sold.since), today)
        if not excepted and (sold.refunded or self._desk.till.cash.refunded(sold.receipt)):
            excepted = "refunded"  # some of its money went back already
        serial = seen(wish.serial)[:MOST_SERIAL]
        if line.serial and not serial:
            raise Refused("serial_needed_back", serial=line.serial)
        if line.serial and serial != line.serial:
            excepted = "serial"
        return replace(
            back,
            reason=reason[:MOST_NOTE],
            condition=wish.condition,
            disposition=wish.disposition or GOES[wish.condition],
            serial=serial,
            note=seen(wish.note)[:MOST_NOTE],
            photo=wish.photo,
            excepted=excepted,
        )

    def _today(self) -> str:
        """The true day: a shift that was left open for a week does not make a window longer."""
        desk = self._desk
        return max(desk.moment().business_date, business_date(desk.store, desk.now()))

    def _day(self, since: str) -> str:
        at: datetime = from_text(since)
        return business_date(self._desk.store, at)

    def _worth(self, sold: Sold, laid: Cart) -> int:
        """All that has come back of the sale with what would lie in the basket: a limit is not passed line by line."""
        return sum(x.back_net - x.never_net for x in sold.lines) + self._sum(revalued(laid).returns)

    def _allowed(self, lines: Sequence[ReturnLine], worth: int, approver: Staff | None) -> tuple[ReturnLine, ...]:
        """The lines with who let by what the rules do not take; `worth`: see `_worth`."""
        desk = self._desk
        excepted = next((line.excepted for line in lines if line.excepted), "")
        if not excepted:
            desk.seller("return", approver, worth)
            return tuple(lines)
        staff = desk.staff
        if approver is None and staff is not None and not staff.may("return_exception"):
            raise Refused(EXCEPTED[excepted])
        desk.seller("return_exception", approver, worth)
        who = approver.id if approver is not None else staff.id if staff is not None else ""
        return tuple(replace(line, approver=who) if line.excepted else line for line in lines)

    def leave(self, *numbers: int) -> None:
        """These goods stay with the customer after all."""
        desk = self._desk
        desk.seller()
        cart = desk.basket.cart
        for number in numbers:
            cart = without_return(cart, number)
        desk.lay(refund_as_paid(cart))

    def refund_by(self, by: TenderType | None, reason: str = "", approver: Staff | None = None) -> None:
        """What was paid in money goes back by this instead; None: as it was paid. It needs the right to give cash back,
        the person's own or that of `approver`, and a reason.

        Refused("refund_as_paid_only", "refund_reason_missing", "not_permitted").
        """
        desk, cart = self._desk, self._desk.basket.cart
        if cart.sold is None:
            raise Refused("return_nothing")
        if by is None:
            desk.seller()
            desk.lay(refund_as_paid(cart))
            return
        if by != "cash":
            raise Refused("refund_as_paid_only")
        if cart.sold.kind == "gift":
            raise Refused("refund_gift_only")
        if cart.sold.kind in CREDIT_ONLY:
            raise Refused("refund_credit_only")
        if not seen(reason):
            raise Refused("refund_reason_missing")
        desk.seller("cash_refund", approver, max(0, -desk.priced.total))
        allowed = approver.id if approver is not None else ""
        chosen = RefundChoice(by, seen(reason)[:MOST_NOTE], allowed, cart.refund.person, alone=cart.refund.alone)
        desk.lay(replace(cart, refund=chosen))

    def nothing_left(self, sold: Sold, wishes: Iterable[Wish]) -> bool:
        """Whether the whole sale comes back."""
        lines = {line.number: line for line in sold.lines}
        return all_comes_back(
            sold, ((w.line, lines[w.line].left if w.quantity is None else w.quantity) for w in wishes)
        )

    def worth(self, sold: Sold, wanted: Mapping[int, int], reason: str = "") -> Worth:
        """Of so many thousandths of its lines, beside nothing else in the basket."""
        goods = {line.number: line for line in sold.lines}
        lines = [back_of(goods[n], many) for n, many in wanted.items() if n in goods]
        lines += self.shipping_back(sold, lines, reason)
        found = recalculated(sold, lines)
        return Worth(self._sum(lines), self._sum(found), found)

    def restored(self, sold: Sold, wanted: Mapping[int, int]) -> Restored:
        """What of the sale's coupons and limited offers the customer may have once more, beside nothing else."""
        return restored_now(self._desk, sold, wanted.items())

    def on_shelf(self, sku: str) -> int | None:
        """Thousandths that the shop has of it, as far as this till heard; None where no stock is kept."""
        known = self._desk.catalog.stock(sku)
        return known[0] if known is not None else None

    def points_then(self, sold: Sold, plan: RefundPlan) -> int | None:
        """The member's points after this, as far as this till heard of them; below zero where more are taken back than
        are there. None where nobody knows them, or they stay as they are."""
        moved = sum(given.points for given in plan.given) - plan.reversed
        known = self._desk.till.wallets.of(sold.member) if sold.member is not None and moved else None
        if known is None or sold.member is None:
            return None
        return known.points + self._desk.till.purses.points_since((sold.member, known.member), known.at) + moved

    def _sum(self, lines: Iterable[ReturnLine]) -> int:
        exclusive = self._desk.store.tax_mode == "exclusive"
        return sum(x.net + (x.tax if exclusive else 0) for x in lines)


HERE_STILL = frozenset({"NEW", "PICKING", "PICKED", "SHORT", "READY"})
"""States of an order whose goods the customer has not."""
EXCEPTED = {
    "late": "return_exception_late",
    "excluded": "return_exception_excluded",
    "refunded": "return_exception_refunded",
    "serial": "return_exception_serial",
}
"""What is said of goods that the rules do not take."""
