"""Online orders, each for the shop that hands it over and for no other."""

from __future__ import annotations

from collections.abc import Iterator

from hub.feeds.source import Source
from hub.storage import records
from hub.storage.records import Change, change
from posapp.contract.feed_orders import OrderLineRow, OrderRow, OrderTenderRow
from posapp.contract.shop_ledger import ShopLine, ShopOrder
from posapp.contract.shop_text import Terms
from posapp.domain.money import parse_quantity
from posapp.domain.times import from_text, to_text


def changes(source: Source) -> Iterator[Change]:
    """Every order of the file; one that went to another shop leaves the one before."""
    for order in source.shop.orders:
        for left in records.scopes(source.database, "orders", order.id).keys() - {order.store}:
            yield Change("orders", left, order.id, None)
        yield change("orders", order.store, _row(order, source.shop.terms))


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
    )
