"""The figures of a selection of receipts: what X, Z and every report are made of, and the identities that they must
meet. Amounts are minor units, quantities thousandths; all of it is sums, so figures of tills, days and shifts add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal, NamedTuple

from posapp.domain.money import divide

Measure = Literal[
    "sale",
    "category",
    "category_units",
    "discount",
    "tax",
    "tender",
    "tender_bonus",
    "tender_offline",
    "refund",
    "change",
    "rounding",
    "member",
    "points",
    "return",
    "return_kind",
    "return_reason",
    "return_excepted",
    "void",
    "removed",
    "withdrawn",
    "corrected",
    "approval",
    "no_sale",
    "reprint",
    "offline",
    "pin_locked",
    "print_dropped",
    "date_confirmed",
    "visitors",
    "enrolled",
    "pickup",
    "topup",
]
"""What is summed. A part is a measure and a name within it: a category, a kind of discount, a tender, an act."""


@dataclass(frozen=True, slots=True)
class Sum:
    """`count` of receipts or acts, `amount`, and `more`, which each measure fills as `Figures` says."""

    count: int = 0
    amount: int = 0
    more: int = 0

    def plus(self, other: Sum) -> Sum:
        """Both together."""
        return Sum(self.count + other.count, self.amount + other.amount, self.more + other.more)


NOTHING: Final = Sum()
Part = tuple[str, str]


class Cell(NamedTuple):
    """Where a sum belongs: business date, shift ("" before the first), who rang it up or did it, hour of the shop."""

    business_date: str
    shift: str
    staff: str
    hour: int


@dataclass(frozen=True, slots=True)
class Selection:
    """Which receipts: business dates from `first` to `last`, both included, and of those only a shift's, a person's or
    an hour's where one is named. Both dates "": all."""

    first: str = ""
    last: str = ""
    shift: str = ""
    staff: str = ""
    hour: int | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A part by its name: how often, how much."""

    name: str
    count: int
    amount: int


class TaxFigure(NamedTuple):
    """Tax of one id and rate (thousandths of a percent): what it was reckoned on, without tax, and the tax."""

    tax_id: str
    percent: int
    base: int
    tax: int


@dataclass(frozen=True, slots=True)
class TenderFigure:
    """A way of paying: how often, taken (of cash what was handed over), given back (of cash the change too), what of it
    was a bonus, and what was taken from a purse without the hub's word."""

    type: str
    count: int
    taken: int
    back: int
    bonus: int
    offline: int

    @property
    def net(self) -> int:
        """What stayed."""
        return self.taken - self.back


class CategoryFigure(NamedTuple):
    """Goods of one category: lines, units, at list price, after discounts, tax in it or on it."""

    category: str
    lines: int
    units: int
    gross: int
    net: int
    tax: int

    @property
    def discount(self) -> int:
        """What was taken off."""
        return self.gross - self.net


class Check(NamedTuple):
    """An identity: both sides must be the same."""

    name: str
    left: int
    right: int

    @property
    def holds(self) -> bool:
        """To the cent."""
        return self.left == self.right


@dataclass(frozen=True)
class Figures:
    """Sums by part. What `count`, `amount` and `more` of a measure are:

    sale: receipts, total, units · category: lines, gross, net · category_units: –, units, tax · discount: receipts,
    amount · tax ("id@percent"): receipts, base, tax · tender: tenders, handed over · tender_bonus and tender_offline:
    tenders, amount · refund: tenders, given back · change, rounding, member (total), return: receipts, amount ·
    return_kind ("none", "unseen"): receipts, amount · return_reason, return_excepted ("what@who"): lines, amount ·
    points ("earned", "burned"): receipts, points · void: baskets, list price · removed: lines, list price ·
    withdrawn (tender), corrected (was>is): how often, amount · approval ("act@who"), no_sale, reprint ("", "gift"),
    pin_locked, print_dropped, date_confirmed: how often · offline: how often, seconds ·
    enrolled: members · pickup (act): how often, what the goods given out cost ·
    visitors: how often counted, people · topup (purse, "back"): how many, principal, bonus.
    """

    sums: Mapping[Part, Sum] = field(default_factory=dict)

    def sum(self, measure: Measure, name: str = "") -> Sum:
        """Of one part; nothing where there is none."""
        return self.sums.get((measure, name), NOTHING)

    def whole(self, measure: Measure) -> Sum:
        """Of all parts of a measure."""
        found = NOTHING
        for (kind, _), value in self.sums.items():
            if kind == measure:
                found = found.plus(value)
        return found

    def named(self, measure: Measure) -> tuple[Named, ...]:
        """The parts of a measure, the largest amount first, then by name."""
        parts = [
            Named(name, s.count, s.amount) for (kind, name), s in self.sums.items() if kind == measure and s != NOTHING
        ]
        return tuple(sorted(parts, key=lambda part: (-part.amount, part.name)))

    # -- sales ------------------------------------------------------------------------------------------------------

    @property
    def transactions(self) -> int:
        """Receipts."""
        return self.sum("sale").count

    @property
    def units(self) -> int:
        """Thousandths; what is weighed counts as one."""
        return self.sum("sale").more

    @property
    def gross(self) -> int:
        """At list price."""
        return self.whole("category").amount

    @property
    def discount(self) -> int:
        """Everything that was taken off."""
        return self.whole("discount").amount

    @property
    def returns(self) -> Sum:
        """Goods that came back."""
        return self.sum("return")

    @property
    def total(self) -> int:
        """Net sales with tax: what customers owed before cash rounding."""
        return self.sum("sale").amount

    @property
    def tax(self) -> int:
        """By rate, added up."""
        return self.whole("tax").more

    @property
    def rounding(self) -> Sum:
        """Of the cash part."""
        return self.sum("rounding")

    @property
    def due(self) -> int:
        """What was to be paid."""
        return self.total + self.rounding.amount

    @property
    def topped_up(self) -> int:
        """What was paid onto balances, less what was given back of it: no sale, but among the tenders."""
        return self.whole("topup").amount

    @property
    def average(self) -> int:
        """Of a basket, half up."""
        return divide(self.total, self.transactions) if self.transactions else 0

    @property
    def units_a_basket(self) -> int:
        """Thousandths, half up."""
        return divide(self.units, self.transactions) if self.transactions else 0

    @property
    def member_share(self) -> int:
        """Thousandths of a percent of the total that members bought."""
        return divide(self.sum("member").amount * 100_000, self.total) if self.total else 0

    @property
    def discounts(self) -> tuple[Named, ...]:
        """By kind."""
        return self.named("discount")

    @cached_property
    def taxes(self) -> tuple[TaxFigure, ...]:
        """By rate, the highest first."""
        found = []
        for (kind, name), s in self.sums.items():
            if kind == "tax":
                tax_id, _, percent = name.rpartition("@")
                found.append(TaxFigure(tax_id, int(percent), s.amount, s.more))
        return tuple(sorted(found, key=lambda t: (-t.percent, t.tax_id)))

    @cached_property
    def tenders(self) -> tuple[TenderFigure, ...]:
        """By type, the largest net first; corrected ones as they really were."""
        types = {name for kind, name in self.sums if kind in ("tender", "refund")}
        found = [self._tender(type_) for type_ in types]
        return tuple(sorted((t for t in found if t.count or t.taken or t.back), key=lambda t: (-t.net, t.type)))

    def _tender(self, type_: str) -> TenderFigure:
        taken = self.sum("tender", type_)
        back = self.sum("refund", type_).amount + (self.sum("change").amount if type_ == "cash" else 0)
        bonus, offline = self.sum("tender_bonus", type_).amount, self.sum("tender_offline", type_).amount
        return TenderFigure(type_, taken.count, taken.amount, back, bonus, offline)

    @cached_property
    def categories(self) -> tuple[CategoryFigure, ...]:
        """The largest net first."""
        found = []
        for (kind, name), s in self.sums.items():
            if kind == "category":
                units = self.sum("category_units", name)
                found.append(CategoryFigure(name, s.count, units.amount, s.amount, s.more, units.more))
        return tuple(sorted(found, key=lambda c: (-c.net, c.category)))

    # -- identities -------------------------------------------------------------------------------------------------

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """C4.8: what must be equal, by names that screens and papers have words for."""
        goods, taxes = self.whole("category"), self.whole("tax")
        return (
            Check("discounts", goods.amount - self.discount, goods.more),
            Check("tax", taxes.more, self.whole("category_units").more),
            Check("net", taxes.amount + taxes.more, self.total),
            Check("tenders", sum(t.net for t in self.tenders), self.due + self.topped_up),
        )

    @property
    def sound(self) -> bool:
        """All of them hold."""
        return all(check.holds for check in self.checks)


def together(all_: Iterable[Figures]) -> Figures:
    """Several added up."""
    sums: dict[Part, Sum] = {}
    for figures in all_:
        for part, value in figures.sums.items():
            sums[part] = sums.get(part, NOTHING).plus(value)
    return Figures(sums)


def approvals(figures: Figures) -> Iterator[tuple[str, str, int]]:
    """(act, who allowed it, how often)."""
    for part in figures.named("approval"):
        act, _, who = part.name.rpartition("@")
        yield act, who, part.count
