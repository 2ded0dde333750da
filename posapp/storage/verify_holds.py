"""Are the held baskets whole? What lies aside, rebuilt from the journal, is what the rows say."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from posapp.contract.ops import decode_basket_held, decode_hold_recalled
from posapp.contract.translate_holds import basket_held_op
from posapp.domain.basket import Basket
from posapp.domain.journal import Entry
from posapp.storage.driver import Row
from posapp.storage.till import TillStore

_ROWS: Final = "SELECT id, staff, at, label, total, body FROM hold"
_OVER: Final = "SELECT id FROM hold_over WHERE id IN (SELECT value FROM json_each(:ids))"
_SAID: Final = "SELECT seq FROM journal WHERE kind = 'basket_held' AND seq IN (SELECT value FROM json_each(:numbers))"
_decode = msgspec.json.Decoder(Basket).decode


def holds_differing(store: TillStore, page: Sequence[Entry]) -> Iterator[int]:
    """The numbers of those entries whose basket does not lie aside, or is not over, as the journal tells; a basket that
    was told of as over by the hub alone may be either."""
    held = [entry for entry in page if entry.kind == "basket_held"]
    recalled = [(entry, _recalled(entry)) for entry in page if entry.kind in ("hold_recalled", "hold_discarded")]
    if not (held or recalled):
        return
    rows = {row[0]: row for row in store.database.select(_ROWS)}
    ids = {entry.seq: f"{store.journal.till}.{entry.seq}" for entry in held}
    asked = json.dumps([*ids.values(), *(hold for _, hold in recalled)])
    over = {row[0] for row in store.database.select(_OVER, ids=asked)}
    for entry in held:
        row = rows.get(ids[entry.seq])
        if (row is None) != (ids[entry.seq] in over) or not (row is None or _as_told(entry, row)):
            yield entry.seq
    yield from (entry.seq for entry, hold in recalled if hold not in over or hold in rows)


def strays(store: TillStore) -> Iterator[int]:
    """Numbers of baskets that lie aside without an entry that set them aside; 0 where the number is none."""
    numbers = [_number(store, str(row[0])) for row in store.database.select(_ROWS)]
    said = {row[0] for row in store.database.select(_SAID, numbers=json.dumps(numbers))}
    yield from (number for number in numbers if number not in said)


def _number(store: TillStore, id_: str) -> int:
    till, _, number = id_.rpartition(".")
    return int(number) if till == store.journal.till and number.isdecimal() and len(number) < 16 else 0


def _recalled(entry: Entry) -> str:
    """Of which basket; "" of an entry that cannot be read."""
    try:
        return decode_hold_recalled(entry.body).hold
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return ""


def _as_told(entry: Entry, row: Row) -> bool:
    _, staff, at, label, total, body = row
    try:
        same = basket_held_op(_decode(body), label, total) == decode_basket_held(entry.body)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return False
    return same and (staff, at) == (entry.staff, entry.at)
