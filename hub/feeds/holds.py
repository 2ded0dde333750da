"""Held baskets follow the journals: after a batch is in the books, the tills of the shop are told of its holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

import msgspec

from hub.rows import Rows
from hub.storage import holds
from hub.storage.database import Database
from posapp.contract.envelope import WireEntry
from posapp.contract.ops import decode_hold_recalled


def follow(
    database: Database, store: str, till: str, entries: Iterable[WireEntry], rows: Rows, clock: Callable[[], datetime]
) -> None:
    """The holds that a batch tells of, also one that came before: its first answer may have been lost half-way."""
    named = [*_named(till, entries), *(str(row[1]) for row in rows.hold)]
    if named:
        holds.publish(database, store, named, clock())


def _named(till: str, entries: Iterable[WireEntry]) -> Iterator[str]:
    for entry in entries:
        if entry.kind == "basket_held":
            yield f"{till}.{entry.seq}"
        elif entry.kind in ("hold_recalled", "hold_discarded"):
            try:
                yield decode_hold_recalled(bytes(entry.body)).hold  # either names it so
            except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
                continue  # refused
