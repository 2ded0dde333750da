"""Coupons: a code that takes something off the basket, or opens offers to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from posapp.domain.cart import Cart, OrderDiscount, coupons
from posapp.domain.errors import Refused
from posapp.domain.pricing.values import PricedCart, PricedLine
from posapp.domain.promotion import Promotion
from posapp.domain.reduction import WHOLE


@dataclass(frozen=True, slots=True)
class Coupon:
    """Takes `amount` (minor units) or `percent` (thousandths) off, from `spend` on; neither: it only opens the offers
    that ask for it. `member`: of this member only, "" of anybody; `uses`: in how many baskets in all, 0 without limit;
    `used_up`: it was in so many. `together`: beside others that say so too; else it is the only one of its basket.
    `starts` and `ends`: UTC ISO texts, `ends` is outside."""

    code: str
    name_zh: str = ""
    name_en: str = ""
    amount: int = 0
    percent: int = 0
    spend: int = 0
    member: str = ""
    uses: int = 0
    starts: str | None = None
    ends: str | None = None
    together: bool = False
    used_up: bool = False

    def in_force(self, at: str) -> bool:
        """Whether it holds at that moment (UTC ISO text)."""
        return (self.starts is None or self.starts <= at) and (self.ends is None or at < self.ends)

    def name(self, language: str) -> str:
        """What it is called in "zh" or "en"; "" for one without a name."""
        zh, en = self.name_zh, self.name_en
        return zh or en if language == "zh" else en or zh

    def on_basket(self, use: str = "", *, reserved: bool = False) -> OrderDiscount:
        """What it takes off a basket."""
        figures = (max(0, self.amount), min(max(0, self.percent), WHOLE))  # whatever came over the line
        return OrderDiscount("coupon", self.code, *figures, spend=self.spend, use=use, reserved=reserved)

    def asked_for(self, use: str) -> OrderDiscount:
        """Its place on a basket while the hub is being asked: it takes nothing off yet."""
        return OrderDiscount("coupon", self.code, spend=self.spend, use=use, waits=True)


@dataclass(frozen=True, slots=True)
class Spent:
    """A coupon of a sale: what it took off, and whether it gave anything at all. See OrderDiscount."""

    code: str
    use: str = ""
    amount: int = 0
    gave: bool = False
    reserved: bool = False


def spent(cart: Cart, priced: PricedCart, offers: Mapping[str, Promotion]) -> tuple[Spent, ...]:
    """What the coupons of the basket gave, by themselves or through offers (by id) that only they open."""
    found = []
    for coupon in coupons(cart):
        amount = taken_off(coupon.id, priced)
        opened = any(
            (offer := offers.get(d.id)) is not None and offer.coupon == coupon.id
            for line in _goods(priced)
            for d in line.discounts
            if d.kind in ("promotion", "threshold")
        )
        found.append(Spent(coupon.id, coupon.use, amount, amount > 0 or opened, coupon.reserved))
    return tuple(found)


def _goods(priced: PricedCart) -> Iterable[PricedLine]:
    """What is sold: goods that come back had theirs when they were."""
    return (line for line in priced.lines if line.line.quantity > 0)


def counted(cart: Cart, priced: PricedCart, offers: Mapping[str, Promotion]) -> tuple[str, ...]:
    """The offers (by id) that applied and are for only so many baskets of the member."""
    if cart.member is None:
        return ()
    ids = {d.id for line in _goods(priced) for d in line.discounts if d.kind in ("promotion", "threshold")}
    return tuple(sorted(id_ for id_ in ids if id_ in offers and offers[id_].per_member))


def taken_off(code: str, priced: PricedCart) -> int:
    """What the coupon took off the lines by itself."""
    return sum([d.amount for line in _goods(priced) for d in line.discounts if d.kind == "coupon" and d.id == code])


def must_go_with(coupon: Coupon, on_it: Mapping[str, Coupon]) -> None:
    """Refused("coupon_on_already", "coupon_alone") where it cannot join those that are on the basket."""
    if coupon.code in on_it:
        raise Refused("coupon_on_already", code=coupon.code)
    for other in on_it.values():
        if not (coupon.together and other.together):
            raise Refused(
                "coupon_alone",
                code=other.code,
                code_zh=other.name("zh") or other.code,
                code_en=other.name("en") or other.code,
            )
