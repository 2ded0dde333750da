"""A member's points as the sum of their entries: which of them are left, and which are gone because their time is over.

Pure, and the same whatever order the entries came in: what was used before its time was over, and told of later, was
not lost. Days are ISO business dates.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moved:
    """So many points more (or, below zero, less) since `day`. `id`: what it stems from; `of`: the sale that had earned
    what is taken back; `gone`: the first day on which they are lost, "" where they last."""

    day: str
    at: str
    id: str
    units: int
    of: str = ""
    gone: str = ""


@dataclass(frozen=True, slots=True)
class Lot:
    """What is left of points that were earned together."""

    id: str
    left: int
    gone: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is left, the oldest first; what was lost by now; what was taken back or used beyond what there was."""

    lots: tuple[Lot, ...]
    lost: int
    owed: int

    @property
    def balance(self) -> int:
        """The points that the member has; below zero where more went back than there was."""
        return sum(lot.left for lot in self.lots) - self.owed

    @property
    def next_lost(self) -> tuple[int, str]:
        """How many points are lost next, and on which day; (0, "") where all last."""
        day = min((lot.gone for lot in self.lots if lot.gone), default="")
        return sum(lot.left for lot in self.lots if lot.gone == day) if day else 0, day


def ledger(moves: Iterable[Moved], today: str) -> Ledger:
    """As it stands on `today`. Points are used in the order in which they were earned; what is taken back is first of
    what that very sale had earned."""
    lots: list[Lot] = []
    lost = owed = 0
    for move in sorted(moves, key=lambda m: (m.day, m.at, m.id)):
        lots, over = _kept(lots, move.day)
        lost += over
        if move.units > 0:
            paid = min(owed, move.units)
            owed -= paid
            if move.units > paid:
                lots.append(Lot(move.id, move.units - paid, move.gone))
        else:
            lots, short = _without(lots, -move.units, move.of)
            owed += short
    lots, over = _kept(lots, today)
    return Ledger(tuple(lots), lost + over, owed)


def _kept(lots: list[Lot], day: str) -> tuple[list[Lot], int]:
    """Those whose time is not over on that day, and how many points are lost with the others."""
    left = [lot for lot in lots if not lot.gone or lot.gone > day]
    return left, sum(lot.left for lot in lots) - sum(lot.left for lot in left)


def _without(lots: list[Lot], units: int, of: str) -> tuple[list[Lot], int]:
    """Less so many points, and how many were not there."""
    taken: dict[int, int] = {}
    for n in sorted(range(len(lots)), key=lambda n: lots[n].id != of):
        taken[n] = min(units, lots[n].left)
        units -= taken[n]
    left = [Lot(lot.id, lot.left - taken[n], lot.gone) for n, lot in enumerate(lots)]
    return [lot for lot in left if lot.left], units
