"""Tags to check follow the journals: what was sold at a tag's price, until somebody at any till hung the right one.

It runs after a batch is in the books, from the batch's own entries: one that came before is told of again, since its
first answer may have been lost half-way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

import msgspec

from hub.entry_body import check_times
from hub.storage import records
from hub.storage.database import Database
from hub.storage.records import Change, change
from posapp.contract.envelope import WireEntry
from posapp.contract.feed_tags import TagRow
from posapp.contract.ops import LabelReplacedOp, SaleOp, decode_label_replaced, decode_sale
from posapp.domain.errors import Refused
from posapp.domain.money import divide
from posapp.domain.times import from_text, to_text

KEPT: Final = timedelta(days=8)
"""A day more than tills show them, by the tills' own clocks."""
_NOUN: Final = "tags"


def follow(
    database: Database, store: str, till: str, entries: Iterable[WireEntry], clock: Callable[[], datetime]
) -> None:
    """What a batch tells of tags."""
    told = [entry for entry in entries if entry.kind == "label_replaced" or b"tag_differs" in bytes(entry.body)]
    newest = max((at for entry in told if (at := _moment(entry)) is not None), default=None)
    if newest is None:
        return
    with database.read() as connection:
        there = [TagRow.model_validate_json(body) for body in records.rows(connection, _NOUN, store)]
    known = {row.id: row for row in there}
    old = to_text(min(newest, clock()) - KEPT)  # a till that is ahead makes no tag of another too old
    for entry in told:
        known |= {row.id: row for row in _moved(known, till, entry)}
    changes = [change(_NOUN, store, row) for row in known.values() if row.at >= old]
    gone = [Change(_NOUN, store, row.id, None) for row in there if row.at < old]
    records.publish(database, [*changes, *gone], clock)


def _moment(entry: WireEntry) -> datetime | None:
    """None of an entry that was refused for its time."""
    try:
        check_times(entry)
    except Refused:
        return None
    return from_text(entry.at)


def _moved(known: dict[str, TagRow], till: str, entry: WireEntry) -> Iterator[TagRow]:
    try:
        if entry.kind == "sale":
            yield from (row for row in _seen(till, entry, decode_sale(bytes(entry.body))) if row.id not in known)
        elif entry.kind == "label_replaced":
            yield from _done(known.values(), entry, decode_label_replaced(bytes(entry.body)))
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return  # refused


def _seen(till: str, entry: WireEntry, sale: SaleOp) -> Iterator[TagRow]:
    for number, line in enumerate(sale.lines, 1):
        if any(off.kind == "tag_differs" for off in line.off) and line.qty > 0:
            price = line.unit if line.gross is None else divide(line.gross * 1_000, line.qty)
            id_ = f"{till}.{entry.seq}.{number}"
            yield TagRow(id=id_, sku=line.sku, tag=line.unit, price=price, at=entry.at, till=till)


def _done(known: Iterable[TagRow], entry: WireEntry, said: LabelReplacedOp) -> list[TagRow]:
    return [
        row.model_copy(update={"done_at": entry.at, "done_by": entry.staff})
        for row in known
        if row.sku == said.sku and row.at <= entry.at and not row.done_at
    ]
