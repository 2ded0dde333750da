"""Online orders, each for the shop that hands it over and for no other: as the shop file says them, and as the steps of
the tills move them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from hub.feeds.source import Source
from hub.rows import Rows
from hub.storage import member_values, order_returns, orders
from hub.storage.database import Database
from hub.storage.records import Change
from posapp.contract.envelope import WireEntry
from posapp.contract.feed_orders import OrderLineRow, OrderRow, OrderTenderRow
from posapp.contract.ops import decode_order_step
from posapp.contract.shop_ledger import ShopLine, ShopOrder
from posapp.contract.shop_text import Terms
from posapp.domain.money import parse_quantity
from posapp.domain.sold import ORDER
from posapp.domain.times import from_text, to_text


def changes(source: Source) -> Iterator[Change]:
    """Every order of the file into the books, which tell the tills; one that went to another shop leaves the one
    before. One that a till has begun with stays as it is, unless the file says that it is cancelled."""
    days = {store.id: store.pickup.hold_days for store in source.shop.stores}
    erased = member_values.erased(source.database)
    for order in source.shop.orders:
        row = _row(order, source.shop.terms).model_copy(update={"hold_days": days.get(order.store, 7)})
        if order.member in erased:
            row = row.model_copy(update={"name": "", "phone": "", "note": ""})
        yield from orders.file_changes(source.database, order.store, row, source.clock())


def follow(
    database: Database, store: str, entries: Iterable[WireEntry], rows: Rows, clock: Callable[[], datetime]
) -> bool:
    """The orders that a batch tells of, also one that came before: its first answer may have been lost half-way.
    Whether there is something to tell customers."""
    named = [(str(row[2]), str(row[3])) for row in rows.order_step]
    for entry in entries:
        if entry.kind == "order_step" and not named:
            try:
                named.append((store, decode_order_step(bytes(entry.body)).order))
            except ValueError:  # refused
                continue
    told = False
    for where, id_ in dict.fromkeys(named):
        told |= orders.follow(database, where, (id_,), clock())
    back = {str(row[0]).removeprefix(ORDER) for row in rows.sale_return if str(row[0]).startswith(ORDER)}
    for where, id_ in order_returns.tell(database, back) if back else ():
        orders.follow(database, where, (id_,), clock())
    return told


def keep_up(database: Database, clock: Callable[[], datetime]) -> None:
    """What nobody was left to apply when a hub ended."""
    order_returns.tell(database, None)
    for store, id_ in orders.left(database):
        orders.follow(database, store, (id_,), clock())


def _row(order: ShopOrder, terms: Terms) -> OrderRow:
    return OrderRow(
        id=order.id,
        channel=order.channel,
        placed=to_text(from_text(order.placed)),
        state=order.state,
        code=order.code or "",
        member=order.member or "",
        name=order.customer.name,
        phone=order.customer.phone,
        lines=tuple(_line(line, terms) for line in order.lines),
        shipping=terms.minor(order.shipping),
        tenders=tuple(OrderTenderRow(type=t.type, amount=terms.minor(t.amount), code=t.code) for t in order.tenders),
    )


def _line(line: ShopLine, terms: Terms) -> OrderLineRow:
    return OrderLineRow(
        sku=line.sku,
        quantity=parse_quantity(line.qty),
        amount=terms.minor(line.amount),
        discount=terms.minor(line.discount),
        tax=terms.minor(line.tax),
        serial=line.serial or "",
        final=line.final,
    )
