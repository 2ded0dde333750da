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


def tell(database: Database, ids: Collection[str] | None) -> list[tuple[str, str]]:
    """Leaves the steps that returns of these orders (None: of all) have not left yet; (store, order) of each."""
    with database.write() as connection:
        r, s, o = tables.sale_return.c, tables.sale.c, tables.order_step.c
        known = select(o.seq).where(o.till == r.till, o.seq == r.seq).exists()
        query = select(r.of, r.till, r.seq, r.of_line, r.quantity, r.net, r.kind, r.staff, s.at, s.receipt)
        query = query.where(s.till == r.till, s.seq == r.seq, r.of.startswith(ORDER), ~known)
        if ids is not None:
            query = query.where(r.of.in_([ORDER + id_ for id_ in ids]))
        found = connection.execute(query.order_by(r.till, r.seq, r.line)).all()
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
