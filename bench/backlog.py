"""A real till of a bench's hub, and sales that wait in its journal: for the benches of drains and long absences."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import func, select

from bench.catalogue import CATEGORIES, goods
from bench.commit import KEY, Statements, baskets, paid, statements, write
from hub.storage import records, tables, tills
from hub.storage.database import Database
from posapp.contract.feed_rows import CategoryRow, ProductRow, Row, SettingsRow, TaxRow
from posapp.contract.feeds import Noun
from posapp.devices.clock import SystemClock
from posapp.domain.catalog import Category
from posapp.domain.journal import GENESIS
from posapp.domain.money import currency
from posapp.domain.sale import SaleDraft
from posapp.domain.store import Store
from posapp.domain.tax import Tax
from posapp.domain.times import to_text
from posapp.storage.catalog import Catalog
from posapp.storage.catalog_install import no_pace
from posapp.storage.driver import open_file
from posapp.storage.enrolment import Enrolment
from posapp.storage.till import TillStore, open_till
from sync.client import HubClient
from sync.engine import Engine

STORE, REGISTER = "S1", "1"
TRIES: Final = 30
_TOGETHER: Final = 200
"""Sales a transaction while the backlog is made."""


@dataclass(slots=True)
class OpenTill:
    """A till with its exchange, as the window has them."""

    store: TillStore
    catalog: Catalog
    engine: Engine


def set_up(database: Database, products: int = 0) -> None:
    """One store that may enrol tills, and sells so many products."""
    with database.write() as connection:
        tills.set_registers(connection, STORE, [REGISTER])
    rows: list[tuple[Noun, str, Row]] = [
        ("settings", STORE, SettingsRow.of(Store(STORE, "Bench", currency("CNY"), "Asia/Shanghai"))),
        ("taxes", records.EVERY_STORE, TaxRow.of(Tax("13", "rate", 13_000))),
        *((n, records.EVERY_STORE, row) for n, row in _goods(products)),
    ]
    records.publish(
        database, (records.Change(n, s, row.key, row.model_dump_json(exclude_defaults=True)) for n, s, row in rows)
    )


def _goods(products: int) -> Iterator[tuple[Noun, Row]]:
    for number in range(CATEGORIES if products else 0):
        yield "categories", CategoryRow.of(Category(f"C{number:02d}", f"分类{number}", f"Group {number}"))
    for good in goods(products):
        yield "products", ProductRow.of(good.product, good.codes)


def enrol(database: Database, at: datetime, store: str = STORE) -> tuple[str, str]:
    """Another till of that store: its id and token."""
    till, token = tills.enrol(database, tills.new_code(database, store, REGISTER, at, "bench"), "bench", at)
    return till.id, token


def make_till(folder: Path, database: Database, url: str, at: datetime) -> Enrolment:
    """A till in this folder, enrolled then, its copies fetched now."""
    id_, token = enrol(database, at)
    told = Enrolment(id_, STORE, id_.split("-")[1], url, token)
    till = open_till(folder, KEY)
    till.enrolment.save(told)
    till.close()
    with switched_on(folder) as on:
        tries = (on.engine.sync() for _ in range(TRIES))  # the hub builds its first catalogue meanwhile
        assert any(status.state == "online" for status in tries), "the hub has no catalogue for the till"
        told = on.store.enrolment.required()  # a till of a month ago has taken another token
    return told


@contextmanager
def switched_on(folder: Path, pace: Callable[[], None] = no_pace) -> Iterator[OpenTill]:
    """The till of this folder for the length of a block; `pace` as the exchange knows it."""
    store = open_till(folder, KEY)
    told, catalog = store.enrolment.required(), Catalog(folder / "catalog.db", store.changes, KEY)
    engine = Engine(store, catalog, HubClient(told.hub, told.token), SystemClock(), pace)
    try:
        yield OpenTill(store, catalog, engine)
    finally:
        engine.close()
        catalog.close()
        store.close()


def queue_up(folder: Path, told: Enrolment, sales: int, began: datetime, days: int = 1) -> None:
    """So many sales in the closed till's file, spread over the days, which nobody has sent."""
    file = open_file(folder / "till.db", KEY)
    file.execute("PRAGMA synchronous=OFF")
    last = file.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone() or (0, GENESIS)
    waiting = _sales(told, last[0] + 1, last[1], sales, began, days)
    while some := list(itertools.islice(waiting, _TOGETHER)):
        write(file, _joined(some))
    file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.close()


def _sales(told: Enrolment, seq: int, seal: bytes, sales: int, began: datetime, days: int) -> Iterator[Statements]:
    drafts = itertools.cycle([replace(paid(basket), shift=f"{told.till}.1") for basket in baskets()])
    a_day = -(-sales // days)
    for n, draft in zip(range(sales), drafts, strict=False):
        day, number = divmod(n, a_day)
        at = began + timedelta(days=day, seconds=number * 36_000 // a_day)
        here: SaleDraft = replace(draft, at=to_text(at), business_date=f"{at:%Y-%m-%d}")
        rows, seal = statements(here, seq + n, number + 1, seal, told)
        yield rows


def _joined(some: list[Statements]) -> Statements:
    """Many sales as one transaction."""
    joined: dict[str, Statements] = {}
    for sql, rows in itertools.chain.from_iterable(some):
        joined.setdefault(sql, [(sql, [])])[0][1].extend(rows)
    return [statement for statements_ in joined.values() for statement in statements_]


def month_ago(days: int = 30) -> datetime:
    """The morning so many days ago."""
    return (datetime.now(UTC) - timedelta(days=days)).replace(hour=1, minute=0, second=0, microsecond=0)


def holds(database: Database, till: str) -> tuple[int, str, int]:
    """What the hub has of a till: the number and seal (hex) of its last entry, and how many sales are in the books."""
    t, e = tables.till.c, tables.entry.c
    with database.read() as connection:
        last = connection.execute(select(t.last_seq, t.last_hash).where(t.id == till)).one()
        booked = select(func.count()).where(e.till == till, e.kind == "sale", e.applied == 1, e.refusal == "")
        return int(last.last_seq), bytes(last.last_hash).hex(), int(connection.execute(booked).scalar_one())
