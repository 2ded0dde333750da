"""Cash that went back to a customer of an earlier receipt without goods, in the journals. A till asks a second person
before it gives money back twice for one receipt; what another till gave it cannot know, so head office sees it. Pure;
no database.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from hub import exceptions
from hub.rows import Rows
from posapp.contract.envelope import WireEntry
from posapp.contract.shift_ops import CashMovedOp
from posapp.domain.return_rules import RECEIPT


class CashRefund(NamedTuple):
    """Given in cash for a receipt, in minor units, where, and by whom."""

    till: str
    seq: int
    amount: int
    staff: str


class Returned(Protocol):
    """What came back of a sale (`hub.returns.Back`)."""

    @property
    def till(self) -> str: ...
    @property
    def seq(self) -> int: ...
    @property
    def net(self) -> int: ...
    @property
    def staff(self) -> str: ...


class Books(Protocol):
    """The part of hub.booking.Books that is asked here."""

    def sale_named(self, receipt: str) -> str:
        """The id of the sale with this printed number, "" where there is none."""

    def came_back(self, of: str) -> Sequence[Returned]:
        """What came back of it by earlier batches."""

    def refunded(self, of: str) -> Sequence[CashRefund]:
        """Cash that was given for the sale by earlier batches, at whatever till."""


def book(rows: Rows, origin: tuple[str, str, str], books: Books, entry: WireEntry, op: CashMovedOp) -> None:
    """One that a till gave."""
    store, till, _ = origin
    of = books.sale_named(op.of) or _in_batch(rows, op.of) or RECEIPT + op.of
    rows.cash_refund.append((till, entry.seq, store, of, op.amount, entry.staff))
    unseen = [] if of.startswith(RECEIPT) else books.came_back(RECEIPT + op.of)  # before the sale was heard of
    goods = [(b.till, b.seq, b.net, b.staff) for b in (*books.came_back(of), *unseen)]
    note(rows, origin, entry, (of, op.of), op.amount, [*goods, *books.refunded(of)])


def note(
    rows: Rows,
    origin: tuple[str, str, str],
    entry: WireEntry,
    of: tuple[str, str],
    amount: int,
    earlier: Sequence[tuple[str, int, int, str]],
) -> None:
    """Where other tills gave money back for the sale (its id, its printed number) before this entry gave `amount`.
    `earlier`: (till, number, amount, person)."""
    others = [each for each in earlier if each[0] != origin[1]]
    if not others:
        return
    before = sum(each[2] for each in others)
    about: dict[str, str | int] = {"of": of[0], "of_receipt": of[1][:80], "till": origin[1], "first": others[0][0]}
    about |= {"now": amount, "before": before}
    people = tuple(dict.fromkeys(each[3] for each in others))
    also = tuple(dict.fromkeys((each[0], each[1]) for each in others))
    exceptions.note(rows, "refunded_twice", origin, entry, about, amount=min(amount, before), people=people, also=also)


def _in_batch(rows: Rows, receipt: str) -> str:
    """The sale came in the same batch, which is not in the books yet."""
    return next((f"{row[0]}.{row[1]}" for row in rows.sale if row[4] == receipt), "")
