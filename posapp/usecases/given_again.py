"""What a person gave by hand in a basket of another till: none of it is believed, all of it is given again. Nor are its
prices, offers and member: they are those that this till knows now.

Whoever recalls the basket gives what they may give alone, in their own name and within their own limit, as if they
typed it: a name and a figure that came over the line never lower a price. All else, for a person without a limit all
of it, leaves a red line that says what it was and who is said to have given it: it is given again, by the usual key and
with a second person's PIN where that is needed, or the line is dismissed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from posapp.domain import cart as carts
from posapp.domain.basket import Basket
from posapp.domain.cart import Cart, CartLine, Facts, OrderDiscount
from posapp.domain.catalog import priced_at
from posapp.domain.errors import Refused
from posapp.domain.money import format_quantity, money
from posapp.domain.pricing import price
from posapp.domain.pricing.kept import with_kept
from posapp.domain.reduction import NOBODY
from posapp.domain.typed import shown
from posapp.storage.known_members import remaining
from posapp.usecases.checkout import Checkout
from posapp.usecases.desk import Desk
from posapp.usecases.reductions import Plan, Reductions

_CHANGES_NOTHING: Final = ("price_same", "round_off_nothing")
"""Nobody misses what changes no price."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that is said to have been given. `plan`: how it is given again; None where nobody could, or where it is
    a coupon, which comes back as it came (`facts`: its code, and its use)."""

    zh: str
    en: str
    by: str = ""
    line: CartLine | None = None
    plan: Callable[[], Plan] | None = None
    facts: Facts = field(default_factory=dict)


class GivenAgain:
    """Takes what was given by hand out of a basket, and gives it again."""

    def __init__(self, desk: Desk, checkout: Checkout, reductions: Reductions) -> None:
        self._desk = desk
        self._checkout = checkout
        self._reductions = reductions

    def bare(self, cart: Cart) -> tuple[Cart, tuple[Claim, ...]]:
        """The cart at the prices of its goods with a red line for each claim (-1, -2, …), so that none gets lost."""
        claims = (*(claim for line in cart.lines for claim in self._of_line(line)), *self._of_basket(cart.discounts))
        lines, removed = (tuple(map(self._bare, of)) for of in (cart.lines, cart.removed))
        after = replace(cart, lines=lines, removed=removed, discounts=())
        for claim in claims:
            after = self._noted(after, claim)
        return after, claims

    def here(self, told: Basket, cart: Cart, by: str) -> Basket:
        """The bare cart at the prices, offers and members that this till knows now, whatever the other one said, with a
        red line where that is dearer. `by`: who set it aside."""
        desk, at = self._desk, self._desk.now_text()
        known = None if cart.member is None else remaining(desk.till.known_members, cart.member)
        lines = tuple([self._as_known(line, at) for line in cart.lines])
        who = (None, "") if known is None else (known.id, known.tier)
        here = replace(cart, lines=lines, member=who[0], tier=who[1])
        before = price(cart, with_kept(desk.book_at(told.began), told.offers or (), cart.lines)).total
        now = price(here, desk.book_at(at)).total
        if now > before:
            old, new = self._money(before), self._money(now)
            claim = Claim(f"合计 {old}，现在是 {new}", f"{old} in all, which is {new} now", by)
            here = self._noted(here, claim)
        return Basket(here, began=at)

    def _as_known(self, line: CartLine, at: str) -> CartLine:
        """Goods that the catalogue knows are no unlisted ones; what an open price was is for people to say."""
        catalog, product = self._desk.catalog, line.product
        found = catalog.by_sku(product.sku)
        if line.unlisted and found is None:
            found = next(iter(catalog.by_code(line.code or product.sku.removeprefix("?"))), None)
        if found is None:
            return line
        now = priced_at(found, at)
        if found.open_price:
            now = replace(now, price=product.price)
        return replace(line, product=now, unlisted=False)

    def give(self, claims: tuple[Claim, ...]) -> None:
        """Give again what the person may give alone; its red line goes with the journal entry that tells of it."""
        for number, claim in enumerate(claims, 1):
            try:
                plan = claim.plan() if claim.plan is not None else None
                if plan is not None and self._has_limit(plan.act):
                    self._reductions.give(replace(plan, cart=carts.dismiss_problem(plan.cart, -number)))
            except Refused as no:
                if no.code in _CHANGES_NOTHING:
                    self._desk.lay(carts.dismiss_problem(self._desk.basket.cart, -number))

    def _has_limit(self, act: str) -> bool:
        """Whoever has no limit would give whatever a basket says without having looked. 抹零 has none by itself."""
        return act == "round_off" or self._desk.seller().limit(act) is not None

    def _of_line(self, line: CartLine) -> Iterator[Claim]:
        by_hand, number = self._reductions, line.number
        if not self._is_told_by_code(line):
            yield self._claim("金额", "amount", self._money(line.amount or 0), "", line)
        if line.override is not None:
            price, by = line.override, line.override_by
            words = ("按价签", "tag price") if line.tag else ("改价", "price")
            plan = _plan(by_hand.price, number, price, by.reason, tag=line.tag)
            yield self._claim(*words, self._money(price), by.answers, line, plan)
        if line.discount is not None:
            off = line.discount
            plan = _plan(by_hand.line_discount, number, off.by.reason, **_figures(off.amount, off.percent))
            yield self._claim("优惠", "discount", self._off(off.amount, off.percent), off.by.answers, line, plan)
        if line.given_discount:
            yield self._claim("优惠", "discount", self._money(line.given_discount), "", line)

    def _of_basket(self, discounts: tuple[OrderDiscount, ...]) -> Iterator[Claim]:
        by_hand = self._reductions
        for d in discounts:
            if d.kind == "coupon":
                claim = self._claim("优惠券", "coupon", shown(d.id), "")
                yield replace(claim, facts={"coupon": d.id, "use": d.use})
            elif d.kind == "round_off":
                yield self._claim("抹零", "round-off", "", d.by.answers, None, _plan(by_hand.round_off, d.step or None))
            else:
                plan = _plan(by_hand.order_discount, d.by.reason, **_figures(d.amount, d.percent))
                yield self._claim("优惠", "discount", self._off(d.amount, d.percent), d.by.answers, None, plan)

    def _claim(
        self,
        zh: str,
        en: str,
        figure: str,
        by: str,
        line: CartLine | None = None,
        plan: Callable[[], Plan] | None = None,
    ) -> Claim:
        tail = f" {figure}" if figure else ""
        return Claim(zh + tail, en + tail, by, line, plan)

    def _is_told_by_code(self, line: CartLine) -> bool:
        """An amount stands on a label, or is that of goods whose price is asked for."""
        if line.amount is None or line.unlisted or line.product.open_price:
            return True
        return bool(line.code) and self._checkout.amount_on(line.code) == line.amount

    def _bare(self, line: CartLine) -> CartLine:
        amount = line.amount if self._is_told_by_code(line) else None
        plain = replace(line, amount=amount, given_discount=0, override=None, discount=None)
        return replace(plain, override_by=NOBODY, tag=False)

    def _noted(self, cart: Cart, claim: Claim) -> Cart:
        product = claim.line.product if claim.line is not None else None
        names = (product.name("zh"), product.name("en")) if product is not None else ("整单", "Whole basket")
        known = self._desk.till.staff.by_id(claim.by)
        who = known.name if known else shown(claim.by) or "—"
        facts = {"name_zh": names[0], "name_en": names[1], "what_zh": shown(claim.zh), "what_en": shown(claim.en)}
        code = product.sku if product is not None else ""
        return carts.note_problem(cart, code, "not_taken_over", names[0], {**facts, "person": who, **claim.facts})

    def _money(self, amount: int) -> str:
        return money(amount, self._desk.store.currency)

    def _off(self, amount: int, percent: int) -> str:
        return f"{format_quantity(percent)}%" if percent else self._money(amount)


def _figures(amount: int, percent: int) -> dict[str, int]:
    return {"percent": percent} if percent else {"amount": amount}


def _plan(make: Callable[..., Plan], *given: object, **figures: object) -> Callable[[], Plan]:
    return lambda: make(*given, **figures)
