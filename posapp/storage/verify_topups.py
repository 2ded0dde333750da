"""Are top-ups and points given later as the journal tells them, each in one row?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from posapp.contract.topup_ops import decode_late_points, decode_topup
from posapp.domain.journal import Entry
from posapp.storage.driver import Row
from posapp.storage.till import TillStore

_TOPUPS: Final = (
    "SELECT seq, receipt, shift, purse, account, principal, bonus, handed, back, change, rounding, asked,"
    " business_date, at, staff FROM topup WHERE seq BETWEEN :first AND :last"
)
_LATE: Final = "SELECT seq, sale, member, points FROM late_points WHERE seq BETWEEN :first AND :last"
_STRAY: Final = " UNION ALL ".join(
    f"SELECT seq FROM {kind} WHERE seq NOT IN (SELECT seq FROM journal WHERE kind = '{kind}')"
    for kind in ("topup", "late_points")
)
_GAPS: Final = (
    "SELECT business_date FROM topup GROUP BY business_date HAVING max(number) <> count(*) ORDER BY business_date"
)


def topups_astray(store: TillStore) -> Iterator[int]:
    """Rows without an entry."""
    yield from (row[0] for row in store.database.select(_STRAY))


def topup_gaps(store: TillStore) -> Iterator[str]:
    """Business dates on which a number is missing."""
    yield from (row[0] for row in store.database.select(_GAPS))


def topups_differing(store: TillStore, page: list[Entry]) -> Iterator[int]:
    """The numbers of those of these entries that have no row, or another one."""
    for kind, statement in (("topup", _TOPUPS), ("late_points", _LATE)):
        told = [entry for entry in page if entry.kind == kind]
        if not told:
            continue
        rows = {row[0]: row for row in store.database.select(statement, first=told[0].seq, last=told[-1].seq)}
        for entry in told:
            try:
                right = rows.get(entry.seq) == (_topup(entry) if kind == "topup" else _late(entry))
            except (msgspec.MsgspecError, UnicodeDecodeError):
                continue  # the chain says that it is broken
            if not right:
                yield entry.seq


def _topup(entry: Entry) -> Row:
    op = decode_topup(entry.body)
    cash = [tender.amount for tender in op.tenders if tender.type == "cash"]
    handed, back = sum(amount for amount in cash if amount > 0), -sum(amount for amount in cash if amount < 0)
    said = (op.number, op.shift, op.purse, op.account, op.principal, op.bonus, handed, back)
    return (entry.seq, *said, op.change, op.rounding, int(op.asked), entry.business_date, entry.at, entry.staff)


def _late(entry: Entry) -> Row:
    op = decode_late_points(entry.body)
    return (entry.seq, op.of, op.member, op.points)
