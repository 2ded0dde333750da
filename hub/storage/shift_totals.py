"""What the hub counted of closed shifts, from the sales themselves, to compare with the tills' Z."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, select

from hub.storage import shift_tables, tables
from posapp.contract.calls import ShiftTotal

Counted = tuple[int, int, int, int, int]
"""Sales, their total, tax and rounding, and what they brought in cash."""
_NONE: Counted = (0, 0, 0, 0, 0)


def shift_totals(
    connection: Connection, store: str, till: str | None = None, date: str | None = None
) -> tuple[ShiftTotal, ...]:
    """Of a store's closed shifts, or of those of one till or business date; with every part that was suspended."""
    c = tables.shift_close.c
    chosen = [c.store == store, *([c.till == till] if till else []), *([c.business_date == date] if date else [])]
    closes = connection.execute(select(c.till, c.shift, c.name).where(*chosen).order_by(c.till, c.seq)).all()
    if not closes:
        return ()
    counted, befores = _counted(connection, tables.shift_close, c.seq, c.shift, chosen), _Befores(connection, store)
    return tuple(_total(close, [counted.get(close.shift, _NONE), *befores.of(close.shift)]) for close in closes)


def _total(close: Any, parts: list[Counted]) -> ShiftTotal:
    count, total, tax, rounding, cash = (sum(part[which] for part in parts) for which in range(len(_NONE)))
    told = {"count": count, "total": total, "tax": tax, "rounding": rounding, "cash": cash}
    return ShiftTotal(till=close.till, shift=close.shift, z=close.name, **told)


class _Befores:
    """The parts of a store's shifts that were suspended: few, so all of them at once."""

    def __init__(self, connection: Connection, store: str) -> None:
        a = shift_tables.shift_away.c
        where: list[Any] = [a.store == store, a.resumed != ""]
        found = connection.execute(select(a.id, a.resumed).where(*where)).all()
        self._before = {row.resumed: row.id for row in found}
        self._counted = _counted(connection, shift_tables.shift_away, a.seq, a.id, where) if found else {}

    def of(self, shift: str) -> Iterator[Counted]:
        """What the parts before this one came to."""
        seen = {shift}
        while (shift := self._before.get(shift, "")) and shift not in seen:
            seen.add(shift)
            yield self._counted.get(shift, _NONE)


def _counted(
    connection: Connection, spans: Any, end: ColumnElement[Any], name: ColumnElement[Any], chosen: list[Any]
) -> Mapping[str, Counted]:
    """By shift, of the spans between the entry that opened it and the one that ended it."""
    s = tables.sale.c
    sums = [func.coalesce(func.sum(s[field]), 0) for field in ("total", "tax", "rounding", "change")]
    sold = spans.outerjoin(tables.sale, _within(spans, end, s))
    query = select(name, func.count(s.seq), *sums).select_from(sold).where(*chosen).group_by(name)
    cash = {shift: int(amount) for shift, amount in connection.execute(_cash(spans, end, name, chosen))}
    corrected = {shift: int(amount) for shift, amount in connection.execute(_corrected(spans, end, name, chosen))}
    return {
        shift: (
            int(count),
            int(total),
            int(tax),
            int(rounding),
            cash.get(shift, 0) - int(change) + corrected.get(shift, 0),
        )
        for shift, count, total, tax, rounding, change in connection.execute(query)
    }


def _cash(spans: Any, end: Any, name: Any, chosen: list[Any]) -> Select[Any]:
    s, t = tables.sale.c, tables.sale_tender.c
    both = spans.join(tables.sale, _within(spans, end, s))
    whole = both.join(tables.sale_tender, and_(t.till == s.till, t.seq == s.seq))
    return select(name, func.sum(t.amount)).select_from(whole).where(*chosen, t.type == "cash").group_by(name)


def _corrected(spans: Any, end: Any, name: Any, chosen: list[Any]) -> Select[Any]:
    """Only tenders of the open shift are corrected."""
    x = tables.tender_correction.c
    into = case((x.type == "cash", x.amount), else_=0) - case((x.was == "cash", x.amount), else_=0)
    both = spans.join(tables.tender_correction, _within(spans, end, x))
    return select(name, func.sum(into)).select_from(both).where(*chosen).group_by(name)


def _within(spans: Any, end: Any, part: Any) -> ColumnElement[bool]:
    """Between the two entries."""
    return and_(part.till == spans.c.till, part.seq > spans.c.opened, part.seq < end)
