"""Labels on the shelf that no longer say what goods cost, or will not tomorrow."""

from __future__ import annotations

from dataclasses import dataclass

from posapp.domain.barcode import check_digit_holds
from posapp.domain.catalog import Product, price_in_list, price_moments, shelf_price


@dataclass(frozen=True, slots=True)
class PriceChange:
    """A product costs `new` from `since` (UTC ISO text) on, and `old` before. `seen`: a customer paid `old` as its tag
    said, though it cost `new` at that moment."""

    product: Product
    old: int
    new: int
    since: str
    seen: bool = False


@dataclass(frozen=True, slots=True)
class TagSeen:
    """A tag that a customer showed at a till of the shop at that moment (UTC ISO text): it said `tag`, the goods cost
    `price`. `done_at`, `done_by`: who hung the right one there; "" while nobody has."""

    id: str
    sku: str
    tag: int
    price: int
    at: str
    till: str = ""
    done_at: str = ""
    done_by: str = ""


@dataclass(frozen=True, slots=True)
class PriceLabel:
    """What hangs on the shelf: the price of one (or of a unit of weight), a member's where it is lower, and a code
    that the till reads."""

    product: Product
    price: int
    member: int | None
    code: str


def price_label(product: Product, codes: tuple[str, ...], now: str) -> PriceLabel:
    """The label at the UTC ISO time. Its code is the first of the product's that is a whole GTIN, else its number."""
    price, member = shelf_price(product, now), price_in_list(product, "member", now)
    whole = (code for code in codes if len(code) == 13 and check_digit_holds(code))
    code = next(whole, codes[0] if codes else product.sku)
    return PriceLabel(product, price, member if member is not None and member < price else None, code)


def dated_changes(product: Product, start: str, end: str) -> list[PriceChange]:
    """Changes of the list price that were sent ahead and come from `start` until before `end`, in order."""
    found, old = [], shelf_price(product, "")
    for moment in price_moments(product):
        new = shelf_price(product, moment)
        if new != old and start <= moment < end:
            found.append(PriceChange(product, old, new, moment))
        old = new
    return found


def to_replace(changes: list[PriceChange], done: frozenset[tuple[str, str]], now: str) -> list[PriceChange]:
    """Those whose label nobody has replaced yet, the oldest first; of what has come already each product's last."""
    last = {c.product.sku: c for c in sorted(changes, key=lambda c: c.since) if c.since <= now}
    due = [*last.values(), *(c for c in changes if c.since > now)]
    return sorted((c for c in due if (c.product.sku, c.since) not in done), key=lambda c: (c.since, c.product.sku))
