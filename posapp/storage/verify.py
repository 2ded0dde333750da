"""Are the books whole? The chain unbroken, each sale's rows as the journal tells them, receipt numbers without gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import msgspec
import sqlalchemy as sa

from posapp.contract.ops import decode_sale
from posapp.contract.translate import sale_op
from posapp.domain.journal import GENESIS, Entry, broken_at
from posapp.domain.sale import Sale
from posapp.storage.tables import sale, stock_move
from posapp.storage.till import TillStore

_MOVES: Final = (
    sa.select(stock_move.c.sku, stock_move.c.quantity)
    .where(stock_move.c.seq == sa.bindparam("seq"))
    .order_by(stock_move.c.number)
)
_GAPS: Final = (
    sa.select(sale.c.business_date)
    .group_by(sale.c.business_date)
    .having(sa.func.max(sale.c.receipt_no) != sa.func.count())
    .order_by(sale.c.business_date)
)
_STRAY: Final = (
    "SELECT seq FROM sale WHERE seq NOT IN (SELECT seq FROM journal WHERE kind = 'sale') ORDER BY seq LIMIT 20"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found. `broken_at`: the first entry whose number or seal is wrong; `differing`: journal numbers of sales
    whose rows are not what the journal tells; `gaps`: business dates on which a receipt number is missing."""

    entries: int
    sales: int
    broken_at: int | None = None
    differing: tuple[int, ...] = ()
    gaps: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Nothing is wrong."""
        return self.broken_at is None and not self.differing and not self.gaps


def verify(store: TillStore, after: int = 0, most: int | None = None) -> Verdict:
    """Check the entries that follow number `after`: at most `most` of them (when idle), or all and every page too.

    Refused("damaged_database") when a page cannot be read.
    """
    if most is None:
        store.database.check_pages()
    entries = _slice(store, after, most)
    sold = [entry for entry in entries if entry.kind == "sale"]
    differing = [entry.seq for entry in sold if not _told_as_stored(store, entry)]
    stray = [row[0] for row in store.database.select(_STRAY)]
    before = _seal_of(store, after)
    return Verdict(
        entries=len(entries),
        sales=len(sold),
        broken_at=broken_at(store.journal.till, entries, before, after),
        differing=tuple(sorted({*differing, *stray})),
        gaps=tuple(row[0] for row in store.database.select(_GAPS)),
    )


def _slice(store: TillStore, after: int, most: int | None) -> list[Entry]:
    return list(store.journal.all(after)) if most is None else store.journal.entries_after(after, most)


def _seal_of(store: TillStore, seq: int) -> bytes:
    found = store.journal.entries_after(seq - 1, 1) if seq else []
    return found[0].hash if found else GENESIS


def _told_as_stored(store: TillStore, entry: Entry) -> bool:
    stored = store.sales.by_seq(entry.seq)
    try:
        told = decode_sale(entry.body)
    except msgspec.MsgspecError:
        return False
    sold = msgspec.structs.replace(told, removed=())  # in the journal only
    return stored is not None and _as_stored(store, entry, stored) and sold == sale_op(stored)


def _as_stored(store: TillStore, entry: Entry, stored: Sale) -> bool:
    head = (stored.at, stored.business_date, stored.staff)
    moves = [(line.line.product.sku, -line.line.quantity) for line in stored.lines if not line.line.unlisted]
    return head == (entry.at, entry.business_date, entry.staff) and moves == store.database.select(
        _MOVES, seq=entry.seq
    )
