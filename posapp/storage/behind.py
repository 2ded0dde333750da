"""The receipts behind a figure, newest first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from zoneinfo import ZoneInfo

from posapp.domain.figures import Measure
from posapp.domain.report import NO_MEMBER, Behind
from posapp.domain.times import from_text
from posapp.storage.database import Database
from posapp.storage.place import PLACES
from posapp.storage.sales import SaleHead

_ROWS: Final = f"place BETWEEN s.seq * {PLACES} AND s.seq * {PLACES} + {PLACES - 1}"
_HEADS: Final = (
    "SELECT s.receipt, s.at, s.staff, s.units, s.total, s.rounding FROM sale s"
    " WHERE s.business_date BETWEEN :first AND :last"
    " AND (:shift = '' OR s.shift = :shift) AND (:staff = '' OR s.staff = :staff) AND {0}"
    " ORDER BY s.business_date DESC, s.receipt_no DESC LIMIT :most"
)


def _any(table: str, condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table} WHERE {_ROWS} AND {condition})"


_NAMED: Final = ":name = :name"
_WHICH: Final[Mapping[Measure, str]] = {
    "sale": f"(:name <> '{NO_MEMBER}' OR s.member IS NULL) AND {_NAMED}",
    "category": _any("sale_line", "category = :name"),
    "discount": _any("sale_discount", "(:name = '' OR kind = :name)"),
    "tax": _any("sale_tax", "tax_id || '@' || percent = :name"),
    "tender": "("
    + _any("tender", "type = :name")
    + " OR EXISTS (SELECT 1 FROM tender_correction c WHERE c.sale = s.seq AND c.type = :name))",
    "rounding": f"s.rounding <> 0 AND {_NAMED}",
    "change": f"s.change <> 0 AND {_NAMED}",
    "member": f"s.member IS NOT NULL AND {_NAMED}",
    "points": "((:name = 'earned' AND s.earned <> 0) OR (:name = 'burned' AND " + _any("tender", "points <> 0") + "))",
    "return": f"EXISTS (SELECT 1 FROM sale_return r WHERE r.seq = s.seq) AND {_NAMED}",
    "corrected": f"EXISTS (SELECT 1 FROM tender_correction c WHERE c.sale = s.seq) AND {_NAMED}",
}
"""What makes a receipt one of those; a measure that is not here is made of other entries than sales."""
_DAYS: Final = (
    "SELECT DISTINCT business_date FROM figure_sum WHERE business_date BETWEEN :first AND :last AND measure = :measure"
    " AND (:name = '' OR name IN ('', :name)) AND (:shift = '' OR shift = :shift) AND (:staff = '' OR staff = :staff)"
    " AND (:hour < 0 OR hour = :hour) AND (count <> 0 OR amount <> 0) ORDER BY business_date DESC"
)
"""Where there are any at all, by the sums: only those days are looked through."""
_STATEMENTS: Final = {measure: _HEADS.format(which) for measure, which in _WHICH.items()}
_ALL: Final = 10**9


def has_receipts(behind: Behind) -> bool:
    """Whether receipts are behind it, and not entries of the log."""
    return behind.measure in _WHICH


def receipts_behind(database: Database, behind: Behind, zone: str, most: int) -> list[SaleHead]:
    """At most so many of them; of a measure that no receipt makes none. The sums are tallied up to now by then."""
    statement, asked = _STATEMENTS.get(behind.measure), behind.selection
    if statement is None:
        return []
    which = {"shift": asked.shift, "staff": asked.staff, "name": behind.name}
    hour = -1 if asked.hour is None else asked.hour
    days = database.select(
        _DAYS, first=asked.first, last=asked.last or "9999-12-31", measure=behind.measure, hour=hour, **which
    )
    found: list[SaleHead] = []
    for (day,) in days:
        rows = database.select(statement, first=day, last=day, most=most if hour < 0 else _ALL, **which)
        if hour >= 0:
            shop = ZoneInfo(zone)
            rows = [row for row in rows if from_text(row[1]).astimezone(shop).hour == hour]
        found += [SaleHead(*row) for row in rows[: most - len(found)]]
        if len(found) >= most:
            break
    return found
