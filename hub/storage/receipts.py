"""A receipt as its page shows it, and the e-invoice of its sale; found only by who shows the page's token."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hmac import compare_digest
from typing import Final

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from hub.storage import records, tables
from hub.storage.database import Database
from posapp.contract.feed_rows import ProductRow, SettingsRow
from posapp.contract.ops import decode_sale
from posapp.domain.errors import Refused
from posapp.domain.invoice import InvoiceState, invoiceable, left_of
from posapp.domain.store import Store

_LONGEST: Final = 18
"""Digits of an entry's number."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """Goods as they were sold: thousandths and minor units; the names as the catalogue has them today."""

    names: tuple[str, str]
    quantity: int
    net: int


@dataclass(frozen=True, slots=True)
class Invoice:
    """Where the e-invoice stands; `amount` is what may be invoiced, or was."""

    state: InvoiceState
    amount: int
    number: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """A sale for its customer: nothing of who sold it."""

    till: str
    seq: int
    store: Store
    receipt: str
    at: str
    lines: tuple[PageLine, ...]
    total: int
    rounding: int
    change: int
    tenders: tuple[tuple[str, int], ...]
    invoice: Invoice


def page(database: Database, sale: str, shown: str) -> ReceiptPage:
    """The receipt of this sale for who shows its token; Refused("no_receipt_page") for anybody else, and before the
    sale has come: both are told the same."""
    till, _, number = sale.rpartition(".")
    if "\0" in till or not (number.isascii() and number.isdigit() and len(number) <= _LONGEST):
        raise Refused("no_receipt_page")
    seq = int(number)
    with database.read() as connection:
        t = tables.receipt_page.c
        token = connection.scalar(select(t.page).where(t.till == till, t.seq == seq))
        if token is None or not compare_digest(token.encode(), shown.encode()):
            raise Refused("no_receipt_page")
        return _read(connection, till, seq)


def of_sale(database: Database, sale: str) -> tuple[ReceiptPage, str]:
    """The receipt of a sale for the hub itself, and its page's token ("" where it has no page);
    Refused("no_receipt_page") before the sale has come."""
    till, _, number = sale.rpartition(".")
    with database.read() as connection:
        s, t = tables.sale.c, tables.receipt_page.c
        seq = int(number) if number.isascii() and number.isdigit() and len(number) <= _LONGEST else 0
        if connection.scalar(select(s.seq).where(s.till == till, s.seq == seq)) is None:
            raise Refused("no_receipt_page")
        token = connection.scalar(select(t.page).where(t.till == till, t.seq == seq))
        return _read(connection, till, seq), token or ""


def ask(database: Database, found: ReceiptPage, told: tuple[str, str], now: str) -> Invoice:
    """Write down that an invoice is asked for, before anybody is; `told`: title and tax number. One that was asked
    for and has no number yet stands as it is. Refused("already_issued", "nothing_invoiceable")."""
    if found.invoice.state == "issued":
        raise Refused("already_issued")
    if not found.invoice.amount:
        raise Refused("nothing_invoiceable")
    with database.write() as connection:
        insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        title, tax_number = told
        row = {"till": found.till, "seq": found.seq, "state": "asked", "number": "", "asked_at": now, "issued_at": ""}
        row |= {"title": title, "tax_number": tax_number, "amount": found.invoice.amount}
        connection.execute(insert(tables.invoice).values(**row).on_conflict_do_nothing())
        invoice = _invoice(connection, found.till, found.seq)
    assert invoice is not None
    if invoice.state == "issued":
        raise Refused("already_issued")
    return invoice


def issued(database: Database, till: str, seq: int, number: str, now: str) -> Invoice:
    """The provider gave it this number; the first one stays."""
    i = tables.invoice.c
    with database.write() as connection:
        given = update(tables.invoice).where(i.till == till, i.seq == seq, i.state == "asked")
        connection.execute(given.values(state="issued", number=number, issued_at=now))
        invoice = _invoice(connection, till, seq)
    assert invoice is not None
    return invoice


def invoices(database: Database, store: str | None) -> list[dict[str, object]]:
    """Every e-invoice that was asked for, of one store or of all, the oldest first."""
    i, s = tables.invoice.c, tables.sale.c
    query = select(s.store, s.receipt, i.state, i.number, i.title, i.tax_number, i.amount, i.asked_at, i.issued_at)
    query = query.join_from(tables.invoice, tables.sale, (i.till == s.till) & (i.seq == s.seq))
    if store is not None:
        query = query.where(s.store == store)
    with database.read() as connection:
        return [dict(row._mapping) for row in connection.execute(query.order_by(i.asked_at, i.till, i.seq))]


def _read(connection: Connection, till: str, seq: int) -> ReceiptPage:
    s, line, tender = tables.sale.c, tables.sale_line.c, tables.sale_tender.c
    sale = connection.execute(select(tables.sale).where(s.till == till, s.seq == seq)).one()
    lines = connection.execute(
        select(line.sku, line.name, line.quantity, line.gross, line.discount)
        .where(line.till == till, line.seq == seq)
        .order_by(line.line)
    ).all()
    paid = connection.execute(
        select(tender.type, tender.amount).where(tender.till == till, tender.seq == seq).order_by(tender.number)
    ).all()
    store = _store(connection, sale.store)
    tenders = tuple((row.type, row.amount) for row in paid)
    settled = (*tenders, *(_credit(connection, till, seq) if any(row.quantity < 0 for row in lines) else ()))
    bought = sale.total - sum(row.gross - row.discount for row in lines if row.quantity <= 0)
    worth, given = _came_back(connection, f"{till}.{seq}", dict(enumerate((type_ for type_, _ in settled), 1)))
    amount = invoiceable(*left_of(bought, settled, worth, given), points=store.invoice_points)
    names = _names(connection, sale.store, [row.sku for row in lines])
    return ReceiptPage(
        till,
        seq,
        store,
        sale.receipt,
        sale.at,
        tuple(
            PageLine(names.get(row.sku, (row.name or row.sku,) * 2), row.quantity, row.gross - row.discount)
            for row in lines
        ),
        sale.total,
        sale.rounding,
        sale.change,
        tenders,
        _invoice(connection, till, seq) or Invoice("none", amount),
    )


def _came_back(connection: Connection, id_: str, types: dict[int, str]) -> tuple[int, list[tuple[str, int]]]:
    """What goods of the sale came back since, and what was given back of its tenders (type, amount)."""
    r, e = tables.sale_return.c, tables.entry.c
    worth = int(connection.scalar(select(func.coalesce(func.sum(r.net), 0)).where(r.of == id_)) or 0)
    query = select(e.body).where(r.of == id_, e.till == r.till, e.seq == r.seq).distinct() if worth else None
    bodies = connection.scalars(query).all() if query is not None else []
    backs = [back for body in bodies if (back := decode_sale(bytes(body)).back) is not None]
    given = [(g.tender, g.amount) for back in backs for g in back.given]
    given += [(c.tender, c.amount) for back in backs for c in back.credit]
    return worth, [(types.get(tender, ""), amount) for tender, amount in given]


def _credit(connection: Connection, till: str, seq: int) -> Iterable[tuple[str, int]]:
    """What of an earlier sale's tenders (type, amount) pays for goods of this one, numbered after its own."""
    e = tables.entry.c
    body = connection.scalar(select(e.body).where(e.till == till, e.seq == seq))
    back = decode_sale(bytes(body)).back if body is not None else None
    return [(c.type, c.amount) for c in back.credit] if back is not None else ()


def _store(connection: Connection, store: str) -> Store:
    body = records.some(connection, "settings", store, [store]).get(store)
    if body is None:  # taken off the books since
        raise Refused("no_receipt_page")
    return SettingsRow.model_validate_json(body).value()


def _names(connection: Connection, store: str, skus: list[str]) -> dict[str, tuple[str, str]]:
    found = records.some(connection, "products", store, [sku for sku in dict.fromkeys(skus) if sku])
    products = [ProductRow.model_validate_json(body).value() for body in found.values()]
    return {product.sku: (product.name("zh"), product.name("en")) for product in products}


def _invoice(connection: Connection, till: str, seq: int) -> Invoice | None:
    i = tables.invoice.c
    row = connection.execute(select(tables.invoice).where(i.till == till, i.seq == seq)).one_or_none()
    return None if row is None else Invoice(row.state, row.amount, row.number, row.issued_at or row.asked_at)
