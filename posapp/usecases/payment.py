"""Taking money: tenders in any order, change, and the commit that makes the sale. The receipt follows the commit."""

from __future__ import annotations

from dataclasses import replace

from posapp.contract.ops import encode
from posapp.contract.tender_ops import TenderAllowedOp, TenderWithdrawnOp
from posapp.domain.asked import first_asked
from posapp.domain.basket import Basket
from posapp.domain.cart import coupons
from posapp.domain.coupon import counted, spent
from posapp.domain.errors import Refused
from posapp.domain.exchange import credit_of, taken_back
from posapp.domain.money import money
from posapp.domain.presents import present_back
from posapp.domain.pricing import PricedCart
from posapp.domain.recalculating import offers_then
from posapp.domain.receipt_code import new_page
from posapp.domain.returning import RefundPlan
from posapp.domain.sale import Sale, SaleDraft
from posapp.domain.sold import TakenBack
from posapp.domain.staff import Staff
from posapp.domain.store import outside_limit
from posapp.domain.tender import (
    BY_HAND,
    NO_VOUCHER_NUMBER,
    PURSES,
    Settlement,
    Tender,
    TenderType,
    check_tender,
    voucher_number,
)
from posapp.domain.topup import NOT_FOR_TOPUPS
from posapp.domain.typed import seen
from posapp.usecases.desk import Desk
from posapp.usecases.own_account import check_cart
from posapp.usecases.points import Points
from posapp.usecases.repricing import Repricing
from posapp.usecases.restoring import again_by
from posapp.usecases.shift import Shifts
from posapp.usecases.stop_sales import StopSales


class Payment:
    """From "what do I owe" to the committed sale."""

    def __init__(self, desk: Desk, shifts: Shifts, repricing: Repricing, stop_sales: StopSales, points: Points) -> None:
        self._desk = desk
        self._points = points
        self._repricing = repricing
        self._stop_sales = stop_sales
        self._shifts = shifts

    def pay(self) -> Settlement:
        """Open payment for the basket on the counter; Refused("prices_changed") when somebody has to be asked first."""
        desk = self._desk
        staff = desk.seller()
        desk.open_shift()
        self._shifts.check_date()
        desk.till.check_room()
        check_cart(desk.till, staff, desk.basket.cart)
        if not desk.basket.cart.lines and not desk.basket.cart.returns:
            raise Refused("empty_basket")
        self._stop_sales.set_aside()
        self._must_be_resolved()
        self._must_be_asked()
        if not desk.basket.paying:
            desk.keep(replace(desk.basket, paying=True))
        return desk.settlement()

    def _must_be_resolved(self) -> None:
        """Refused("unresolved_scan", "stopped_on_counter") while there is a red line: in a payment, goods that lost
        their price meanwhile; Refused("serial_needed", "age_needed") while a question about the goods stands open."""
        problems = self._desk.basket.cart.problems
        if problems:
            raise problems[0].unresolved()
        for coupon in coupons(self._desk.basket.cart):
            if coupon.waits:
                raise Refused("coupon_waits", code=coupon.id)
        asked = first_asked(self._desk.basket.cart) if self._desk.asks_about_goods else None
        if asked is not None:
            raise asked.unanswered()

    def _must_be_asked(self) -> None:
        found = self._repricing.found()
        if found is not None:
            currency = self._desk.store.currency
            raise Refused("prices_changed", old=money(found.old, currency), new=money(found.new, currency))

    def back(self) -> None:
        """Return to the goods; not while money has been taken."""
        self._desk.seller()
        self._desk.must_be_settled()
        if self._desk.basket.tenders:
            raise Refused("tenders_taken")
        if self._desk.basket.topup is not None:  # there are no goods to return to
            self._desk.keep(Basket())
            self._desk.priced = PricedCart()
            return
        self._desk.keep(replace(self._desk.basket, paying=False))

    def take(self, kind: TenderType, amount: int, reference: str = "", approver: Staff | None = None) -> Settlement:
        """Take what a person was given, or says that another machine took; it is on disk before this returns.
        Of wallet money that was taken elsewhere Refused("outside_needs_second") where this sale has so much of it, and
        Refused("outside_used") where its number paid before, that somebody else (SignIn.approve) answers for it."""
        tender = Tender(0, kind, amount, seen(reference))
        outside = sum(t.amount for t in self._desk.basket.tenders if t.type == "wallet_outside")
        if kind == "wallet_outside" and approver is None:
            self._may_alone(tender, outside + amount)
        if approver is not None:
            self._desk.seller("wallet_outside", approver, outside + amount)
        return self.join(tender, approver)

    def _may_alone(self, tender: Tender, outside: int) -> None:
        """`outside`: what this sale has of such money with it; else it would be taken in parts."""
        desk, limit = self._desk, outside_limit(self._desk.store)
        here = any((t.type, t.reference) == (tender.type, tender.reference) for t in desk.basket.tenders)
        before = desk.till.sales.paid_outside(tender.reference) if tender.reference else ""
        if outside <= limit and not here and not before:
            return
        self._ready()
        self.check(tender)
        if outside > limit:
            raise Refused("outside_needs_second", limit=money(limit, desk.store.currency))
        raise Refused("outside_used", reference=tender.reference, receipt=before or "—")

    def join(self, tender: Tender, approver: Staff | None = None) -> Settlement:
        """One more tender; it is on disk before this returns. Its number is given here."""
        desk, staff = self._desk, self._ready()
        self.check(tender)
        taken = desk.basket.tenders
        numbered = replace(tender, number=max((t.number for t in taken), default=0) + 1)
        more = replace(desk.basket, tenders=(*taken, numbered))
        desk.keep(more, None if approver is None else lambda: self._allow(numbered, staff, approver, more))
        return desk.settlement()

    def _ready(self) -> Staff:
        desk = self._desk
        staff = desk.seller()
        if not desk.basket.paying:
            raise Refused("open_payment_first")
        desk.must_be_settled()
        return staff

    def check(self, tender: Tender) -> None:
        """Refused unless the tender may join."""
        desk, store = self._desk, self._desk.store
        if tender.type not in BY_HAND and not tender.account:
            raise Refused("tender_not_offered", tender=tender.type)
        taken, rounding = desk.basket.tenders, store.cash_rounding
        if desk.basket.topup is not None and tender.type in NOT_FOR_TOPUPS:
            raise Refused("topup_tender")
        if tender.type == "voucher" and any(_same_voucher(tender, other) for other in taken):
            raise Refused("voucher_in_basket", number=tender.reference)
        check_tender(desk.priced.total, taken, tender, rounding, store.currency, store.wallet_codes)

    def _allow(self, tender: Tender, staff: Staff, approver: Staff, more: Basket) -> None:
        op = TenderAllowedOp(tender.type, tender.amount, tender.reference, approver.id)
        moment, till = self._desk.moment(), self._desk.till
        facts = ("tender_allowed", encode(op), moment.at, moment.business_date, staff.id)
        till.facts.record(*facts, also=lambda tx: till.baskets.save_in(tx, more))

    def take_back(self, number: int, approver: Staff | None = None) -> Settlement:
        """Give a tender back before completion, which the journal keeps. Money that is not in the drawer needs the
        right to it: the person's own, or that of `approver` (SignIn.approve)."""
        desk = self._desk
        tender = next((t for t in desk.basket.tenders if t.number == number), None)
        if tender is None or tender.attempt:  # a provider's money goes back by `Attempts.take_back`
            raise Refused("no_such_tender", tender=number)
        desk.must_be_settled()
        alone = tender.type == "cash" or tender.type in PURSES  # nothing is booked yet of what the hub keeps
        staff = desk.seller() if alone else desk.seller("withdraw_tender", approver, tender.amount)
        left = replace(desk.basket, tenders=tuple(t for t in desk.basket.tenders if t is not tender))
        op = TenderWithdrawnOp(tender.type, tender.amount, tender.reference, approver.id if approver else "")
        moment, till = desk.moment(), desk.till
        desk.keep(
            left,
            lambda: till.facts.record(
                "tender_withdrawn",
                encode(op),
                moment.at,
                moment.business_date,
                staff.id,
                also=lambda tx: till.baskets.save_in(tx, left),
            ),
        )
        return desk.settlement()

    def take_cash_and_complete(self, amount: int) -> Sale:
        """One key: this much cash, done. Refused("too_little") leaves the payment as it was."""
        before = self._desk.basket
        self._must_be_resolved()
        if not self._desk.settlement().complete:
            self.take("cash", amount)
        try:
            return self.complete()
        except Refused:
            self._desk.keep(before)
            raise

    def complete(self, ref: str = "") -> Sale:
        """Commit the sale; from here on it cannot be lost. A `ref` that was sold before gives that sale again."""
        sale = self.commit(self.draft(ref))
        self.clear_counter()
        return sale

    def draft(self, ref: str = "") -> SaleDraft:
        """Everything the commit needs as one frozen value; Refused when something is missing."""
        desk = self._desk
        staff, shift, settlement = desk.seller(), desk.open_shift(), desk.settlement()
        if not desk.basket.paying:
            raise Refused("open_payment_first")
        desk.must_be_settled()
        self._must_be_resolved()
        check_cart(desk.till, staff, desk.basket.cart)
        if settlement.surplus:
            raise Refused("surplus_waits", amount=money(settlement.surplus, desk.store.currency))
        desk.must_be_heard(desk.basket.tenders)
        if not settlement.complete:
            raise Refused("too_little", missing=money(settlement.remaining, desk.store.currency))
        moment, plan = desk.moment(), desk.refund_plan()
        back = self._taken_back(plan)
        earned, by, left = self._points.of_sale(plan, back)
        return SaleDraft(
            shift=shift.id,
            staff=staff.id,
            business_date=moment.business_date,
            at=moment.at,
            currency=desk.store.currency.code,
            priced=desk.priced,
            tenders=plan.tenders or desk.basket.tenders,
            settlement=settlement,
            member=desk.basket.cart.member,
            ref=ref,
            removed=desk.basket.cart.removed,
            discounts=desk.basket.cart.discounts,
            coupons=spent(desk.basket.cart, desk.priced, desk.book().index.by_id),
            counted=counted(desk.basket.cart, desk.priced, desk.book().index.by_id),
            note=desk.basket.cart.note,
            source=desk.basket.cart.source,
            associate=desk.basket.cart.associate,
            earned=earned,
            page=new_page() if desk.store.pages and desk.basket.topup is None else "",
            offers=offers_then(desk.basket.cart, desk.priced.lines, desk.book()),
            back=back,
            earning=by,
            points_left=left,
            topup=desk.basket.topup,
        )

    def _taken_back(self, plan: RefundPlan) -> TakenBack | None:
        cart, store = self._desk.basket.cart, self._desk.store
        mode, rounding = store.tax_mode, store.cash_rounding
        credit = credit_of(cart, self._desk.priced.total, plan, mode, rounding, store.points)
        if cart.sold is not None and cart.sold.kind == "gift":
            return present_back(cart, plan, credit, mode, rounding)
        told = taken_back(cart, plan, credit)
        return replace(told, again=again_by(self._desk, cart)) if told is not None else None

    def commit(self, draft: SaleDraft) -> Sale:
        """The one durable write; may run on the store's worker."""
        if draft.topup is not None:
            return self._desk.till.topups.complete(draft)
        return self._desk.till.sales.complete_sale(draft)

    def clear_counter(self) -> None:
        """After the commit (which removed the basket from disk) the counter is free for the next customer."""
        self._desk.basket = Basket()
        self._desk.priced = PricedCart()


def _same_voucher(one: Tender, other: Tender) -> bool:
    """As the hub compares them, whatever their spaces and capitals; imported ones have no number."""
    numbers = {voucher_number(tender.reference) for tender in (one, other)}
    return other.type == "voucher" and len(numbers) == 1 and not numbers & NO_VOUCHER_NUMBER
