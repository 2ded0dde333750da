"""Sales on the account of who rang them up or allowed them, and members who buy too often in a day. They are in the
books as the till rang them up; looked at once a batch, and only where a sale has a member. What only comes back is none
of them: who takes goods back takes them from whomever brings them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

import msgspec

from hub import exceptions
from hub.rows import Row, Rows
from posapp.contract.envelope import WireEntry

Use = tuple[WireEntry, str, str, int]
"""An entry that used a member: the member, its receipt, its amount."""


class Own(Protocol):
    """Whose account is whose."""

    def own_members(self) -> Mapping[str, str]:
        """Of the store's people who have one: staff -> their own member account."""

    def remains(self, members: Iterable[str]) -> Mapping[str, str]:
        """Of these members those who are the same as another, who remains."""


class Books(Own, Protocol):
    """The part of hub.booking.Books that is asked here."""

    def most_uses(self) -> int:
        """How many sales on one member a day are nothing to tell of; 0: any number."""

    def uses(self, ids: Iterable[str], dates: Iterable[str]) -> Mapping[tuple[str, str], int]:
        """How many sales the store had under these ids on these dates, and how often it gave one of them points for an
        earlier receipt, before this batch."""


def look(rows: Rows, origin: tuple[str, str, str], books: Books) -> None:
    """Over the sales of one batch, and its points for earlier receipts; `origin`: store, till, the hub's time."""
    theirs = [head for head in rows.sale if head[12] and head[8] > 0]
    if not (theirs or rows.late_points):
        return
    own = books.own_members() if theirs else {}
    if own:
        _own(rows, origin, books, theirs, own)
    most = books.most_uses()
    if most:
        used = [(_entry(head), str(head[12]), str(head[4]), int(head[8])) for head in theirs]
        _often(rows, origin, books, used + [(*late, 0) for late in rows.late_points], most)


def note(
    rows: Rows,
    origin: tuple[str, str, str],
    books: Own,
    entry: WireEntry,
    person: str,
    member: str,
    receipt: str,
    amount: int,
) -> None:
    """Somebody did it, or allowed it, on their own member account, by whichever id of one who was merged."""
    own = books.own_members().get(person, "")
    if not (own and member):
        return
    same = books.remains((own, member))
    if same.get(own, own) == same.get(member, member):
        about: dict[str, str | int] = {"receipt": receipt, "member": member, "staff": person}
        exceptions.note(rows, "own_account", origin, entry, about, amount=amount, people=(person,))


def _own(rows: Rows, origin: tuple[str, str, str], books: Books, theirs: list[Row], own: Mapping[str, str]) -> None:
    same = books.remains({*own.values(), *(str(head[12]) for head in theirs)})
    for head in theirs:
        gave = {person for given in rows.given if given[0] == head[1] for person in given[3:] if person}
        member = same.get(str(head[12]), str(head[12]))
        for person in sorted({str(head[6]), *gave}):
            has = own.get(person, "")
            if has and same.get(has, has) == member:
                about: dict[str, str | int] = {"receipt": head[4], "member": member, "staff": person}
                exceptions.note(rows, "own_account", origin, _entry(head), about, amount=head[8], people=(person,))
                break


def _often(rows: Rows, origin: tuple[str, str, str], books: Books, used: list[Use], most: int) -> None:
    """Once a member and day, by the use that is the first too many. A receipt whose points were given later counts as a
    sale does: who collects strangers' receipts is told of too."""
    ids = {member for _, member, _, _ in used}
    same, counted = books.remains(ids), dict[tuple[str, str], int]()
    for (id_, date), number in books.uses({*ids, *same.values()}, {use[0].business_date for use in used}).items():
        key = (same.get(id_, id_), date)
        counted[key] = counted.get(key, 0) + number
    for entry, member, receipt, amount in sorted(used, key=lambda use: use[0].seq):
        key = (same.get(member, member), entry.business_date)
        counted[key] = counted.get(key, 0) + 1
        if counted[key] == most + 1:
            about: dict[str, str | int] = {"receipt": receipt, "member": key[0], "count": counted[key], "most": most}
            exceptions.note(rows, "member_often", origin, entry, about, amount=amount)


def _entry(head: Row) -> WireEntry:
    return WireEntry(head[1], "sale", head[7], head[3], head[6], msgspec.Raw(b"{}"))
