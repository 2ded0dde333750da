"""Orders as the channels place, ask about and cancel them."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from hub import order_letters
from hub.allocation import allocate, in_order, wanted
from hub.storage import audit, order_books, orders, records, stock_moves, tables
from hub.storage.database import Database
from hub.storage.tills import hashed
from posapp.contract.feed_orders import OrderLineRow, OrderRow
from posapp.contract.feed_rows import SettingsRow
from posapp.contract.order_calls import OrderLineSaid, OrderSaid, PlaceOrderRequest
from posapp.domain import pickup
from posapp.domain.errors import Refused
from posapp.domain.times import to_text


def new_token(database: Database, name: str, now: datetime, by: str) -> str:
    """A token for this channel, told here and nowhere else; its earlier one opens nothing any more."""
    token, c = secrets.token_urlsafe(32), tables.channel
    with database.write() as connection:
        connection.execute(delete(c).where(c.c.name == name))
        connection.execute(insert(c).values(name=name, token_hash=hashed(token), made_at=to_text(now)))
        audit.note(connection, by, "channel", now, name=name)
    return token


def by_token(database: Database, token: str) -> str:
    """Which channel's token it is; Refused("not_a_channel")."""
    with database.read() as connection:
        query = select(tables.channel.c.name).where(tables.channel.c.token_hash == hashed(token))
        name = connection.execute(query).scalar_one_or_none()
    if name is None:
        raise Refused("not_a_channel")
    return str(name)


def place(database: Database, channel: str, asked: PlaceOrderRequest, now: datetime) -> OrderSaid:
    """An order, once: in the shop that was chosen, or the nearest to it that has all of the goods. They are promised to
    the customer from now on. Refused("order_sums", "order_differs", "not_found", "no_shop_has_it")."""
    before = orders.by_id(database, asked.id)
    if before is None:
        _check_sums(asked)
        settings = records.scopes(database, "settings", asked.store).get(asked.store)
        if settings is None:
            raise Refused("not_found")
        chosen = SettingsRow.model_validate_json(settings)
        with database.write() as connection:
            _lock(connection, asked.id)
            o = tables.online_order.c
            if connection.scalar(select(o.id).where(o.id == asked.id)) is None:
                _place(connection, channel, asked, chosen, now)
        before = orders.by_id(database, asked.id)
        assert before is not None, "it was placed, here or by the same call beside this one"
    row = before[0]
    if row.channel != channel or not _same(row, asked):
        raise Refused("order_differs")
    return said(database, channel, asked.id)


def said(database: Database, channel: str, id_: str) -> OrderSaid:
    """Where one of the channel's orders stands; Refused("not_found")."""
    found = orders.by_id(database, id_)
    if found is None or found[0].channel != channel:
        raise Refused("not_found")
    order, back = found[0].value(), found[1]
    stand = pickup.stand(order)
    lines = tuple(
        OrderLineSaid(sku=x.sku, quantity=x.quantity, picked=s.picked, short=s.short, handed=s.handed, instead=s.sku)
        for x, s in zip(order.lines, stand.lines, strict=True)
    )
    return OrderSaid(
        id=order.id,
        store=order.store,
        state=stand.state,
        code=order.code,
        promised=order.promised,
        until=pickup.hold_until(order, stand),
        lines=lines,
        total=order.total,
        paid=order.paid,
        balance=pickup.balance_of(order, stand),
        refund=back.get("amount", 0),
        refunded=back.get("paid", 0),
        refund_state=back.get("state", "none"),
    )


def due(database: Database, id_: str) -> int:
    """What goes back to the customer of an order; Refused("not_found")."""
    found = orders.by_id(database, id_)
    if found is None:
        raise Refused("not_found")
    return int(found[1].get("amount", 0))


def shown(database: Database, id_: str) -> dict[str, object]:
    """One order as head office reads it; Refused("not_found")."""
    found = orders.by_id(database, id_)
    if found is None:
        raise Refused("not_found")
    return said(database, found[0].channel, id_).model_dump(exclude={"code"})


def _place(
    connection: Connection, channel: str, asked: PlaceOrderRequest, chosen: SettingsRow, now: datetime
) -> OrderRow:
    goods = wanted((line.sku, line.quantity) for line in asked.lines)
    candidates = in_order(chosen.id, [shop.id for shop in chosen.near], elsewhere=asked.elsewhere)
    store = allocate(candidates, goods, lambda store, skus: stock_moves.free(connection, store, skus))
    row = OrderRow(
        id=asked.id,
        channel=channel,
        placed=to_text(now),
        state="NEW",
        began="NEW",
        code=order_books.free_code(connection, store),
        member=asked.member,
        name=asked.name,
        phone=asked.phone,
        lines=tuple(OrderLineRow(**line.model_dump(include=set(OrderLineRow.model_fields))) for line in asked.lines),
        shipping=asked.shipping,
        tenders=asked.tenders,
        promised=asked.promised or to_text(now + timedelta(minutes=chosen.pickup.promise_minutes)),
        store=store,
        hold_days=chosen.pickup.hold_days,
        note=asked.note,
        salt=secrets.token_hex(16),
    )
    stock_moves.move(connection, store, {sku: (0, units) for sku, units in goods.items()}, now)
    made = order_books.put(connection, store, row, asked.email, now)
    letter = order_letters.row(store, row.value(), asked.email, "order_placed", f"placed.{row.id}", to_text(now))
    if letter is not None:
        make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        connection.execute(make(tables.notice).values(letter).on_conflict_do_nothing())
    return made


def _check_sums(asked: PlaceOrderRequest) -> None:
    owed = sum(line.amount - line.discount for line in asked.lines) + asked.shipping
    paid = sum(tender.amount for tender in asked.tenders)
    if any(line.discount > line.amount for line in asked.lines) or paid > owed:
        raise Refused("order_sums")
    if any(tender.amount <= 0 for tender in asked.tenders):
        raise Refused("order_sums")


def _lock(connection: Connection, id_: str) -> None:
    """Of two calls at once with one number the second sees what the first has placed."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"order {id_}"))))


def _same(row: OrderRow, asked: PlaceOrderRequest) -> bool:
    """The same goods for the same person and money: else the answer would tell somebody another's code."""
    goods = [(x.sku, x.quantity, x.amount, x.discount) for x in row.lines]
    if goods != [(x.sku, x.quantity, x.amount, x.discount) for x in asked.lines]:
        return False
    facts = (row.name, row.phone, row.member, row.shipping, row.tenders)
    return facts == (asked.name, asked.phone, asked.member, asked.shipping, asked.tenders)
