"""What members bought at counters in the last year, in few words: for the filters of client books."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from pydantic_core import from_json
from sqlalchemy import Connection, Text, case, cast, func, select

from hub.storage import tables
from hub.storage.database import Database
from hub.storage.earlier_sales import bought_before
from hub.storage.return_tables import sale_return
from posapp.contract.feed_members import MemberRow

DAYS: Final = 365
MOST_CATEGORIES: Final = 30
_MOST_SKUS: Final = 300
_CHUNK: Final = 500


@dataclass(slots=True)
class Purchases:
    """`last`: the business date of the last one; `spent`: minor units after what came back; `back`: of that."""

    last: str = ""
    visits: int = 0
    spent: int = 0
    back: int = 0
    skus: set[str] = field(default_factory=set)
    categories: tuple[str, ...] = ()

    def told(self) -> Mapping[str, object]:
        """As fields of a member's row."""
        return {
            "last_bought": self.last,
            "visits": self.visits,
            "spent": self.spent,
            "came_back": self.back,
            "categories": self.categories,
        }


def of_row(row: MemberRow) -> Mapping[str, object]:
    """The same as a row has them already."""
    return {name: getattr(row, name) for name in Purchases().told()}


def purchases(connection: Connection, members: Iterable[str], today: date) -> dict[str, Purchases]:
    """Of each of these who remain, whatever ids they bought under; of who bought nothing there is none."""
    found: defaultdict[str, Purchases] = defaultdict(Purchases)
    ids, since = sorted(set(members)), (today - timedelta(days=DAYS)).isoformat()
    for start in range(0, len(ids), _CHUNK):
        _read(connection, ids[start : start + _CHUNK], since, found)
    _name_categories(connection, found)
    return dict(found)


def _read(connection: Connection, ids: list[str], since: str, found: defaultdict[str, Purchases]) -> None:
    s, m, x, r = tables.sale.c, tables.member.c, tables.sale_line.c, sale_return.c
    led = {
        str(row.id): str(row.same_as) for row in connection.execute(select(m.id, m.same_as).where(m.same_as.in_(ids)))
    }
    theirs = (s.member.in_([*ids, *led]), s.business_date >= since)
    bought = (func.max(case((s.total > 0, s.business_date), else_="")), func.sum(case((s.total > 0, 1), else_=0)))
    for member, last, visits, total in connection.execute(
        select(s.member, *bought, func.sum(s.total)).where(*theirs).group_by(s.member)
    ):
        one = found[led.get(member, member)]
        one.last, one.visits, one.spent = max(one.last, last), one.visits + int(visits), one.spent + int(total)
    backs = tables.sale.join(sale_return, r.of == s.till.concat(".").concat(cast(s.seq, Text)))
    query = select(s.member, func.sum(r.net)).select_from(backs).where(*theirs).group_by(s.member)
    for member, net in connection.execute(query):
        found[led.get(member, member)].back += int(net)
    lines = tables.sale.join(tables.sale_line, (x.till == s.till) & (x.seq == s.seq))
    named = select(s.member, x.sku).select_from(lines).where(*theirs, x.quantity > 0).distinct()
    for member, sku in connection.execute(named):
        found[led.get(member, member)].skus.add(sku)
    for sale in bought_before(connection, [*ids, *led]):
        if sale.business_date >= since and sale.total > 0:
            one = found[led.get(sale.member, sale.member)]
            one.last, one.visits, one.spent = max(one.last, sale.business_date), one.visits + 1, one.spent + sale.total
            one.skus.update(sale.skus)


def _name_categories(connection: Connection, found: Mapping[str, Purchases]) -> None:
    """By what head office says of the goods now."""
    r = tables.record.c
    skus = sorted({sku for one in found.values() for sku in sorted(one.skus)[:_MOST_SKUS]})
    of: dict[str, str] = {}
    for start in range(0, len(skus), _CHUNK):
        wanted = r.key.in_(skus[start : start + _CHUNK])
        query = select(r.key, r.body).where(r.noun == "products", wanted, r.body.is_not(None)).order_by(r.store)
        of |= {row.key: str(_fields(row.body).get("category", "")) for row in connection.execute(query)}
    for one in found.values():
        categories = {of.get(sku, "") for sku in one.skus} - {""}
        one.categories = tuple(sorted(categories)[:MOST_CATEGORIES])


def _fields(body: str) -> dict[str, Any]:
    return dict(from_json(body))


def last_told(database: Database, members: Iterable[str]) -> dict[str, tuple[str, str | None]]:
    """Of each of these members whom they lead to (themselves where they were not merged), and the day of the last
    purchase of which shops were told: "" of none, None where the hub keeps nobody of this id."""
    asked = json.dumps(sorted(set(members)))
    return {member: (remains, told) for member, remains, told in database.ask(_LAST_TOLD, (asked,))}


def _last_told_by(listed: str, day: str) -> str:
    return (
        "SELECT x.value, COALESCE(NULLIF(m.same_as, ''), x.value) AS remains,"
        f" CASE WHEN r.body IS NOT NULL THEN COALESCE({day}, '') END"
        f" FROM {listed} LEFT JOIN member AS m ON m.id = x.value"
        " LEFT JOIN record AS r ON r.noun = 'member_kept' AND r.store = ''"
        " AND r.key = COALESCE(NULLIF(m.same_as, ''), x.value)"
    )


_LAST_TOLD: Final = (
    _last_told_by("json_each(?) AS x", "json_extract(r.body, '$.last_bought')"),
    _last_told_by("json_array_elements_text(CAST(%s AS json)) AS x(value)", "CAST(r.body AS json) ->> 'last_bought'"),
)
