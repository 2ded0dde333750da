"""What our books have of a day that a provider's bill must have too, and what differs, written down as exceptions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from hub.bills.matching import Booked, Found
from hub.storage import tables
from hub.storage.audit import note
from hub.storage.database import Database
from posapp.contract.tender_ops import TenderWithdrawnOp
from posapp.domain.payment_code import WALLETS
from posapp.domain.times import to_text

ZONE: Final = ZoneInfo("Asia/Shanghai")
"""In which the providers' days begin."""
CARD: Final = "card"
_withdrawn: Final = msgspec.json.Decoder(TenderWithdrawnOp).decode


def books_of(database: Database, providers: frozenset[str], day: date, store: str | None) -> list[Booked]:
    """Charges and refunds that the hub had asked for, wallet money that was taken outside, and cards' slips."""
    start = datetime.combine(day, time(), ZONE)
    span = to_text(start), to_text(start + timedelta(days=1))
    with database.read() as connection:
        found = list(_charges(connection, providers, span, store))
        if providers & {CARD, *WALLETS}:
            found += _typed(connection, providers, day, span, store)
    return found


def _charges(
    connection: Connection, providers: frozenset[str], span: tuple[str, str], store: str | None
) -> Iterator[Booked]:
    c, r = tables.charge.c, tables.charge_refund.c
    its = [c.wallet.in_(sorted(providers))] + ([c.store == store] if store else [])
    net: dict[tuple[str, str], int] = {}
    numbers: dict[tuple[str, str], tuple[str, str]] = {}
    for row in connection.execute(select(tables.charge).where(*its, c.at >= span[0], c.at < span[1])):
        numbers[row.store, row.id] = (row.wallet, row.number)
        net[row.store, row.id] = row.amount if row.state == "paid" else 0
    given = r.state.in_(("accepted", "arrived")) | r.id.in_(_decided_given(connection))
    query = select(r.store, r.of, r.wallet, r.amount, c.number).join(
        tables.charge, (c.store == r.store) & (c.id == r.of)
    )
    for row in connection.execute(query.where(*its, given, r.at >= span[0], r.at < span[1])):
        numbers[row.store, row.of] = (row.wallet, row.number)
        net[row.store, row.of] = net.get((row.store, row.of), 0) - row.amount
    for (shop, id_), (wallet, number) in numbers.items():
        till, _, seq = id_.rpartition(".")
        names = frozenset({number})
        yield Booked(frozenset({wallet}), names, net[shop, id_], shop, till, int(seq), "", wallet)


def _decided_given(connection: Connection) -> list[str]:
    """Refunds that went back by a person's word, since nobody answered the till: the bill must have them too."""
    e = tables.exception.c
    facts = (json.loads(str(text)) for text in connection.scalars(select(e.facts).where(e.kind == "refund_decided")))
    return [str(fact["refund"]) for fact in facts if fact["state"] == "arrived"]


def _typed(
    connection: Connection, providers: frozenset[str], day: date, span: tuple[str, str], store: str | None
) -> Iterator[Booked]:
    """Tenders by hand as they count now, with what of them went back before the sale was complete."""
    s, t, k = tables.sale.c, tables.sale_tender.c, tables.tender_correction.c
    days = [(day + timedelta(days=n)).isoformat() for n in (-1, 0, 1)]
    its = [s.business_date.in_(days), s.at >= span[0], s.at < span[1], *([s.store == store] if store else [])]
    said = {
        (row.sale, row.number): row
        for row in connection.execute(select(tables.tender_correction).where(k.sale.is_not(None)).order_by(k.seq))
    }
    back = _went_back(connection, days)
    query = select(s.store, s.till, s.seq, s.receipt, s.staff, t.number, t.type, t.amount, t.reference).join(
        tables.sale_tender, (t.till == s.till) & (t.seq == s.seq)
    )
    for row in connection.execute(query.where(*its).order_by(s.till, s.seq, t.number)):
        now = said.get((f"{row.till}.{row.seq}", row.number), row)
        if now.type not in (CARD, "wallet_outside"):
            continue
        wanted = frozenset({CARD}) if now.type == CARD else frozenset(providers - {CARD})
        if not wanted & providers:
            continue
        names = {now.reference, *back.get((row.till, now.reference), ())}
        names = {name for name in names if name}
        yield Booked(
            wanted,
            frozenset(names),
            now.amount,
            row.store,
            row.till,
            row.seq,
            str(row.number),
            now.type,
            row.receipt,
            row.staff,
            typed=True,
        )


def _went_back(connection: Connection, days: Iterable[str]) -> dict[tuple[str, str], list[str]]:
    """By till and reference the slips of refunds."""
    e = tables.entry.c
    found: dict[tuple[str, str], list[str]] = {}
    query = select(e.till, e.body).where(e.kind == "tender_withdrawn", e.business_date.in_(list(days)))
    for till, body in connection.execute(query):
        said = _withdrawn(bytes(body))
        if said.refund:
            found.setdefault((till, said.reference), []).append(said.refund)
    return found


def write_down(database: Database, found: Iterable[Found], day: date, store: str, now: datetime, who: str) -> int:
    """An exception of each that does not agree; the same finding is the same exception. How many are new. `store`
    answers for what nobody booked."""
    rows = [_exception(one, day, store, to_text(now)) for one in found if one.stands != "matched"]
    with database.write() as connection:
        make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        new = 0
        for row in rows:
            once = make(tables.exception).values(row).on_conflict_do_nothing().returning(tables.exception.c.id)
            new += connection.execute(once).first() is not None
        note(connection, who, "bill", now, day=day.isoformat(), differs=len(rows))
    return new


def _exception(one: Found, day: date, store: str, at: str) -> dict[str, object]:
    ours, first = one.booked, one.rows[0] if one.rows else None
    provider = first.provider if first is not None else ours.kind if ours is not None else ""
    names = sorted(ours.names) if ours is not None else []
    number = first.number if first is not None else names[0] if names else ""
    facts = {"provider": provider, "why": one.stands, "number": number, "books": ours.net if ours is not None else 0}
    facts |= {"bill": one.billed, "receipt": ours.receipt if ours is not None else ""}
    where = f"{ours.till}.{ours.seq}" if ours is not None else f"bill.{provider}.{number}"
    part = f".{ours.part}" if ours is not None and ours.part else ""
    documents = [{"till": ours.till, "seq": ours.seq}] if ours is not None else []
    return {
        "store": ours.store if ours is not None else store,
        "id": f"{where}.bill_differs.{day.isoformat()}{part}",
        "kind": "bill_differs",
        "till": ours.till if ours is not None else "",
        "seq": ours.seq if ours is not None else 0,
        "found_at": at,
        "business_date": day.isoformat(),
        "amount": one.billed - (ours.net if ours is not None else 0),
        "people": json.dumps([ours.staff] if ours is not None and ours.staff else []),
        "documents": json.dumps(documents),
        "facts": json.dumps(facts, ensure_ascii=False),
        "settled_at": None,
        "settled_by": None,
        "how": None,
        "note": None,
    }
