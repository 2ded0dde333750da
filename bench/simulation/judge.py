"""After quiet: do the books of the tills and of the hub say the same, and what people were told?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import select

from bench.simulation.world import GOODS, World
from hub.storage import tables
from hub.storage.database import Database
from hub.storage.exceptions import every
from hub.storage.shift_totals import shift_totals
from posapp.storage.catalog import Catalog
from posapp.storage.schema import select_sql
from posapp.storage.till import TillStore
from posapp.storage.verify import verify

Row = tuple[Any, ...]

_HEAD: Final = (
    "seq", "receipt", "shift", "staff", "at", "business_date", "total", "tax", "rounding", "change",
)  # fmt: skip
_PAID: Final = "SELECT sale, amount FROM tender WHERE type = 'gift_card'"
_SALES: Final = select_sql("sale", ("ref", *_HEAD), "ORDER BY seq")


def judge(world: World, refs: dict[str, list[str]]) -> list[str]:
    """What is wrong, in words; `refs`: by till, what its customers bought."""
    wrong = [f"the hub failed: {fault}" for fault in world.hub.faults]
    wrong += purses(world.hub.database, [till.parts.till for till in world.tills])
    wanted = world.prices()
    for till in world.tills:
        store, catalog = till.parts.till, till.parts.catalog
        sales = all_sales(store)
        found = [
            *own_books(store, sales, refs[till.name], till.told),
            *at_hub(world.hub.database, store, sales),
            *prices(wanted, catalog),
        ]
        wrong += [f"{till.name}: {sentence}" for sentence in found]
    return wrong


def all_sales(store: TillStore) -> list[Row]:
    """What the till has sold: reference and head of each sale. What belongs to it is for `verify` to compare."""
    return store.database.select(_SALES)


def own_books(
    store: TillStore, sales: list[Row], refs: Iterable[str], told: Mapping[str, tuple[str, int]]
) -> Iterator[str]:
    """The till's own books, and what people were told (reference: receipt and total)."""
    verdict = verify(store)
    if not verdict.whole:
        yield f"books are not whole: {verdict}"
    if store.journal.parked():
        yield f"parked: {store.journal.parked()}"
    if store.journal.unsent_count():
        yield f"{store.journal.unsent_count()} entries were never sent"
    sold = Counter(ref for ref, *_ in sales)
    yield from (f"{ref} is sold {sold[ref]} times" for ref in refs if sold[ref] != 1)
    by_ref = {ref: (receipt, total) for ref, _, receipt, *_, total, _, _, _ in sales}
    for ref, (receipt, total) in told.items():
        if by_ref.get(ref) != (receipt, total):
            yield f"{ref} was told as {receipt} {total} and is {by_ref.get(ref)}"


def at_hub(database: Database, store: TillStore, sales: list[Row]) -> Iterator[str]:
    """Entry by entry and sale by sale."""
    own, e, s = store.journal.till, tables.entry.c, tables.sale.c
    entries = [(x.seq, x.kind, x.at, x.business_date, x.staff, x.body, x.hash) for x in store.journal.all()]
    columns = (e.seq, e.kind, e.at, e.business_date, e.staff, e.body, e.hash)
    heads = [s[name] for name in _HEAD]
    with database.read() as connection:
        there = connection.execute(select(*columns).where(e.till == own).order_by(e.seq)).all()
        counted = shift_totals(connection, store.enrolment.required().store, own)
        booked = connection.execute(select(*heads).where(s.till == own).order_by(s.seq)).all()
    for odd in every(database):
        if odd.kind == "z_differs":
            yield f"the hub counts another Z: {odd.facts}"
    for closed in store.shifts.closes(1000):
        if closed.shift not in {total.shift for total in counted}:
            yield f"the hub has no {closed.name}"
    yield from _differ("entries", entries, [tuple(row) for row in there])
    yield from _differ("sales", [sale[1:] for sale in sales], [tuple(row) for row in booked])


def _differ(what: str, ours: list[Row], theirs: list[Row]) -> Iterator[str]:
    if ours == theirs:
        return
    lost = [row for row in ours if row not in theirs]
    more = [row for row in theirs if row not in ours]
    yield f"{what} differ: {len(ours)} here, {len(theirs)} at the hub; only here {lost[:2]}, only there {more[:2]}"


def purses(database: Database, stores: Iterable[TillStore]) -> Iterator[str]:
    """What the hub has booked of the gift card is what the tills' customers paid with it, each once."""
    paid = {(store.journal.till, int(row[0])): -int(row[1]) for store in stores for row in store.database.select(_PAID)}
    m, p = tables.purse_move.c, tables.purse.c
    with database.read() as connection:
        moved = {(row.till, row.seq): row.units for row in connection.execute(select(m.till, m.seq, m.units))}
        booked = sum(connection.scalars(select(p.moved)))
    if moved != paid or booked != sum(paid.values()):
        yield f"the gift card paid {paid} and is booked as {moved}, together {booked}"


def prices(wanted: Mapping[str, int], catalog: Catalog) -> Iterator[str]:
    """What the goods cost at the till is what head office said last."""
    listed = {item.product.sku: item.product.price for item in catalog.browse(limit=100)}
    for sku, price in wanted.items():
        if listed.get(sku) != price:
            yield f"{sku} costs {listed.get(sku)} and should cost {price}"
    if len(listed) != len(GOODS):
        yield f"{len(listed)} products of {len(GOODS)}"
