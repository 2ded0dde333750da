"""Whether shifts, cash moves, counts and closes stand in the rows as the journal tells them, and whether each Z says
what the drawer must have held by the journal's own sums."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import msgspec

from posapp.contract.shift_ops import (
    decode_cash_moved,
    decode_drawer_counted,
    decode_shift_closed,
    decode_shift_opened,
)
from posapp.contract.suspension_ops import decode_shift_suspended
from posapp.domain.journal import Entry
from posapp.domain.shift import Shift
from posapp.storage.till import TillStore

Told = tuple[Any, ...]

_RANGE: Final = "seq BETWEEN :first AND :last"
_ROWS: Final[Mapping[str, str]] = {
    "shift_opened": f"SELECT seq, id, opened_at, business_date, staff, float_amount FROM shift WHERE {_RANGE}",
    "cash_moved": f"SELECT seq, shift, kind, amount, reason, approver, of, staff, at FROM cash_move WHERE {_RANGE}",
    "drawer_counted": f"SELECT seq, shift, number, amount FROM drawer_count WHERE {_RANGE}",
    "shift_closed": (
        "SELECT seq, shift, z, name, expected, counted, stayed, business_date, closed_at, staff"
        f" FROM shift_close WHERE {_RANGE}"
    ),
}
_STRAY: Final = " UNION ALL ".join(
    f"SELECT seq FROM {table} WHERE seq NOT IN (SELECT seq FROM journal WHERE kind = '{kind}')"
    for table, kind in (
        ("shift", "shift_opened"),
        ("cash_move", "cash_moved"),
        ("drawer_count", "drawer_counted"),
        ("shift_close", "shift_closed"),
    )
)
_Z_GAP: Final = "SELECT seq FROM (SELECT max(seq) AS seq, max(z) AS z, count(*) AS n FROM shift_close) WHERE z <> n"
_SUSPENDED: Final = (
    "SELECT json_extract(CAST(body AS TEXT), '$.id') FROM journal"
    " WHERE kind = 'shift_suspended' AND json_valid(CAST(body AS TEXT))"
)
_OPEN: Final = (
    "SELECT seq FROM shift s WHERE (closed_at IS NULL) + EXISTS (SELECT 1 FROM shift_close c WHERE c.shift = s.id)"
    f" + (s.id IN ({_SUSPENDED})) <> 1"
)
_SHIFT: Final = "SELECT id, staff, opened_at, business_date, float_amount FROM shift WHERE id = :shift"


def shifts_astray(store: TillStore) -> Iterator[int]:
    """Rows without an entry, a missing Z, a shift that is closed, or suspended, in one place
    only or twice."""
    for statement in (_STRAY, _Z_GAP, _OPEN):
        yield from (row[0] for row in store.database.select(statement))


def shifts_differing(store: TillStore, page: list[Entry]) -> Iterator[int]:
    """The numbers of those of these entries whose rows say something else, and of closes whose cash does not add up."""
    for kind, statement in _ROWS.items():
        told = [entry for entry in page if entry.kind == kind]
        if not told:
            continue
        rows = {row[0]: row for row in store.database.select(statement, first=told[0].seq, last=told[-1].seq)}
        for entry in told:
            try:
                right = rows.get(entry.seq) == (entry.seq, *_TOLD[kind](entry))
            except (msgspec.MsgspecError, UnicodeDecodeError):
                continue  # the chain says that it is broken
            if not right or (kind == "shift_closed" and not _adds_up(store, entry)):
                yield entry.seq
    yield from (entry.seq for entry in page if entry.kind == "shift_suspended" and not _adds_up(store, entry))


def _opened(entry: Entry) -> Told:
    op = decode_shift_opened(entry.body)
    return (op.id, entry.at, entry.business_date, op.owner or entry.staff, op.float_amount)


def _moved(entry: Entry) -> Told:
    op = decode_cash_moved(entry.body)
    return (op.shift, op.kind, op.amount, op.reason, op.approver, op.of, entry.staff, entry.at)


def _counted(entry: Entry) -> Told:
    op = decode_drawer_counted(entry.body)
    return (op.shift, op.number, op.count.amount)


def _closed(entry: Entry) -> Told:
    op = decode_shift_closed(entry.body)
    said = (op.id, op.z, op.name, op.report.cash.expected, op.counted, op.left)
    return (*said, entry.business_date, entry.at, entry.staff)


def _adds_up(store: TillStore, entry: Entry) -> bool:
    """The shift's cash anew, from what it sold and moved; nothing moves in it after its close."""
    op = (decode_shift_suspended if entry.kind == "shift_suspended" else decode_shift_closed)(entry.body)
    row = store.database.first(_SHIFT, shift=op.id)
    return row is not None and store.cash.sums(Shift(*row)).expected == op.report.cash.expected


_TOLD: Final[Mapping[str, Callable[[Entry], Told]]] = {
    "shift_opened": _opened,
    "cash_moved": _moved,
    "drawer_counted": _counted,
    "shift_closed": _closed,
}
