"""Client books as tills' entries change them: a member is in one person's book, or in the shop's. No database.

The book is a field of the member as any other: two tills that assigned one member without knowing of one another are
both kept, the later word holds, and head office hears of it once for the entry, however many members it is about.
"""

from __future__ import annotations

from hub import exceptions
from hub.members import Books, Origin, remains, values, write
from hub.rows import Rows
from posapp.contract.book_ops import BookAssignedOp
from posapp.contract.envelope import WireEntry
from posapp.domain.errors import Refused
from posapp.domain.field_values import FieldValue, standing
from posapp.domain.member import BOOK


def assigned(rows: Rows, origin: Origin, books: Books, entry: WireEntry, said: BookAssignedOp) -> None:
    """These members are in that book now."""
    if said.to and not books.knows_staff(said.to):
        raise Refused("staff_unknown")
    apart: list[tuple[str, FieldValue]] = []
    for member, over in {remains(rows, books, one.member): one.over for one in said.members}.items():
        write(rows, origin, entry, member, BOOK, said.to, frozenset(over.split()), "")
        left = standing(values(rows, books, member, BOOK))
        apart += [(member, value) for value in left if value.stamp != f"{origin[1]}.{entry.seq}"]
    if apart:
        _note(rows, origin, entry, said.to, apart)


def _note(rows: Rows, origin: Origin, entry: WireEntry, to: str, apart: list[tuple[str, FieldValue]]) -> None:
    """Both tills' words are kept; a person says which holds by assigning again."""
    stamps = dict.fromkeys(value.stamp.rpartition(".") for _, value in apart)
    also = tuple((till, int(number)) for till, _, number in stamps if till and number.isdecimal())
    members = list(dict.fromkeys(member for member, _ in apart))
    about: dict[str, str | int] = {"member": members[0], "members": len(members), "to": to, "other": apart[0][1].value}
    exceptions.note(rows, "book_clash", origin, entry, about, people=tuple({to, apart[0][1].value}), also=also)
