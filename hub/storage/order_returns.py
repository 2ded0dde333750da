"""Goods of online orders that came back at a till: the sale that took them back becomes a step of the order, under the
sale's own name, so that every shop and the web shop sees it as returned."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import insert, select

from hub.storage import order_books, tables
from hub.storage.database import Database
from hub.storage.order_tables import WAITS
from posapp.contract.feed_orders import OrderStepRow
from posapp.domain.order import OrderStep
from posapp.domain.sold import ORDER

_R, _S, _O = tables.sale_return.c, tables.sale.c, tables.order_step.c
_UNTOLD = (
    select(_R.of, _R.till, _R.seq, _R.of_line, _R.quantity, _R.net, _R.kind, _R.staff, _S.at, _S.receipt)
    .where(_S.till == _R.till, _S.seq == _R.seq, _R.of.startswith(ORDER))
    .where(~select(_O.seq).where(_O.till == _R.till, _O.seq == _R.seq).exists())
    .order_by(_R.till, _R.seq, _R.line)
)


def tell(database: Database, ids: Collection[str] | None) -> list[tuple[str, str]]:
    """Leaves the steps that returns of these orders (None: of all) have not left yet; (store, order) of each."""
    with database.write() as connection:
        query = _UNTOLD if ids is None else _UNTOLD.where(_R.of.in_([ORDER + id_ for id_ in ids]))
        found = connection.execute(query).all()
        told = []
        for lines in _by_sale(found):
            id_ = str(lines[0].of).removeprefix(ORDER)
            order = order_books.anywhere(connection, id_)
            if order is None:
                continue  # of a shop file that says no orders any more
            step = _step(lines)
            row = {"till": step.till, "seq": step.seq, "store": order.store, "order_id": id_, "business_date": ""}
            body = OrderStepRow.of(step).model_dump_json(exclude_defaults=True)
            connection.execute(insert(tables.order_step).values(**row, state=WAITS, place=0, body=body))
            told.append((str(order.store), id_))
    return told


def _by_sale(rows: Iterable[Any]) -> Iterator[list[Any]]:
    sales: dict[tuple[str, int], list[Any]] = {}
    for row in rows:
        sales.setdefault((row.till, row.seq), []).append(row)
    yield from sales.values()


def _step(lines: list[Any]) -> OrderStep:
    first = lines[0]
    if first.kind == "owed":
        worth = sum(int(row.net) for row in lines)
        return OrderStep("repaid", first.at, first.staff, first.till, first.seq, receipt=first.receipt, worth=worth)
    handed = tuple((int(row.of_line), int(row.quantity)) for row in lines)
    return OrderStep("return", first.at, first.staff, first.till, first.seq, receipt=first.receipt, handed=handed)
