"""Our books of a day beside the providers' bills of it. Pure: no database, no file.

Each of ours has the names that a bill may know it by; the bill's rows under these names must come to the same sum.
Money that a person took and typed (outside, a card's slip) may be named by the end of the provider's number: then the
amount must agree too, and only one row may fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from hub.bills.reading import BillRow

Stands = Literal["matched", "not_in_bill", "not_in_books", "amount_differs"]
LEAST_END: Final = 6
"""So many signs of a number's end name it."""


@dataclass(frozen=True, slots=True)
class Booked:
    """Money of ours. `providers`: on whose bills it may stand; `names`: by what; `net`: what should be left of it that
    day, in minor units; `typed`: a person wrote the name down. `till`, `seq`, `part`: where it comes from."""

    providers: frozenset[str]
    names: frozenset[str]
    net: int
    store: str
    till: str
    seq: int
    part: str
    kind: str
    receipt: str = ""
    staff: str = ""
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """How one stands: `booked` None where only the bill has it, `rows` empty where only the books do."""

    stands: Stands
    booked: Booked | None
    rows: tuple[BillRow, ...]

    @property
    def billed(self) -> int:
        """What the bill says in all."""
        return sum(row.amount for row in self.rows)


def match(booked: Sequence[Booked], bill: Iterable[BillRow], day: str) -> list[Found]:
    """Every one of ours, then what only the bill has of that day."""
    left = list(bill)
    known = {row.provider for row in left}
    found: list[Found] = []
    for one in sorted(booked, key=lambda b: (b.typed, not b.names)):
        rows = tuple(_named(one, left) or _ending(one, left))
        left = [row for row in left if row not in rows]
        found.append(Found(_stands(one, rows), one, rows))
    strange: dict[tuple[str, str], list[BillRow]] = {}
    for row in left:
        if row.day in ("", day) and row.provider in known:
            strange.setdefault((row.provider, row.order or row.number), []).append(row)
    found += [Found("not_in_books", None, tuple(rows)) for rows in strange.values() if sum(r.amount for r in rows)]
    return found


def _named(one: Booked, left: Iterable[BillRow]) -> list[BillRow]:
    its = [row for row in left if row.provider in one.providers]
    return [row for row in its if one.names & {row.number, row.order, row.refund}]


def _ending(one: Booked, left: Iterable[BillRow]) -> list[BillRow]:
    if not one.typed:
        return []
    ends = tuple(name for name in one.names if len(name) >= LEAST_END)
    its = [row for row in left if row.provider in one.providers and row.amount == one.net]
    fits = [row for row in its if ends and (row.number.endswith(ends) or row.order.endswith(ends))]
    return fits if len(fits) == 1 else []


def _stands(one: Booked, rows: Sequence[BillRow]) -> Stands:
    if not rows:
        return "not_in_bill" if one.net else "matched"
    return "matched" if sum(row.amount for row in rows) == one.net else "amount_differs"
