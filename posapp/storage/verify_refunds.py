"""Are refunds to wallets, and what was paid out in a wallet's place, as the journal tells them?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from posapp.contract.ops import (
    decode_refund_asked,
    decode_refund_left,
    decode_refund_moved,
    decode_refund_paid_out,
)
from posapp.contract.refund_ops import RefundPaidOutOp
from posapp.domain.journal import Entry
from posapp.domain.refund import GIVEN
from posapp.storage.till import TillStore

_REFUNDS: Final = (
    "SELECT seq, at, staff, of, wallet, amount, whole, currency FROM wallet_refund"
    " WHERE seq BETWEEN :first AND :last ORDER BY seq"
)
_OFF: Final = "SELECT seq, off FROM wallet_refund ORDER BY seq"
_PAYOUTS: Final = (
    "SELECT seq, refund, type, amount, shift, reference, approver FROM refund_payout WHERE seq BETWEEN :first AND :last"
)


def refunds_differing(store: TillStore, page: list[Entry]) -> Iterator[int]:
    """The numbers of those of these entries whose refund to a wallet has no row, or another one."""
    asked = [entry for entry in page if entry.kind == "refund_asked"]
    if not asked:
        return
    rows = {row[0]: row for row in store.database.select(_REFUNDS, first=asked[0].seq, last=asked[-1].seq)}
    for entry in asked:
        row = rows.get(entry.seq)
        try:
            said = decode_refund_asked(entry.body)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            continue  # the chain says that it is broken
        told = (entry.seq, entry.at, entry.staff, said.of, said.wallet, said.amount, said.whole, said.currency)
        if row is None or tuple(row) != told:
            yield entry.seq


def payouts_differing(store: TillStore, page: list[Entry]) -> Iterator[int]:
    """The numbers of those of these entries whose payout has no row, or another one."""
    paid = [entry for entry in page if entry.kind == "refund_paid_out"]
    if not paid:
        return
    rows = {row[0]: tuple(row) for row in store.database.select(_PAYOUTS, first=paid[0].seq, last=paid[-1].seq)}
    for entry in paid:
        try:
            said = decode_refund_paid_out(entry.body)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            continue  # the chain says that it is broken
        refund = _number(said.of)
        if rows.get(entry.seq) != (entry.seq, refund, *_rest(said)):
            yield entry.seq


def _rest(said: RefundPaidOutOp) -> tuple[str, int, str, str, str]:
    return said.type, said.amount, said.shift, said.reference, said.approver


def off_told(page: list[Entry], told: dict[int, bool]) -> None:
    """Notes what these entries tell of each refund: whether its payment counts less by it; the last word counts."""
    for entry in page:
        try:
            if entry.kind == "refund_left":
                told[_number(decode_refund_left(entry.body).of)] = True
            elif entry.kind == "refund_moved":
                said = decode_refund_moved(entry.body)
                if said.state in GIVEN or said.back:
                    told[_number(said.of)] = not said.back
        except (msgspec.MsgspecError, UnicodeDecodeError):
            continue  # the chain says that it is broken


def off_differing(store: TillStore, told: dict[int, bool]) -> Iterator[int]:
    """The numbers of refunds by which a payment counts less, or not, otherwise than was told last."""
    for seq, off in store.database.select(_OFF):
        if told.get(seq, bool(off)) != bool(off):
            yield seq


def _number(id_: str) -> int:
    number = id_.rpartition(".")[2]
    return int(number) if number.isdecimal() else 0
