"""Bodies of journal entries about client books: who looks after whom."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec

from posapp.contract.op import Op

BOOKS: Final = frozenset({"book_assigned"})
"""Their names."""
MOST_AT_ONCE: Final = 500
"""Members in one entry; more are several entries."""


class AssignedOp(msgspec.Struct, frozen=True, omit_defaults=True, array_like=True):
    """[member, whose book it was ("": the shop's), the assignments that this one is written over ("till.number", a
    space between; "": none)], see `domain.field_values`."""

    member: str
    was: str = ""
    over: str = ""


class BookAssignedOp(Op, frozen=True, omit_defaults=True):
    """Kind "book_assigned": these members are in the book of `to` from now on ("": the shop's); the entry's person said
    so, `approver` let them."""

    members: Annotated[tuple[AssignedOp, ...], msgspec.Meta(min_length=1, max_length=MOST_AT_ONCE)]
    to: str = ""
    why: str = ""
    approver: str = ""


decode_book_assigned = msgspec.json.Decoder(BookAssignedOp).decode
