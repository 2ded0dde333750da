"""Cash that moves apart from sales, and what a drawer must hold because of all that happened. Amounts are minor
units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, get_args

MoveKind = Literal["paid_in", "paid_out", "safe_drop", "bank_drop", "refund"]
"""Put in and taken out with a reason; brought to the safe or the bank; given to a customer of an earlier receipt."""

MOVES: Final = frozenset(get_args(MoveKind))
INTO: Final[frozenset[str]] = frozenset({"paid_in"})
"""What makes the drawer fuller; everything else leaves it."""

PAYOUT: Final = "payout"
"""What a wallet did not give back of a refund and the customer was given in cash; in sums only, see `domain.refund`."""

REASONS: Final[dict[MoveKind, tuple[tuple[str, str], ...]]] = {
    "paid_in": (("换零钱", "Change money"), ("补备用金", "More float"), ("找到的现金", "Cash that was found")),
    "paid_out": (("邮费快递", "Postage"), ("清洁用品", "Cleaning"), ("员工餐费", "Staff meals")),
    "safe_drop": (("现金过多", "Too much cash"), ("例行投款", "Regular drop")),
    "bank_drop": (("存银行", "To the bank"),),
    "refund": (("多收退还", "Overcharged"), ("补差价", "Price made up for")),
}
"""Usual reasons in Chinese and English; any other is typed."""


@dataclass(frozen=True, slots=True)
class CashMove:
    """One of them. `id` is the till's id, a dot and the journal entry's number; `of`: the receipt of a refund."""

    id: str
    shift: str
    kind: MoveKind
    amount: int
    reason: str
    staff: str
    at: str
    approver: str = ""
    of: str = ""

    @property
    def effect(self) -> int:
        """What it does to the drawer."""
        return self.amount if self.kind in INTO else -self.amount


@dataclass(frozen=True, slots=True)
class MoveSum:
    """All moves of a kind for one reason."""

    kind: str
    reason: str
    count: int
    amount: int


@dataclass(frozen=True, slots=True)
class CashSums:
    """What a shift did to its drawer. `handed` by customers less `change` is what sales brought, their cash rounding
    (`rounding`) among it; `refunds` went back through receipts below zero; `corrected` came (or went, below zero)
    because a tender was something else than was typed."""

    start: int = 0
    handed: int = 0
    change: int = 0
    refunds: int = 0
    corrected: int = 0
    moves: tuple[MoveSum, ...] = ()
    rounding: int = 0
    topups: int = 0
    """What was put onto balances in cash, less change and what went back of it."""

    @property
    def sales(self) -> int:
        """What sales brought."""
        return self.handed - self.change

    def moved(self, kind: str) -> int:
        """What the moves of a kind come to."""
        return sum(move.amount for move in self.moves if move.kind == kind)

    @property
    def expected(self) -> int:
        """What the drawer must hold."""
        into = sum(m.amount if m.kind in INTO else -m.amount for m in self.moves)
        return self.start + self.sales - self.refunds + self.corrected + self.topups + into


def summed(moves: Iterable[tuple[str, str, int, int]]) -> tuple[MoveSum, ...]:
    """From (kind, reason, count, amount)."""
    return tuple(MoveSum(*row) for row in moves)
