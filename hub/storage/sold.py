"""What was sold and what of it came back, as tills ask before they take goods back; and what is kept for them then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, delete, exists, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from hub.providers.port import order_number
from hub.storage import return_books, tables, topup_tables
from hub.storage.database import Database
from hub.storage.member_history import orders_naming, same_person
from hub.storage.purses import record_of
from hub.storage.shift_tables import cash_refund
from posapp.contract.feed_orders import OrderRow
from posapp.contract.feed_rows import SettingsRow
from posapp.contract.ops import decode_sale
from posapp.contract.returns import (
    MOST_FOUND,
    BackSaid,
    CorrectedSaid,
    PendingSaid,
    ReturnAnswer,
    ReturnQuestion,
    SoldSaid,
    WholeSaid,
)
from posapp.domain.errors import Refused
from posapp.domain.member import phone_number
from posapp.domain.order import Order
from posapp.domain.order_balance import back_by_order, balance_paid, order_of_source
from posapp.domain.return_rules import RECEIPT
from posapp.domain.sold import ORDER
from posapp.domain.times import to_text

KEPT_FOR: Final = timedelta(minutes=30)
"""So long something is kept for a return under way; a customer who goes away can bring it elsewhere by then."""
_DAYS: Final = 400
"""Sales of a member are looked for in so many days."""
_NEAR: Final = 50
"""A payment is a tender of one of so many entries after it was asked for."""


def answer(database: Database, store: str, till: str, asked: ReturnQuestion, now: datetime) -> ReturnAnswer:
    """See contract.returns. Refused("not_found")."""
    if asked.do == "price":
        return _price(database, store, asked, now)
    if asked.do == "keep":
        return _keep(database, till, asked, now)
    with database.read() as connection:
        ids = list(dict.fromkeys(_named(connection, asked, now)))[:MOST_FOUND]
        found = [said for id_ in ids if (said := _said(connection, till, id_, now)) is not None]
        orders = {ORDER + said.order.id for said in found if said.order is not None and _pays(said)}
        found += [said for id_ in sorted(orders - set(ids)) if (said := _said(connection, till, id_, now)) is not None]
    return ReturnAnswer(found=tuple(found), as_of=to_text(now))


def _keep(database: Database, till: str, asked: ReturnQuestion, now: datetime) -> ReturnAnswer:
    h = tables.return_hold
    with database.write() as connection:
        _lock(connection, asked.sale)
        connection.execute(delete(h).where(h.c.of == asked.sale, or_(h.c.till == till, h.c.until < to_text(now))))
        said = _said(connection, till, asked.sale, now)
        if said is None:
            raise Refused("not_found")
        left = _left(connection, said)
        enough = all(x.quantity <= left.get(x.line, 0) for x in asked.lines)
        for x in asked.lines if enough else ():
            row = {"of": asked.sale, "till": till, "line": x.line, "quantity": x.quantity}
            insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
            connection.execute(insert(h).values(**row, until=to_text(now + KEPT_FOR)).on_conflict_do_nothing())
    return ReturnAnswer(found=(said,), as_of=to_text(now), kept=enough and bool(asked.lines))


def _price(database: Database, store: str, asked: ReturnQuestion, now: datetime) -> ReturnAnswer:
    s, x, r = tables.sale.c, tables.sale_line.c, tables.sale_return.c
    both = tables.sale_line.join(tables.sale, (x.till == s.till) & (x.seq == s.seq))
    sold = select(func.min((x.gross - x.discount) * 1000 / x.quantity)).select_from(both)
    sold = sold.where(s.store == store, s.business_date >= asked.since, x.sku == asked.sku, x.quantity > 0)
    sold = sold.where(x.gross > x.discount)  # what was given away has no price
    came = select(r.till, r.seq).where(r.person == asked.person, r.business_date >= asked.person_since)
    with database.read() as connection:
        lowest = connection.scalar(sold) if asked.sku else None
        times = len(connection.execute(came.distinct()).all()) if asked.person else 0
    return ReturnAnswer(as_of=to_text(now), lowest=None if lowest is None else int(lowest), times=times)


def _lock(connection: Connection, of: str) -> None:
    """Of two tills that ask at once about one sale the second sees what the first was told."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(of))))


def _left(connection: Connection, said: SoldSaid) -> dict[int, int]:
    x, r = tables.sale_line.c, tables.sale_return.c
    if said.order is not None:
        left = {n: line.quantity for n, line in enumerate(said.order.lines, 1)} | {len(said.order.lines) + 1: 1000}
    else:
        till, _, seq = said.id.rpartition(".")
        rows = connection.execute(select(x.line, x.quantity).where(x.till == till, x.seq == int(seq)))
        left = {int(row.line): int(row.quantity) for row in rows}
    back = select(r.of_line, func.sum(r.quantity).label("back")).where(r.of == said.id).group_by(r.of_line)
    for row in connection.execute(back):
        left[int(row.of_line)] = left.get(int(row.of_line), 0) - int(row.back)
    for line, quantity in _by_other_paper(connection, said):
        left[line] = left.get(line, 0) - quantity
    for waits in said.pending:
        left[waits.line] = left.get(waits.line, 0) - waits.quantity
    return left


def _by_other_paper(connection: Connection, said: SoldSaid) -> Iterable[tuple[int, int]]:
    """Goods that came back by a paper which names no line of this one: by a receipt that nobody knew then, or an
    order's by the receipt of its balance."""
    r, sale = tables.sale_return.c, said.balance if said.order is not None else said
    if sale is None:
        return
    names, body = _names(sale) if sale is not said else _names(sale)[1:], decode_sale(sale.body.encode())
    query = select(r.sku, func.sum(r.quantity).label("back")).where(r.of.in_(names)).group_by(r.sku)
    lines = {n: (line.sku, line.qty) for n, line in enumerate(body.lines, 1) if line.qty > 0}
    if said.order is not None:
        lines = {n: (line.sku, line.quantity) for n, line in enumerate(said.order.lines, 1)}
    for row in connection.execute(query):
        of = next((n for n, (sku, _) in lines.items() if sku == row.sku), 0)
        bought = sum(line.qty for line in body.lines if line.sku == row.sku and line.qty > 0)
        beside = bought - sum(units for sku, units in lines.values() if sku == row.sku)  # bought in the shop as well
        if of and (gone := int(row.back) - max(0, beside)) > 0:
            yield of, gone


# -- which ------------------------------------------------------------------------------------------------------------


def _named(connection: Connection, asked: ReturnQuestion, now: datetime) -> Iterable[str]:
    s, phones = tables.sale.c, _numbers(asked.phone)
    ids = _theirs(connection, asked.member, phones)
    if asked.sale:
        yield asked.sale
    if asked.receipt:
        yield from _by_receipt(connection, asked.receipt)
    if asked.order:
        yield ORDER + asked.order
    if asked.payment:
        yield from _paid_by(connection, asked.payment)
    if ids:
        since = (now - timedelta(days=_DAYS)).date().isoformat()
        query = select(s.till, s.seq).where(s.member.in_(ids), s.business_date >= since)
        query = query.where(s.store.in_(select(tables.register.c.store).distinct()))
        query = query.where(_with_goods(asked.sku)) if asked.sku else query
        for row in connection.execute(query.order_by(s.at.desc()).limit(MOST_FOUND)):
            yield f"{row.till}.{row.seq}"
    if phones or ids:
        named = orders_naming(connection, phone=phones, member=ids)
        yield from (ORDER + x.id for x in named if not asked.sku or any(y.sku == asked.sku for y in x.lines))


def _numbers(said: str) -> tuple[str, ...]:
    """A telephone number as the customer says it, and as it is kept."""
    try:
        return tuple(dict.fromkeys((said, phone_number(said)))) if said else ()
    except Refused:
        return (said,)


def _theirs(connection: Connection, member: str, phones: Iterable[str]) -> tuple[str, ...]:
    """All ids of the member, and of whoever has the telephone number."""
    p = tables.member_private.c
    holders = connection.scalars(select(p.member).where(p.phone.in_(phones)))
    people = (*((member,) if member else ()), *map(str, holders))
    return tuple(dict.fromkeys(id_ for one in people for id_ in same_person(connection, one)))


def _with_goods(sku: str) -> ColumnElement[bool]:
    s, x = tables.sale.c, tables.sale_line.c
    return exists().where(x.till == s.till, x.seq == s.seq, x.sku == sku, x.quantity > 0)


def _by_receipt(connection: Connection, receipt: str) -> Iterable[str]:
    s, known = tables.sale.c, return_books.day_of(receipt)
    if known:
        where = (s.store == known[0], s.business_date == known[1], s.receipt == receipt)
        yield from (f"{row.till}.{row.seq}" for row in connection.execute(select(s.till, s.seq).where(*where)))


def _paid_by(connection: Connection, number: str) -> Iterable[str]:
    """By the wallet's own number of the payment, or by ours, which its bill shows as a barcode."""
    c, e = tables.charge.c, tables.entry.c
    query = select(c.id).where(or_(c.reference == number, c.number == number)).limit(MOST_FOUND)
    for charge in connection.scalars(query):
        till, _, seq = str(charge).rpartition(".")
        after = select(e.seq, e.body).where(e.till == till, e.seq > int(seq), e.kind == "sale")
        for row in connection.execute(after.order_by(e.seq).limit(_NEAR)):
            if str(charge) in decode_sale(bytes(row.body)).attempts:
                yield f"{till}.{row.seq}"
                break
    for key, order in _orders(connection):
        if any(tender.code == number or order_number(tender.code) == number for tender in order.tenders if tender.code):
            yield ORDER + key


def _orders(connection: Connection) -> Iterable[tuple[str, OrderRow]]:
    r = tables.record.c
    query = select(r.key, r.body).where(r.noun == "orders", r.body.is_not(None)).order_by(r.cursor.desc())
    for row in connection.execute(query):
        yield row.key, OrderRow.model_validate_json(row.body)


# -- what the hub says of it ------------------------------------------------------------------------------------------


def _said(connection: Connection, till: str, id_: str, now: datetime) -> SoldSaid | None:
    said = _order(connection, id_) if id_.startswith(ORDER) else _sale(connection, id_)
    if said is None:
        return None
    settings = record_of(connection, "settings", said.store, said.store)
    entity = SettingsRow.model_validate_json(settings).entity if settings else None
    return said.model_copy(
        update={
            "entity": entity.tax_number if entity else "",
            "seller": entity.name if entity else "",
            "backs": tuple(_backs(connection, _names(said))),
            "refunded": _refunded(connection, id_),
            "pending": tuple(_pending(connection, till, id_, now)),
        }
    )


def _order(connection: Connection, id_: str) -> SoldSaid | None:
    r = tables.record.c
    query = select(r.store, r.body).where(r.noun == "orders", r.key == id_.removeprefix(ORDER), r.body.is_not(None))
    row = connection.execute(query).first()
    if row is None:
        return None
    order = OrderRow.model_validate_json(row.body)
    paid = _receipt_of_balance(order.value())
    sales = [_sale(connection, sale) for sale in _by_receipt(connection, paid)] if paid else []
    balance = next((sale for sale in sales if sale is not None), None)
    if balance is not None:
        balance = balance.model_copy(update={"backs": tuple(_backs(connection, _names(balance)))})
    return SoldSaid(id=id_, store=row.store, receipt=order.id, at=order.placed, order=order, balance=balance)


def _pays(said: SoldSaid) -> bool:
    """Whether a sale paid the balance of an order that goods come back by: then they come back by that one."""
    order = said.order.value() if said.order is not None else None
    return order is not None and said.receipt == _receipt_of_balance(order) and back_by_order(order)


def _receipt_of_balance(order: Order) -> str:
    paid = balance_paid(order)
    return paid.receipt if paid is not None else ""


def _sale(connection: Connection, id_: str) -> SoldSaid | None:
    till, _, number = id_.rpartition(".")
    if not (number.isascii() and number.isdecimal() and len(number) <= 18):
        return None
    e, s, c, t = tables.entry.c, tables.sale.c, tables.charge.c, tables.tender_correction.c
    query = select(e.body, s.store, s.at, s.receipt, s.source).where(e.till == till, e.seq == int(number))
    row = connection.execute(query.where(s.till == e.till, s.seq == e.seq)).first()
    if row is None:
        return None
    body = bytes(row.body)
    attempts = [attempt for attempt in decode_sale(body).attempts if attempt]
    paid = (
        connection.execute(select(c.id, c.amount).where(c.store == row.store, c.id.in_(attempts))) if attempts else ()
    )
    corrected = connection.execute(select(t.number, t.type, t.reference).where(t.till == till, t.sale == id_))
    return SoldSaid(
        id=id_,
        store=row.store,
        receipt=row.receipt,
        at=row.at,
        body=body.decode(),
        wholes=tuple(WholeSaid(attempt=x.id, amount=int(x.amount)) for x in paid),
        corrected=tuple(CorrectedSaid(tender=int(x.number), type=x.type, reference=x.reference) for x in corrected),
        order=_order_of(connection, row.source),
        **_late(connection, id_),
    )


def _late(connection: Connection, id_: str) -> dict[str, Any]:
    """The entry that gave its points to somebody later."""
    late = topup_tables.late_points.c
    entry = tables.entry.c
    query = select(entry.body).where(late.sale == id_, entry.till == late.till, entry.seq == late.seq)
    body = connection.scalar(query)
    return {"late": bytes(body).decode()} if body is not None else {}


def _order_of(connection: Connection, source: str) -> OrderRow | None:
    """The order that a sale says it is for."""
    key, r = order_of_source(source), tables.record.c
    query = select(r.body).where(r.noun == "orders", r.key == key, r.body.is_not(None))
    body = connection.scalar(query) if key else None
    return OrderRow.model_validate_json(body) if body is not None else None


def _names(said: SoldSaid) -> tuple[str, ...]:
    """By which returns name it: its id, and its receipt where they came before the hub had heard of it."""
    return (said.id, RECEIPT + said.receipt) if said.body else (said.id,)


def _refunded(connection: Connection, id_: str) -> int:
    c = cash_refund.c
    return int(connection.scalar(select(func.coalesce(func.sum(c.amount), 0)).where(c.of == id_)) or 0)


def _backs(connection: Connection, names: tuple[str, ...]) -> Iterable[BackSaid]:
    r, e = tables.sale_return.c, tables.entry.c
    query = select(e.till, e.seq, e.body).where(r.of.in_(names), e.till == r.till, e.seq == r.seq).distinct()
    for row in connection.execute(query.order_by(e.till, e.seq)):
        yield BackSaid(till=row.till, seq=int(row.seq), body=_without_buyer(bytes(row.body)))


def _without_buyer(body: bytes) -> str:
    """What counts of a later sale: nothing of who bought."""
    sale = decode_sale(body)
    return msgspec.json.encode(msgspec.structs.replace(sale, note="", page="", removed=(), member=None)).decode()


def _pending(connection: Connection, till: str, id_: str, now: datetime) -> Iterable[PendingSaid]:
    h = tables.return_hold.c
    query = select(h.line, func.sum(h.quantity).label("kept")).where(h.of == id_, h.till != till)
    for row in connection.execute(query.where(h.until >= to_text(now)).group_by(h.line)):
        yield PendingSaid(line=int(row.line), quantity=int(row.kept))
