"""What the hub counted of closed shifts, from the sales themselves, to compare with the tills' Z."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, select

from hub.storage import tables
from posapp.contract.calls import ShiftTotal


def shift_totals(
    connection: Connection, store: str, till: str | None = None, date: str | None = None
) -> tuple[ShiftTotal, ...]:
    """Of a store's closed shifts, or of those of one till or business date."""
    c, s = tables.shift_close.c, tables.sale.c
    chosen = [c.store == store, *([c.till == till] if till else []), *([c.business_date == date] if date else [])]
    sold = tables.shift_close.outerjoin(tables.sale, _within(s))
    counted = func.count(s.seq)
    sums = [func.coalesce(func.sum(s[name]), 0) for name in ("total", "tax", "rounding", "change")]
    query = select(c.till, c.shift, c.name, counted, *sums).select_from(sold).where(*chosen)
    rows = connection.execute(query.group_by(c.till, c.shift, c.name, c.seq).order_by(c.till, c.seq)).all()
    cash = {shift: int(amount) for shift, amount in connection.execute(_cash(chosen))} if rows else {}
    corrected = {shift: int(amount) for shift, amount in connection.execute(_corrected(chosen))} if rows else {}
    return tuple(
        ShiftTotal(
            till=own,
            shift=shift,
            z=name,
            count=int(count),
            total=int(total),
            tax=int(tax),
            rounding=int(rounding),
            cash=cash.get(shift, 0) - int(change) + corrected.get(shift, 0),
        )
        for own, shift, name, count, total, tax, rounding, change in rows
    )


def _cash(chosen: list[Any]) -> Select[Any]:
    c, s, t = tables.shift_close.c, tables.sale.c, tables.sale_tender.c
    both = tables.shift_close.join(tables.sale, _within(s))
    whole = both.join(tables.sale_tender, and_(t.till == s.till, t.seq == s.seq))
    return select(c.shift, func.sum(t.amount)).select_from(whole).where(*chosen, t.type == "cash").group_by(c.shift)


def _corrected(chosen: list[Any]) -> Select[Any]:
    """Only tenders of the open shift are corrected."""
    c, x = tables.shift_close.c, tables.tender_correction.c
    into = case((x.type == "cash", x.amount), else_=0) - case((x.was == "cash", x.amount), else_=0)
    both = tables.shift_close.join(tables.tender_correction, _within(x))
    return select(c.shift, func.sum(into)).select_from(both).where(*chosen).group_by(c.shift)


def _within(part: Any) -> ColumnElement[bool]:
    """Between the opening and the close of the shift."""
    c = tables.shift_close.c
    return and_(part.till == c.till, part.seq > c.opened, part.seq < c.seq)
