"""Refunds of online orders: one row each, written before the provider is asked, and told to the order's tills."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec
from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from hub import exceptions
from hub.rows import Rows
from hub.storage import order_books, records, tables, web_tenders
from hub.storage.database import Database
from hub.storage.purses import record_of
from hub.storage.records import change
from hub.storage.return_tables import sale_return, web_refund
from posapp.contract.envelope import WireEntry
from posapp.contract.feed_orders import OrderRow
from posapp.contract.feed_rows import SettingsRow
from posapp.contract.ops import decode_sale
from posapp.domain.errors import Refused
from posapp.domain.money import allocate
from posapp.domain.sold import ORDER
from posapp.domain.times import to_text

NEVER: Final = "~"
_GIVEN: Final = ("accepted", "arrived")
_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class WebRefund:
    """See `return_tables.web_refund`; money in minor units."""

    id: str
    store: str
    till: str
    seq: int
    order_id: str
    wallet: str
    payment: str
    whole: int
    amount: int
    currency: str
    state: str
    at: str


_COLUMNS: Final = tuple(WebRefund.__dataclass_fields__)


def of_returns(database: Database, entries: Iterable[tuple[str, WireEntry]], asks: Iterable[str], now: datetime) -> int:
    """What these sales (till, entry) took back of orders and gave back to wallets of which the hub asks; how many."""
    made, wallets = 0, frozenset(asks)
    for till, entry in entries:
        sale = decode_sale(bytes(entry.body))
        if sale.back is None or sale.back.by or sale.back.kind == "gift":  # its bringer gets a card
            continue
        with database.write() as connection:
            for id_, given in web_tenders.given_of(connection, sale.back).items():
                order = _order(connection, id_)
                if order is not None:
                    source = (f"{till}.{entry.seq}", till, entry.seq)
                    currency = sale.currency or _currency(connection, order.store)
                    made += _begin(connection, order, source, currency, given, wallets, now)
    return made


def of_orders(database: Database, asks: Iterable[str], now: datetime) -> int:
    """What the customers of orders that are over get back, where their wallet is asked by the hub."""
    r, made, wallets = tables.order_refund.c, 0, frozenset(asks)
    with database.read() as connection:
        due = connection.execute(select(r.id, r.amount, r.paid).where(r.state == "due").limit(_MOST)).all()
    for id_, amount, paid in due:
        with database.write() as connection:
            order = _order(connection, id_)
            if order is None:
                continue
            shares = _within(connection, order, amount)
            given = [(n, share) for n, share in enumerate(shares, 1) if share]
            if paid or any(order.tenders[n - 1].type not in wallets or not order.tenders[n - 1].code for n, _ in given):
                continue  # its channel pays, or has begun to
            currency = _currency(connection, order.store)
            if _begin(connection, order, (ORDER + id_, "", 0), currency, given, wallets, now):
                _move_order(connection, id_, "asked", 0, now)
                made += 1
    return made


def _within(connection: Connection, order: OrderRow, amount: int) -> Sequence[int]:
    """Of each tender its share (M8), and no more than goods that came back have left of it: a spare cent goes to
    another."""
    whole = [t.amount for t in order.tenders]
    left = [max(0, t.amount - _asked_before(connection, order.id, t.code)) for t in order.tenders]
    if not sum(whole):
        return [0] * len(whole)
    shares = [min(share, most) for share, most in zip(allocate(amount, whole), left, strict=True)]
    for n, most in enumerate(left):
        shares[n] += min(most - shares[n], amount - sum(shares))
    return shares


def _asked_before(connection: Connection, id_: str, payment: str) -> int:
    w = web_refund.c
    known = select(func.coalesce(func.sum(w.amount), 0)).where(w.order_id == id_, w.payment == payment)
    return int(connection.scalar(known.where(w.state.not_in(("failed", "too_old")))) or 0) if payment else 0


def must_be_the_channels(database: Database, id_: str) -> None:
    """Refused("refund_with_provider") where the hub has asked the provider itself: the money would go back twice."""
    w = web_refund.c
    query = select(w.id).where(w.order_id == id_, w.till == "", w.state.not_in(("failed", "too_old")))
    with database.read() as connection:
        if connection.scalar(query.limit(1)) is not None:
            raise Refused("refund_with_provider", order=id_)


def due(database: Database, now: datetime) -> list[WebRefund]:
    """Those to be asked about now."""
    w = web_refund.c
    query = select(*(w[name] for name in _COLUMNS)).where(w.due <= to_text(now)).order_by(w.due).limit(_MOST)
    with database.read() as connection:
        return [WebRefund(*row) for row in connection.execute(query)]


def move(database: Database, one: WebRefund, said: tuple[str, str, str], due: str, now: datetime) -> None:
    """`said`: state, the provider's reference, why; what is over is never asked about again."""
    state, reference, why = said
    values = {"state": state, "why": why, "due": due, "moved_at": to_text(now)}
    values |= {"reference": reference} if reference else {}
    with database.write() as connection:
        connection.execute(update(web_refund).where(web_refund.c.id == one.id).values(**values))
        if state in ("failed", "too_old") or due == NEVER and state not in _GIVEN:
            _note(connection, one, why or state, now)
        if not one.till:
            _tell_order(connection, one.order_id, now)
        _feed(connection, one.order_id, now)


def _begin(
    connection: Connection,
    order: OrderRow,
    source: tuple[str, str, int],
    currency: str,
    given: Iterable[tuple[int, int]],
    wallets: frozenset[str],
    now: datetime,
) -> int:
    """One row a tender, on disk before anybody is asked; beyond what the tender took it is none."""
    (name, till, seq), at, w, made = source, to_text(now), web_refund.c, 0
    for number, amount in given:
        tender = order.tenders[number - 1] if 0 < number <= len(order.tenders) else None
        if tender is None or tender.type not in wallets or not tender.code or amount <= 0:
            continue
        known = _asked_before(connection, order.id, tender.code)
        row = {
            "id": f"{name}.{number}", "store": order.store, "till": till, "seq": seq, "order_id": order.id,
            "wallet": tender.type, "payment": tender.code, "whole": tender.amount, "amount": amount,
            "currency": currency, "state": "asked", "reference": "", "why": "", "at": at, "moved_at": at, "due": at,
        }  # fmt: skip
        if connection.scalar(select(w.id).where(w.id == row["id"])) is not None:
            continue
        if known + amount > tender.amount:
            row |= {"state": "failed", "why": "over_refund", "due": NEVER}
        insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        connection.execute(insert(web_refund).values(row).on_conflict_do_nothing())
        if row["state"] == "failed":
            _note(connection, WebRefund(*(row[x] for x in _COLUMNS)), "over_refund", now)  # type: ignore[arg-type]
        made += 1
    return made


def _currency(connection: Connection, store: str) -> str:
    settings = record_of(connection, "settings", store, store)
    return SettingsRow.model_validate_json(settings).currency if settings else ""


def _order(connection: Connection, id_: str) -> OrderRow | None:
    """With the shop that has it now: one of a shop file does not say it itself."""
    r = tables.record.c
    query = select(r.store, r.body).where(r.noun == "orders", r.key == id_, r.body.is_not(None))
    row = connection.execute(query).first()
    return OrderRow.model_validate_json(row.body).model_copy(update={"store": row.store}) if row is not None else None


def _tell_order(connection: Connection, id_: str, now: datetime) -> None:
    """How what was not given out stands, all of its tenders together."""
    w = web_refund.c
    found = connection.execute(select(w.amount, w.state).where(w.order_id == id_, w.till == "")).all()
    paid = sum(int(row.amount) for row in found if row.state in _GIVEN)
    states = {row.state for row in found}
    over = states & {"failed", "too_old"}
    _move_order(connection, id_, "failed" if over else "paid" if states <= set(_GIVEN) else "asked", paid, now)


def _move_order(connection: Connection, id_: str, state: str, paid: int, now: datetime) -> None:
    r = tables.order_refund
    values = {"state": state, "paid": paid, "moved_at": to_text(now)}
    connection.execute(update(r).where(r.c.id == id_).values(**values))


def _feed(connection: Connection, id_: str, now: datetime) -> None:
    """The tills see at the order how its refunds stand."""
    order = _order(connection, id_)
    if order is None:
        return
    told = order_books.refunds_of(connection, id_)
    if told != order.refunds:
        records.put(connection, [change("orders", order.store, order.model_copy(update={"refunds": told}))], now)


def _note(connection: Connection, one: WebRefund, why: str, now: datetime) -> None:
    """Somebody at head office gives it back in another way."""
    rows, store = Rows(), one.store
    entry = WireEntry(one.seq, "web_refund", one.at, one.at[:10], "", msgspec.Raw(b"{}"))
    facts: dict[str, str | int] = {"order": one.order_id, "wallet": one.wallet, "payment": one.payment, "why": why}
    facts["refund"] = one.id
    exceptions.note(rows, "web_refund", (store, one.till or one.id, to_text(now)), entry, facts, amount=one.amount)
    columns = tables.exception.columns.keys()
    made = [dict(zip(columns, row, strict=True)) for row in rows.exception]
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    connection.execute(make(tables.exception).on_conflict_do_nothing(), made)


def left(database: Database, since: str) -> Iterator[tuple[str, WireEntry]]:
    """Sales since that business date which took goods of orders back and of which no refund was begun: the hub that
    took them ended before."""
    s, e, w = sale_return.c, tables.entry.c, web_refund.c
    begun = select(w.id).where(w.till == s.till, w.seq == s.seq).exists()
    query = select(e.till, e.seq, e.kind, e.at, e.business_date, e.staff, e.body).where(
        e.till == s.till, e.seq == s.seq, s.kind.in_(("order", "sale")), s.business_date >= since, ~begun
    )
    with database.read() as connection:
        found = connection.execute(query.distinct()).all()
    for till, seq, kind, at, date, staff, body in found:
        yield till, WireEntry(int(seq), kind, at, date, staff, msgspec.Raw(bytes(body)))
