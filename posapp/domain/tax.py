"""Taxes: a tax is a kind with a start date. Amounts are minor units; percent is in thousandths (13 % = 13000)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from posapp.domain.errors import Refused
from posapp.domain.money import divide

TaxKind = Literal["rate", "exempt", "zero", "not_taxable", "small_levy"]

_CHARGED: Final = frozenset({"rate", "small_levy"})


@dataclass(frozen=True, slots=True)
class Tax:
    """One row of the tax table: in force from `starts` (ISO date, "" since ever) until a later row of the same id."""

    id: str
    kind: TaxKind
    percent: int = 0
    starts: str = ""

    @property
    def rate(self) -> int:
        """The percent that is charged: exempt, zero-rated and not taxable goods carry none whatever the row says."""
        return self.percent if self.kind in _CHARGED else 0


def taxes_on(rows: Iterable[Tax], date: str) -> Mapping[str, Tax]:
    """The tax of each id that is in force on the ISO date."""
    in_force: dict[str, Tax] = {}
    for row in sorted(rows, key=lambda r: r.starts):
        if row.starts <= date:
            in_force[row.id] = row
    return in_force


def tax_of(taxes: Mapping[str, Tax], tax_id: str) -> Tax:
    """The tax in force, or Refused("no_tax") when the product's tax has no row for this date."""
    try:
        return taxes[tax_id]
    except KeyError:
        raise Refused("no_tax", tax=tax_id) from None


def included_tax(net: int, tax: Tax) -> int:
    """Tax contained in a tax-inclusive amount after all discounts, rounded half away from zero (money rule M2)."""
    return divide(net * tax.rate, 100_000 + tax.rate)


def added_tax(base: int, tax: Tax) -> int:
    """Tax on top of a tax-exclusive base: once per rate, on the sum of the line nets (money rule M2)."""
    return divide(base * tax.rate, 100_000)
