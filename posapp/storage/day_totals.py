"""The sums of one business date over this till's sales."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import sqlalchemy as sa

from posapp.storage.database import Database
from posapp.storage.place import PLACES
from posapp.storage.tables import sale, tender

_SUMS: Final = sa.select(
    sa.func.count(),
    sa.func.coalesce(sa.func.sum(sale.c.total), 0),
    sa.func.coalesce(sa.func.sum(sale.c.tax), 0),
    sa.func.coalesce(sa.func.sum(sale.c.discount), 0),
    sa.func.coalesce(sa.func.sum(sale.c.rounding), 0),
    sa.func.coalesce(sa.func.sum(sale.c.change), 0),
    sa.func.min(sale.c.receipt),
    sa.func.max(sale.c.receipt),
).where(sale.c.business_date == sa.bindparam("date"))
_TENDER_SUMS: Final = (
    sa.select(tender.c.type, sa.func.sum(tender.c.amount))
    .join(sale, tender.c.place.between(sale.c.seq * PLACES, sale.c.seq * PLACES + PLACES - 1))
    .where(sale.c.business_date == sa.bindparam("date"))
    .group_by(tender.c.type)
    .order_by(tender.c.type)
)


@dataclass(frozen=True, slots=True)
class DayTotals:
    """This till's sales of one business date, minor units. `taken` is by tender type, cash already less the change."""

    business_date: str
    count: int
    total: int
    tax: int
    discount: int
    rounding: int
    first_receipt: str | None = None
    last_receipt: str | None = None
    taken: dict[str, int] = field(default_factory=dict)

    @property
    def cash(self) -> int:
        """What stayed in the drawer."""
        return self.taken.get("cash", 0)


def day_totals(database: Database, business_date: str) -> DayTotals:
    """Count and sums of the date, from what is committed."""
    count, total, tax, discount, rounding, change, first, last = database.select(_SUMS, date=business_date)[0]
    taken: dict[str, int] = dict(database.select(_TENDER_SUMS, date=business_date))
    if change or "cash" in taken:
        taken["cash"] = taken.get("cash", 0) - change
    return DayTotals(business_date, count, total, tax, discount, rounding, first, last, taken)
