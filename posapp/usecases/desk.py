"""The counter: who stands at it, the basket on it and its prices. Every use case works on one Desk."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from posapp.contract.ops import encode
from posapp.contract.people_ops import BasketTakenOverOp
from posapp.domain.attempt import Attempt
from posapp.domain.basket import Basket
from posapp.domain.cart import Cart, refund_as_paid, set_aside, taken_over
from posapp.domain.catalog import Product, priced_at
from posapp.domain.errors import Refused
from posapp.domain.money import money
from posapp.domain.pricing import PriceBook, PricedCart, price, price_book
from posapp.domain.pricing.kept import touching, with_kept
from posapp.domain.promotion import Promotion, is_used_up
from posapp.domain.recalculating import revalued
from posapp.domain.returning import NO_PLAN, RefundPlan, refund_plan, with_returns
from posapp.domain.shift import Shift
from posapp.domain.staff import Staff
from posapp.domain.staleness import Stop
from posapp.domain.store import Store, business_date, days_over
from posapp.domain.tax import taxes_on
from posapp.domain.tender import Settlement, Tender, settle
from posapp.domain.times import to_text
from posapp.ports.clock import Clock
from posapp.storage.catalog import Catalog
from posapp.storage.known_members import remaining
from posapp.storage.offers_had import offers_had
from posapp.storage.till import TillStore
from posapp.usecases.clock_doubt import is_ahead, is_behind
from posapp.usecases.freshness import may_stop, stopped_now
from posapp.usecases.own_account import must_be_others

Later = Callable[[Callable[[], None]], None]
"""Runs a job that writes: at once (scripts), or on the store's worker (the window)."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Now, as facts carry it: UTC ISO text and the business date, which never goes back."""

    at: str
    business_date: str


class Desk:
    """State of one till between two facts; changed by use cases only."""

    def __init__(self, till: TillStore, catalog: Catalog, clock: Clock, later: Later) -> None:
        self.till = till
        self.catalog = catalog
        self._clock = clock
        self._later = later
        self._saving = threading.Lock()
        self._saved: Basket | None = None
        self.doubts_ahead = True
        """A script that sets the clock itself is believed."""
        self.asks_about_goods = True
        """What was sold long ago is not asked for serial numbers and ages any more."""
        self.is_offline: Callable[[], bool] = lambda: True
        """Whether the hub is away, as far as whoever wires the till knows; journal entries tell it."""
        self.staff: Staff | None = None
        self.shift: Shift | None = till.shifts.current()
        self._store: Store | None = None
        self.basket = Basket()
        self.priced = PricedCart()
        self.attempt: Attempt | None = till.attempts.open()
        """Money that a provider was asked for, while its end is not known."""
        self._book: PriceBook | None = None
        self.rules_changed = False
        """Whether other goods or offers have come since the basket began, or it was laid here by a start."""
        self.resume()

    def resume(self) -> bool:
        """Lay the unfinished basket on the counter again; False while the copies that price it are not there yet."""
        if not self.till.settings.known() or self.catalog.state != "ready":
            return False
        try:
            self.put_back(self.till.baskets.load())
        except Refused as refused:
            if refused.code not in ("catalog_damaged", "catalog_missing"):
                raise
            return False  # the damage was met just now: goods are fetched again, the basket waits on disk
        return True

    @property
    def store(self) -> Store:
        """The settings of the shop; Refused("no_settings") in a till that has never reached its hub."""
        if self._store is None:
            self._store = self.till.settings.store()
        return self._store

    def put_back(self, basket: Basket | None) -> None:
        """Lay an unfinished basket on the counter again, as it was; what has no price any more becomes a red line."""
        self.basket = basket or Basket()
        if self.basket.topup is not None:
            self.priced = PricedCart(total=self.basket.topup.principal)
            return
        try:
            self.priced = self._prices(self.basket.cart)
        except Refused as refused:
            if refused.code != "no_tax":
                raise
            cart = self.basket.cart
            for line in cart.lines:
                if line.product.tax not in self.book().taxes:
                    cart = set_aside(cart, line.number, "not_priced")
            self.basket = replace(self.basket, cart=cart)
            self.priced = self._prices(cart)
        self.rules_changed = not self.basket.prices_asked

    def _prices(self, cart: Cart, before: PricedCart | None = None) -> PricedCart:
        if not cart.returns:
            plain = before if before is not None and not _has_returns(before) else None
            return price(cart, self.book(), plain) if cart.lines else PricedCart()
        sold = price(cart, self.book()) if cart.lines else PricedCart()
        return with_returns(sold, cart, self.store.tax_mode)

    def settings_changed(self) -> None:
        """Read settings and price rules again; a basket keeps those it began with until somebody was asked."""
        self._store = None
        basket, book = self.basket, self._book
        if basket.cart.lines and basket.offers is None and book is not None:
            self.basket = replace(basket, offers=touching(book, basket.cart.lines))
            self._later(self.save)
        self.rules_changed = True

    def now(self) -> datetime:
        """What the clock says."""
        return self._clock.now()

    def now_text(self) -> str:
        """The same as facts carry it (UTC ISO text)."""
        return to_text(self._clock.now())

    def clock_doubt(self) -> str:
        """Why nothing may be sold before a manager has confirmed the date: "clock_behind", "clock_ahead" or ""."""
        if is_behind(self.till.journal, self.now()):
            return "clock_behind"
        return "clock_ahead" if self._is_ahead() else ""

    def _is_ahead(self) -> bool:
        return self.doubts_ahead and is_ahead(self.till, self.store, self.now())

    def moment(self, *, believed: bool = False) -> Moment:
        """The present. The business date is that of the open shift, however late it has become; see `_date`."""
        own = self.shift.business_date if self.shift is not None and not believed else ""
        now = self.now()
        return Moment(to_text(now), self._date(own or business_date(self.store, now), believed))

    def moment_of(self, day: str) -> Moment:
        """Now, under the business date of a shift that began elsewhere, unless this till has gone past it already."""
        return Moment(self.now_text(), self._date(day))

    def _date(self, date: str, believed: bool = False) -> str:
        """Never before that of the last fact, and that one while the clock runs unlikely far ahead and no manager has
        confirmed the date (`believed`)."""
        last = self.till.journal.last()
        if last and (date < last.business_date or (date > last.business_date and not believed and self._is_ahead())):
            return last.business_date
        return date

    def book(self) -> PriceBook:
        """The price rules at the moment the basket began."""
        if self._book is None or self._book.at != self.basket.began:
            book, basket = self.book_at(self.basket.began or self.now_text()), self.basket
            self._book = book if basket.offers is None else with_kept(book, basket.offers, basket.cart.lines)
            self.rules_changed = False
        return self._book

    def book_at(self, at: str) -> PriceBook:
        """The price rules of that moment, as the catalogue has them now."""
        same_rules = not self.rules_changed and self.basket.offers is None
        if self._book is not None and self._book.at[:10] == at[:10] and same_rules:
            return self._within_limits(replace(self._book, at=at))
        store, promotions = self.store, self.catalog.promotions()
        taxes = taxes_on(self.catalog.taxes(), self._date(business_date(store, self.now())))
        if self._book is not None and self._book.promotions is promotions:  # its index goes along
            book = replace(self._book, tax_mode=store.tax_mode, taxes=taxes, at=at, zone=store.timezone)
        else:
            book = price_book(store.tax_mode, taxes, promotions, at, store.timezone)
        return self._within_limits(book)

    def _within_limits(self, book: PriceBook) -> PriceBook:
        """The book without the offers that were given often enough, today by this till's own books or to the member."""
        counted = book.index.counted
        if not counted:
            return book
        today = self._offers_day()
        given, had = self.till.sales.offers_given(*today), self._offers_had(counted, today)
        used_up = frozenset(p.id for p in counted if is_used_up(p, given.get(p.id, 0), had.get(p.id, 0)))
        return book if used_up == book.used_up else replace(book, used_up=used_up)

    def _offers_day(self) -> tuple[str, str]:
        """The business date of what is sold now, and since when of it the offers' day goes: theirs is the true one."""
        date = self.moment().business_date
        return date, to_text(days_over(self.store, self.now(), 0)) if self.overdue() else ""

    def _offers_had(self, counted: Iterable[Promotion], today: tuple[str, str]) -> Mapping[str, int]:
        """In how many baskets the member had each offer that is for only so many: as the hub told, and by this till's
        own books, of which the hub has not told yet what was sold since it last sent them."""
        member = self.basket.cart.member
        if member is None or not any(p.per_member for p in counted):
            return {}
        known = remaining(self.till.known_members, member)
        ids = {member} if known is None else {member, known.id}
        told = dict(known.used) if known is not None else {}
        return offers_had(self.till, ids, told, *today)

    def reprice(self, basket: Basket, book: PriceBook, priced: PricedCart, write: Callable[[], object]) -> None:
        """The same goods at other prices, by another book; `write` has them on disk."""
        self.keep(basket, write)
        self._book, self.priced, self.rules_changed = book, priced, False

    def today(self, product: Product) -> Product:
        """The product at the price that it has for this basket, or has now when there is none."""
        return priced_at(product, self.basket.began or self.now_text()) if product.prices else product

    def lay(self, cart: Cart) -> PricedCart:
        """Put a changed cart on the counter: price it, keep it on disk, give its prices."""
        cart = revalued(cart)
        began = self.basket.began or self.now_text()
        if cart.empty:  # who buys may be known before what
            basket = Basket(Cart(member=cart.member, tier=cart.tier))
        else:
            owner = self.basket.staff or (self.staff.id if self.staff is not None else "")
            basket = replace(self.basket, cart=cart, began=began, staff=owner)
        before, self.basket = self.basket, basket
        if cart.member != before.cart.member and self._book is not None:
            self._book = self._within_limits(self._book)
        if not before.began and self._book is not None:  # what ended or came in this very second counts as well
            self._book = None if self.rules_changed else self._within_limits(self._book)
        try:
            priced = self._prices(cart, self.priced)
        except Refused:
            self.basket = before
            raise
        if cart.refund.by is not None and cart.refund == before.cart.refund and priced.total < self.priced.total:
            self.basket = replace(self.basket, cart=refund_as_paid(cart))  # it was allowed for less
        self.priced = priced
        self._later(self.save)
        return priced

    def prices_of(self, cart: Cart) -> PricedCart:
        """What a changed cart would cost."""
        return self._prices(cart, self.priced)

    def lay_told(self, cart: Cart, kind: str, body: bytes, staff: str) -> None:
        """Put a changed cart on the counter together with the journal entry that tells of it, or neither."""
        priced, basket, moment, till = self.prices_of(cart), replace(self.basket, cart=cart), self.moment(), self.till

        def write() -> None:
            facts = (kind, body, moment.at, moment.business_date, staff)
            till.facts.record(*facts, also=lambda tx: till.baskets.save_in(tx, basket))

        self.keep(basket, write)
        self.priced = priced

    def lay_again(self, basket: Basket, write: Callable[[Basket], object]) -> None:
        """A basket that was set aside comes back with the prices and offers it had; payment asks about newer ones."""
        self._book = None
        self.put_back(replace(basket, staff=self.staff.id if self.staff is not None else "", waits_for=""))
        self.rules_changed = True
        try:
            self.keep(self.basket, lambda: write(self.basket))
        except BaseException:
            self.put_back(None)
            raise

    def of_other(self, person: Staff) -> str:
        """Whose unfinished basket lies there, where it is not the person's own; "" else."""
        lies = self.basket.cart.lines or self.basket.cart.returns
        return self.basket.staff if lies and self.basket.staff != person.id else ""

    def hand_over(self, person: Staff) -> None:
        """The unfinished basket goes on in the person's hands; its lines say who rang them up, the journal who took it
        over from whom."""
        before, till, moment = self.of_other(person), self.till, self.moment()
        if not before:
            return
        basket = replace(self.basket, cart=taken_over(self.basket.cart, before), staff=person.id)
        body = encode(BasketTakenOverOp(before, len(basket.cart.lines) + len(basket.cart.returns)))
        facts = ("basket_taken_over", body, moment.at, moment.business_date, person.id)
        self.keep(basket, lambda: till.facts.record(*facts, also=lambda tx: till.baskets.save_in(tx, basket)))
        now = {line.number: line for line in basket.cart.lines}
        lines = tuple(replace(line, line=now.get(line.line.number, line.line)) for line in self.priced.lines)
        self.priced = replace(self.priced, lines=lines, basis=None)

    def keep(self, basket: Basket, write: Callable[[], object] | None = None) -> None:
        """Change the payment under way and have it on disk before anything else happens; `write` does it otherwise."""
        with self._saving:
            self.till.baskets.save(basket) if write is None else write()
            self.basket = self._saved = basket

    def save(self) -> None:
        """Have the basket of now on disk. A save that comes late writes what lies there by then, never an older one."""
        with self._saving:
            basket = self.basket
            if basket is not self._saved:
                self.till.baskets.save(basket)
                self._saved = basket

    def settlement(self) -> Settlement:
        """Where the payment of the basket stands; goods that come back are settled as is planned."""
        total = self.priced.total
        if total < 0 and self.basket.cart.sold is not None:
            return self.refund_plan().settlement(total)
        return settle(total, self.basket.tenders, self.store.cash_rounding)

    def refund_plan(self) -> RefundPlan:
        """What goes back for the goods in the basket that come back, and how; Refused("refund_over")."""
        cart, store = self.basket.cart, self.store
        if cart.sold is None or self.priced.total >= 0:
            return NO_PLAN
        how = (store.cash_rounding, store.points, cart.refund.by)
        return refund_plan(cart.sold, -self.priced.total, *how, cart.returns)

    def stopped(self) -> Mapping[str, Stop]:
        """What has stopped because a copy is too old, and why."""
        return stopped_now(self.till, self.catalog, self.store, self.now())

    def must_be_fresh(self, function: str) -> None:
        """Refused("copies_too_old") while the function has stopped; nothing is read for one that no rule names."""
        if may_stop(self.store, function) and (stop := self.stopped().get(function)):
            raise Refused("copies_too_old", function=function, feed=stop.feed, hours=stop.hours)

    def seller(self, act: str = "sell", approver: Staff | None = None, amount: int = 0) -> Staff:
        """Who is signed in and may do the act, of so much (minor units), alone or because somebody else, the `approver`
        (`SignIn.approve`, `Telephone.answer`), lets them: the one gate of all permissions.

        Refused("not_signed_in", "not_permitted", "amount_beyond", "approval_own_pin", "own_account",
        "copies_too_old")."""
        staff = self.staff
        if staff is None:
            raise Refused("not_signed_in")
        if approver is None:
            self.must_be_allowed(staff, act, amount)
            self.must_be_fresh(act)
            return staff
        if approver.id == staff.id:
            raise Refused("approval_own_pin")
        must_be_others(self.till, (approver,), self.basket.cart.member)
        self.must_be_allowed(staff, "sell")
        self.must_be_allowed(approver, act, amount)
        self.must_be_fresh("sell")
        return staff

    def must_be_allowed(self, person: Staff, act: str, amount: int = 0) -> None:
        """Refused("not_permitted", "amount_beyond") where the person may not do so much of the act."""
        if not person.may(act):
            raise Refused("not_permitted", act=act, minor=amount)
        most = person.most(act)
        if most is not None and amount > most:
            raise Refused("amount_beyond", act=act, minor=amount, most=money(most, self.store.currency))

    def overdue(self) -> bool:
        """Whether the open shift was left open over the end of its day; selling goes on all the same."""
        return self.shift is not None and business_date(self.store, self.now()) > self.shift.business_date

    def must_be_settled(self) -> None:
        """Refused("payment_waits") while it is not known whether a customer has paid."""
        if self.attempt is not None:
            raise Refused("payment_waits", amount=money(self.attempt.amount, self.store.currency))

    def must_be_heard(self, tenders: Iterable[Tender]) -> None:
        """Refused("refund_waits") while a wallet was asked to give some of these back and has not said whether it
        does: what is left of them is not known."""
        attempts = [tender.attempt for tender in tenders if tender.attempt]
        if any(refund.waits for attempt in attempts for refund in self.till.refunds.of(attempt)):
            raise Refused("refund_waits")

    def open_shift(self) -> Shift:
        """The shift that a sale belongs to, or Refused("no_shift", or "old_copy" where nothing more may be sold)."""
        self.till.journal.must_be_current()
        if self.shift is None:
            raise Refused("no_shift")
        return self.shift


def _has_returns(priced: PricedCart) -> bool:
    return priced.basis is not None and len(priced.lines) != len(priced.basis.item_lines)
