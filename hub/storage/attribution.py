"""What brought customers here, and who sold: the sales of a time by their source, by associate or by client book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from sqlalchemy import Connection, Select, Text, and_, case, cast, distinct, func, select

from hub.storage import tables
from hub.storage.database import Database
from hub.storage.member_tables import member_value
from hub.storage.return_tables import sale_return
from posapp.domain.member import BOOK
from posapp.domain.source import source_of

BY: Final = ("source", "associate", "book")
_S, _X, _R, _M, _V = tables.sale.c, tables.sale_line.c, sale_return.c, tables.member.c, member_value.c
_CHUNK: Final = 200


def attributed(
    database: Database, by: str, store: str | None, first: str | None, last: str | None
) -> Iterator[dict[str, object]]:
    """One row each, the largest first: its name ("" where none was told), in how many sales, units (thousandths) and
    net amount (minor units, before cash rounding), by store. Of an associate only the lines that are theirs: of the
    line, else of the sale, else whoever took the money. By book: in whose the buyer was when they bought ("": nobody's,
    or nobody said who bought). What comes back is taken off whoever it was counted for, in the shop and on the day that
    took it back, and off nobody ("") where no sale at a counter stands behind it. Sources that tills of before kept in
    words count with their id, and words that differ in capitals only are one. `first` and `last`: business dates."""
    wanted = [_S.store == store] if store else []
    wanted += [_S.business_date >= first] if first else []
    wanted += [_S.business_date <= last] if last else []
    with database.read() as connection:
        rows = [*_sold(connection, by, wanted), *_back(connection, by, wanted)]
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for where, name, sales, units, net in rows:
        called = source_of(name) if by == "source" else name
        one = found.setdefault((where, called.casefold()), {"store": where, "name": called})
        for column, value in (("sales", sales), ("units", units), ("net", net)):
            one[column] = one.get(column, 0) + value
    yield from sorted(found.values(), key=lambda one: (-one["net"], one["store"], one["name"]))


Counted = tuple[str, str, int, int, int]
"""Store, name, sales, units, net."""


def _sold(connection: Connection, by: str, wanted: Iterable[Any]) -> Iterator[Counted]:
    """Lines that took nothing back."""
    name, back = _name(by), and_(_R.till == _X.till, _R.seq == _X.seq, _R.line == _X.line)
    sold = tables.sale.join(tables.sale_line, (_X.till == _S.till) & (_X.seq == _S.seq))
    query: Select[Any] = (
        select(
            _S.store,
            name.label("name"),
            func.count(distinct(_S.till + "." + cast(_S.seq, Text))).label("sales"),
            func.sum(_X.quantity).label("units"),
            func.sum(_X.gross - _X.discount).label("net"),
        )
        .select_from(_led(sold, by).outerjoin(sale_return, back))
        .where(_R.line.is_(None), *wanted)
        .group_by(_S.store, name)
    )
    for row in connection.execute(query):
        yield row.store, row.name or "", int(row.sales), int(row.units), int(row.net)


def _back(connection: Connection, by: str, wanted: Iterable[Any]) -> Iterator[Counted]:
    """Lines that took something back, each under the name that its sale was counted for."""
    lines = tables.sale.join(tables.sale_line, (_X.till == _S.till) & (_X.seq == _S.seq))
    backs = lines.join(sale_return, (_R.till == _X.till) & (_R.seq == _X.seq) & (_R.line == _X.line))
    query = select(_S.store, _R.of, _R.of_line, _X.quantity, (_X.gross - _X.discount).label("net"))
    found = connection.execute(query.select_from(backs).where(*wanted)).all()
    names = _names(connection, by, found)
    for row in found:
        yield row.store, names.get((row.of, row.of_line), ""), 0, int(row.quantity), int(row.net)


def _names(connection: Connection, by: str, backs: Iterable[Any]) -> dict[tuple[str, int], str]:
    """Of the lines (sale's id, number) that those goods were sold by."""
    named = sorted({of for row in backs for of in [_of(row.of)] if of is not None})
    sold = _led(tables.sale.join(tables.sale_line, (_X.till == _S.till) & (_X.seq == _S.seq)), by)
    query = select(_S.till, _S.seq, _X.line, _name(by).label("name")).select_from(sold)
    found: dict[tuple[str, int], str] = {}
    for till in dict.fromkeys(till for till, _ in named):
        numbers = [seq for one, seq in named if one == till]
        for start in range(0, len(numbers), _CHUNK):
            theirs = query.where(_S.till == till, _S.seq.in_(numbers[start : start + _CHUNK]))
            for row in connection.execute(theirs):
                found[f"{row.till}.{row.seq}", row.line] = row.name or ""
    return found


def _of(id_: str) -> tuple[str, int] | None:
    """Till and number of a sale at a counter; None of an order, or of nothing."""
    till, _, number = id_.rpartition(".")
    return (till, int(number)) if till and number.isdecimal() and len(number) < 16 else None


def _led(sold: Any, by: str) -> Any:
    """With who remains of the buyer, where that is asked."""
    return sold.outerjoin(tables.member, _M.id == _S.member) if by == "book" else sold


def _name(by: str) -> Any:
    if by == "source":
        return _S.source
    if by == "associate":
        return func.coalesce(func.nullif(_X.associate, ""), func.nullif(_S.associate, ""), _S.staff)
    who = case((func.coalesce(_M.same_as, "") != "", _M.same_as), else_=_S.member)
    said = select(_V.value).where(_V.member == who, _V.field == BOOK, _V.at <= _S.at)
    newest = said.order_by(_V.at.desc(), _V.till.desc(), _V.seq.desc()).limit(1)
    return func.coalesce(newest.correlate(tables.sale, tables.member).scalar_subquery(), "")
