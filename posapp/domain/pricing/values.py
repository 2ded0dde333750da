"""What pricing takes and gives back: the book of rules in force, and a cart with every amount and its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from posapp.domain.cart import CartLine
from posapp.domain.pricing.index import PromotionIndex, index
from posapp.domain.pricing.occasion import Clock, Customer, Occasion, clock_at
from posapp.domain.promotion import Promotion
from posapp.domain.store import TaxMode
from posapp.domain.tax import Tax

DiscountKind = Literal[
    "override",
    "tag_differs",
    "price_list",
    "promotion",
    "given",
    "threshold",
    "coupon",
    "manual",
    "round_off",
]

_NO_PROMOTIONS: Final = index(())


@dataclass(frozen=True, slots=True)
class PriceBook:
    """Everything that turns a cart into amounts at one moment; `at` is UTC ISO text, `taxes` those in force that day,
    `zone` the shop's, `used_up` the ids of promotions that have come to their limit for the member or the day.

    The index is made with the book and goes along with `replace(book, at=...)`: keep one book, move it in time.
    """

    tax_mode: TaxMode
    taxes: Mapping[str, Tax]
    promotions: tuple[Promotion, ...] = ()
    at: str = ""
    zone: str = "UTC"
    used_up: frozenset[str] = frozenset()
    index: PromotionIndex = field(default=_NO_PROMOTIONS, compare=False, repr=False)
    clock: Clock = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.index.promotions is not self.promotions:
            object.__setattr__(self, "index", index(self.promotions))
        object.__setattr__(self, "clock", clock_at(self.at, self.zone) if self.index.hours else Clock())

    def occasion(self, customer: Customer) -> Occasion:
        """This customer at the book's moment."""
        return Occasion(self.at, self.clock, customer, self.used_up)

    def next_change(self, at: str) -> str:
        """The first moment after `at` at which another promotion is in force."""
        return self.index.next_change(at, self.zone)


def price_book(
    tax_mode: TaxMode,
    taxes: Mapping[str, Tax],
    promotions: Iterable[Promotion] = (),
    at: str = "",
    zone: str = "UTC",
) -> PriceBook:
    """A book of these rules; the order of the promotions does not matter."""
    return PriceBook(tax_mode, taxes, tuple(promotions), at, zone)


@dataclass(frozen=True, slots=True)
class Discount:
    """Which rule gave which amount (positive = less to pay) to a line."""

    kind: DiscountKind
    id: str
    amount: int


Share = tuple[DiscountKind, str, int]
"""A discount before it is known whether the line has changed at all: a bare tuple is made and compared quickest."""


def taken_off(shares: Iterable[Share]) -> int:
    """The sum of the amounts."""
    return sum([amount for _, _, amount in shares])


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with its amounts: `gross` at list price, `unit` the unit price after override or price list,
    `net` = gross - all discounts, `tax` contained in net (inclusive) or on top of it (exclusive)."""

    line: CartLine
    unit: int
    gross: int
    discounts: tuple[Discount, ...]
    net: int
    tax: int


@dataclass(frozen=True, slots=True)
class TaxSum:
    """Tax of one id over the sale: `base` without tax, `tax`."""

    id: str
    percent: int
    base: int
    tax: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over lines, kept so that one more scan adds one line. `by_tax`: tax id -> (net, tax, number of lines)."""

    gross: int = 0
    net: int = 0
    tax: int = 0
    units: int = 0
    by_tax: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)


Effect = tuple[tuple[Share, ...], int]


@dataclass(frozen=True, slots=True)
class Basis:
    """What the next pricing of the same basket can use again: the lines as they stood after the item promotions, whose
    prices hold for every moment from `since` until before `until`, and what the basket as a whole did to each of them
    (its shares, then its added tax; nothing at all for an ordinary basket)."""

    book: PriceBook
    customer: Customer
    cart_lines: tuple[CartLine, ...]
    item_lines: tuple[PricedLine, ...]
    effects: tuple[Effect, ...]
    since: str
    until: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class PricedCart:
    """The priced basket. `total` is what the customer owes before cash rounding; every sum is the sum of its lines."""

    lines: tuple[PricedLine, ...] = ()
    gross: int = 0
    discount: int = 0
    total: int = 0
    tax: int = 0
    taxes: tuple[TaxSum, ...] = field(default=())
    units: int = 0
    """Thousandths; weighed lines count as one piece."""
    basis: Basis | None = field(default=None, compare=False, repr=False)
    """For `price` only; never stored."""
