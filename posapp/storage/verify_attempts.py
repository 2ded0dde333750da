"""Are attempts and refunds as the journal tells them? Only what moves without an entry is passed over: "pending"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from posapp.contract.ops import decode_payment_moved, decode_refund_moved, encode
from posapp.contract.tender_ops import PaymentAskedOp, PaymentMovedOp
from posapp.domain.journal import Entry
from posapp.storage.till import TillStore

_ASKED: Final = (
    "SELECT seq, at, staff, provider, type, amount, currency FROM payment_attempt"
    " WHERE seq BETWEEN :first AND :last ORDER BY seq"
)
_STATES: Final = "SELECT seq, state, reference FROM payment_attempt ORDER BY seq"
_REFUND_STATES: Final = "SELECT seq, state, reference FROM wallet_refund ORDER BY seq"
_BEFORE_AN_END: Final = frozenset({"", "unknown"})
"""What was told last of an attempt that may be pending by now."""


def asked_differing(store: TillStore, page: list[Entry]) -> Iterator[int]:
    """The numbers of those of these entries whose attempt has no row, or another one."""
    asked = [entry for entry in page if entry.kind == "payment_asked"]
    if not asked:
        return
    rows = {row[0]: row for row in store.database.select(_ASKED, first=asked[0].seq, last=asked[-1].seq)}
    for entry in asked:
        row = rows.get(entry.seq)
        body = PaymentAskedOp(f"{store.journal.till}.{entry.seq}", *row[3:]) if row is not None else None
        if row is None or row[1:3] != (entry.at, entry.staff) or encode(body) != entry.body:
            yield entry.seq


def last_told(page: list[Entry], told: dict[int, PaymentMovedOp]) -> None:
    """Notes what these entries tell of each attempt; the last word counts."""
    for entry in page:
        if entry.kind in ("payment_moved", "refund_moved"):
            try:
                said = decode_payment_moved(entry.body) if entry.kind == "payment_moved" else _as_moved(entry.body)
            except (msgspec.MsgspecError, UnicodeDecodeError):
                continue  # the chain says that it is broken
            number = said.of.rpartition(".")[2]
            told[int(number) if number.isdecimal() else 0] = said


def _as_moved(body: bytes) -> PaymentMovedOp:
    said = decode_refund_moved(body)
    return PaymentMovedOp(said.of, said.state, said.amount, said.reference)


def states_differing(store: TillStore, told: dict[int, PaymentMovedOp]) -> Iterator[int]:
    """The numbers of attempts and refunds whose state is not what was told last, of a journal that was read whole."""
    for seq, state, reference in (*store.database.select(_STATES), *store.database.select(_REFUND_STATES)):
        last = told.get(seq, PaymentMovedOp("", ""))
        if state in ("asked", "pending"):
            right = last.state in _BEFORE_AN_END
        else:
            right = state == last.state and reference == last.reference
        if not right:
            yield seq
