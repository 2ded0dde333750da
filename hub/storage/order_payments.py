"""Whether a sale at a counter paid what was owed for an order, or its goods came back: by the sale's own lines."""

from __future__ import annotations

from sqlalchemy import Connection, select

from hub.storage import tables
from hub.storage.return_books import day_of
from posapp.domain.errors import Refused
from posapp.domain.order import PAID, Order, OrderStep
from posapp.domain.order_balance import balance_paid, owed_lines, pays
from posapp.domain.order_stand import Stand
from posapp.domain.pickup import stand


def must_hold(connection: Connection, order: Order, now: Stand, step: OrderStep) -> None:
    """Refused("nothing_to_pay") where a sale only says that it is for the order, or what came back were other goods."""
    if step.act == "paid":
        sale = (step.till.removesuffix(PAID), step.seq)
        if not pays(_lines(connection, sale), owed_lines(order, now)):
            raise Refused("nothing_to_pay")
    elif step.act == "unpaid":
        paid, named = balance_paid(order), _sale(connection, step.receipt)
        if paid is None or named is None or pays(_lines(connection, named, kept=True), paid.lines):
            raise Refused("nothing_to_pay")


def _lines(connection: Connection, sale: tuple[str, int], *, kept: bool = False) -> list[tuple[str, int, int]]:
    """(sku, thousandths, minor units) of a sale's lines; `kept`: of which nothing has come back."""
    x, r = tables.sale_line.c, tables.sale_return.c
    query = select(x.line, x.sku, x.quantity, (x.gross - x.discount).label("net")).where(x.till == sale[0])
    rows = connection.execute(query.where(x.seq == sale[1]).order_by(x.line)).all()
    of = f"{sale[0]}.{sale[1]}"
    back = set(connection.scalars(select(r.of_line).where(r.of == of))) if kept else set()
    return [(row.sku, int(row.quantity), int(row.net)) for row in rows if row.line not in back]


def _sale(connection: Connection, receipt: str) -> tuple[str, int] | None:
    s, known = tables.sale.c, day_of(receipt)
    if known is None:
        return None
    query = select(s.till, s.seq).where(s.store == known[0], s.business_date == known[1], s.receipt == receipt)
    row = connection.execute(query.order_by(s.seq).limit(1)).first()
    return (str(row.till), int(row.seq)) if row is not None else None


def paid_again(connection: Connection, order: Order, step: OrderStep) -> int:
    """Minor units that a sale took for an order that another had paid, or that is another shop's; 0 of the one that did
    pay, and of one that paid nothing of it."""
    by = balance_paid(order)
    if by is not None and by.receipt == step.receipt:
        return 0
    owed = by.lines if by is not None else owed_lines(order, stand(order))
    sale = (step.till.removesuffix(PAID), step.seq)
    return sum(net for _, _, net in owed) if pays(_lines(connection, sale), owed) else 0
