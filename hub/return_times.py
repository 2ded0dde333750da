"""Goods without a receipt: how often one person brought some, in whatever shops. Pure; no database.

A till that nobody answered has counted by its own books alone, so several can each have let the same person bring as
many as the rules allow.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol

from hub import exceptions
from hub.rows import Rows
from posapp.contract.envelope import WireEntry
from posapp.contract.return_ops import ReturnOp
from posapp.domain.times import is_day


class Books(Protocol):
    """The part of hub.booking.Books that is asked here."""

    def times_allowed(self) -> tuple[int, int]:
        """So many times in so many days, as the store's rules say."""

    def times_of(self, person: str, since: str) -> Sequence[tuple[str, int, str]]:
        """(till, number, staff) of each sale that took goods of this person since that business date."""


def look(rows: Rows, origin: tuple[str, str, str], books: Books, entry: WireEntry, back: ReturnOp, amount: int) -> None:
    """The exception of one time too many; the sale's own rows are there already. `amount`: of the sale."""
    if back.kind != "none" or not back.person or not is_day(entry.business_date):
        return
    most, days = books.times_allowed()
    since = (date.fromisoformat(entry.business_date) - timedelta(days=days)).isoformat()
    here = [(row[1], row[2], row[6]) for row in rows.sale_return if row[8] == back.person and row[5] >= since]
    found = list(dict.fromkeys([*books.times_of(back.person, since), *here]))
    if len(found) <= most:
        return
    others = [(till, seq, staff) for till, seq, staff in found if (till, seq) != (origin[1], entry.seq)]
    facts: dict[str, str | int] = {"times": len(found), "most": most, "days": days, "offline": int(back.alone)}
    exceptions.note(
        rows,
        "return_times",
        origin,
        entry,
        facts | {"tills": " ".join(sorted({till for till, _, _ in found}))},
        amount=amount,
        people=tuple(dict.fromkeys(staff for _, _, staff in others)),
        also=tuple((till, seq) for till, seq, _ in others),
    )
