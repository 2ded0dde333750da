"""Goods without proof: the lowest price of the last weeks, store credit only, so many times a person and no more.

A receipt that this till does not know while the hub is away is taken the same way, up to a cap; the hub looks at it
when it hears of it.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from posapp.contract.returns import ReturnAnswer, ReturnQuestion
from posapp.domain.cart import UNIT
from posapp.domain.catalog import Product
from posapp.domain.errors import Refused
from posapp.domain.member import phone_number
from posapp.domain.money import divide, money
from posapp.domain.return_rules import CREDIT_ONLY, RECEIPT
from posapp.domain.sold import AS_PAID, ReturnLine, Sold, SoldLine
from posapp.domain.staff import Staff
from posapp.domain.tax import added_tax, included_tax, tax_of, taxes_on
from posapp.domain.typed import seen
from posapp.usecases.came_back import unasked_worth
from posapp.usecases.desk import Desk
from posapp.usecases.return_search import AWAY, AskReturns
from posapp.usecases.returns import Returns, Wish
from posapp.usecases.store_credit import store_credit

_OFFLINE_UNITS: Final = 200
"""In whole units of the currency, where the shop does not say how much."""
_PERSONS: Final = 5
"""So many persons' worth a till gives out in a day without the hub, where the shop does not say how much."""


class NoReceipt:
    """Returns that nothing proves."""

    def __init__(self, desk: Desk, returns: Returns) -> None:
        self._desk = desk
        self._returns = returns

    def question(self, sku: str, person: str) -> ReturnQuestion:
        """What the hub is asked first."""
        rules, today = self._desk.store.returns, date.fromisoformat(self._desk.moment().business_date)
        return ReturnQuestion(
            do="price",
            sku=sku,
            person=self.seal(person),
            since=(today - timedelta(days=rules.price_days)).isoformat(),
            person_since=(today - timedelta(days=rules.person_days)).isoformat(),
        )

    def seal(self, person: str) -> str:
        """Who brings it, as the journals keep it: it cannot be read back, and is the same in all the chain's shops."""
        if not seen(person):
            raise Refused("return_person_missing")
        salt = self._desk.store.entity.tax_number.encode() or b"posapp"
        told = phone_number(person).encode()
        return hashlib.scrypt(told, salt=salt, n=2**12, r=8, p=1, dklen=16).hex()

    def asked(self, question: ReturnQuestion, ask: AskReturns) -> ReturnAnswer | None:
        """The hub's answer, or None where it is away and this till goes by its own books."""
        try:
            return ask(question)
        except Refused as no:
            if no.code not in AWAY:
                raise
            return None

    def take(
        self, wish: Wish, sku: str, person: str, told: ReturnAnswer | None, approver: Staff | None = None
    ) -> tuple[ReturnLine, ...]:
        """Lay it into the basket. Refused("return_times_over", "return_no_price", "return_person_missing" …)."""
        desk, rules, quantity = self._desk, self._desk.store.returns, wish.quantity or 1000
        desk.seller("return_without_receipt", approver)
        asked = self.question(sku, person)
        here = desk.till.returns.without_receipt(asked.person, asked.person_since)
        times = max(here, told.times if told is not None else 0)
        if times >= rules.per_person:
            raise Refused("return_times_over", times=times, days=rules.person_days)
        product, unit = self._priced(sku, told, asked.since)
        line = self._line(product, unit, quantity, wish.serial)
        sold = self._sold("none", "", line)
        self._same_person(asked.person)
        alone = told is None or desk.basket.cart.refund.alone
        if alone:
            self._within_cap(asked.person, line)
        desk.seller("return_without_receipt", approver, self._in_basket() + line.net)
        return self._take(sold, replace(wish, quantity=quantity), asked.person, approver, alone=alone)

    def take_unseen(
        self, receipt: str, goods: tuple[tuple[str, Wish], ...], approver: Staff | None = None, person: str = ""
    ) -> tuple[ReturnLine, ...]:
        """Goods of a receipt that this till does not know, while nobody can be asked. Whoever does not say who they are
        shares the cap of all those. Refused("return_offline_cap", "return_offline_limit")."""
        desk = self._desk
        taken: tuple[ReturnLine, ...] = ()
        receipt = seen(receipt).strip()
        if not receipt:  # then it is a return without one
            raise Refused("return_find_what")
        who = self.seal(person) if person else ""
        since = date.fromisoformat(desk.moment().business_date) - timedelta(days=desk.store.returns.price_days)
        for sku, wish in goods:
            product, unit = self._priced(sku, None, since.isoformat())
            line = self._line(product, unit, wish.quantity or 1000, wish.serial)
            sold = self._sold("unseen", receipt, line)
            self._same_person(who)
            self._within_cap(who, line)
            taken += self._take(sold, replace(wish, quantity=line.quantity), who, approver)
        return taken

    def _take(
        self, sold: Sold, wish: Wish, person: str, approver: Staff | None, *, alone: bool = False
    ) -> tuple[ReturnLine, ...]:
        desk = self._desk
        taken = self._returns.take(sold, [replace(wish, line=sold.lines[-1].number)], approver)
        if person:
            desk.lay(replace(desk.basket.cart, refund=replace(AS_PAID, person=person, alone=alone)))
        return taken

    def _within_cap(self, person: str, line: SoldLine) -> None:
        """A number of a receipt costs nothing to invent, so neither it nor a person opens the cap anew."""
        desk, rules = self._desk, self._desk.store.returns
        whole: int = 10**desk.store.currency.digits
        cap = _OFFLINE_UNITS * whole if rules.offline_cap is None else rules.offline_cap
        day = _PERSONS * cap if rules.offline_day is None else rules.offline_day
        given, by_till = unasked_worth(desk.till, desk.moment().business_date, person)
        more = self._in_basket() + line.net
        if given + more > cap:
            raise Refused("return_offline_cap", most=money(cap, desk.store.currency))
        if by_till + more > day:
            raise Refused("return_offline_limit", most=money(day, desk.store.currency))

    def _in_basket(self) -> int:
        return sum(line.net for line in self._desk.basket.cart.returns)

    def _same_person(self, person: str) -> None:
        """One basket is one person's, whose times and worth are counted."""
        cart = self._desk.basket.cart
        if cart.sold is not None and cart.sold.kind in CREDIT_ONLY and cart.refund.person != person:
            raise Refused("return_other_person")

    def _priced(self, sku: str, told: ReturnAnswer | None, since: str) -> tuple[Product, int]:
        """The goods, and the lowest price at which they were sold since, or stand on the shelf."""
        desk = self._desk
        product = desk.catalog.by_sku(sku)
        if product is None:
            raise Refused("unknown_sku", sku=sku)
        today = desk.today(product)
        known = [desk.till.sales.lowest(sku, since), told.lowest if told is not None else None]
        found = [price for price in known if price is not None]
        if not found and today.open_price:
            raise Refused("return_no_price")
        return today, min([*found, *([today.price] if not today.open_price else [])])

    def _line(self, product: Product, unit: int, quantity: int, serial: str) -> SoldLine:
        desk = self._desk
        if product.serial:
            self._must_be_named(product, quantity, serial)
        tax = tax_of(taxes_on(desk.catalog.taxes(), desk.moment().business_date), product.tax)
        net = divide(unit * quantity, 1000)
        held = included_tax(net, tax) if desk.store.tax_mode == "inclusive" else added_tax(net, tax)
        number = len(desk.basket.cart.sold.lines) + 1 if desk.basket.cart.sold is not None else 1
        return SoldLine(number, product, quantity, unit, net, (), net, held, tax.rate, serial)

    def _must_be_named(self, product: Product, quantity: int, serial: str) -> None:
        """Goods with a serial number come back one by one, each with its own."""
        if not seen(serial):
            raise Refused("serial_needed_back")
        if quantity != UNIT:
            raise Refused("serial_one_each")
        here = self._desk.basket.cart.returns
        if any(x.product.sku == product.sku and x.serial.casefold() == serial.casefold() for x in here):
            raise Refused("serial_twice", serial=serial)

    def _sold(self, kind: str, receipt: str, line: SoldLine) -> Sold:
        """What lies in the basket already comes back too: one credit for all of it."""
        desk, before = self._desk, self._desk.basket.cart.sold
        worth = line.net + (line.tax if desk.store.tax_mode == "exclusive" else 0)
        id_ = RECEIPT + receipt if receipt else ""
        if before is not None and before.id == id_:
            credit = replace(before.paid[0], due=before.paid[0].due + worth)
            return replace(before, lines=(*before.lines, line), paid=(credit,))
        credit = store_credit(worth)
        at, entity = desk.now_text(), desk.store.entity.tax_number
        currency = desk.store.currency.code
        unseen = kind == "unseen"
        return Sold(
            id_, receipt, "unseen" if unseen else "none", desk.store.id, at, currency, (line,), (credit,), entity=entity
        )
