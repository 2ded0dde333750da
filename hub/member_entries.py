"""Entries about members, kind by kind, on their way into the books: what they rest on, who books them. No database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol, TypeVar

from hub import appointments, members, privacy_entries
from hub import books as client_books
from hub.rows import Rows
from posapp.contract.appointment_ops import APPOINTMENTS, decode_appointment
from posapp.contract.book_ops import BOOKS, decode_book_assigned
from posapp.contract.envelope import WireEntry
from posapp.contract.member_ops import (
    decode_consent,
    decode_member_edited,
    decode_member_enrolled,
    decode_members_merged,
    decode_revealed,
)
from posapp.contract.members import Private
from posapp.contract.privacy_ops import PRIVACY, decode_member_erased, decode_privacy_asked

T = TypeVar("T")
KINDS: Final = (
    {"member_enrolled", "member_edited", "consent", "members_merged", "revealed"}
    | BOOKS
    | APPOINTMENTS
    | (PRIVACY - {"forgotten"})
)
"""Those of `contract` that make rows; who read what stands in the entry alone."""


class Reading(Protocol):
    """Decodes the entry's body, or refuses it."""

    def __call__(self, decode: Callable[[bytes], T], /) -> T: ...


class Batch(Protocol):
    """The part of hub.booking.Booking that is asked here."""

    rows: Rows

    @property
    def origin(self) -> tuple[str, str, str]:
        """Store, till, the hub's time."""

    @property
    def books(self) -> members.Books:
        """What the hub holds."""

    def must_be_taken(self, made: str | None) -> None:
        """Refused where that id is of an entry which is refused."""


def book(batch: Batch, entry: WireEntry, beside: Private | None, read: Reading) -> None:
    """One entry of `KINDS`; `beside`: the personal fields that came with it."""
    if entry.kind == "member_enrolled":
        members.enrolled(batch.rows, batch.origin, batch.books, entry, read(decode_member_enrolled), beside)
    elif entry.kind == "member_edited":
        edited = read(decode_member_edited)
        batch.must_be_taken(edited.member)
        members.edited(batch.rows, batch.origin, batch.books, entry, edited, beside)
    elif entry.kind == "consent":
        consent = read(decode_consent)
        batch.must_be_taken(consent.member)
        members.consented(batch.rows, batch.origin, batch.books, entry, consent)
    elif entry.kind == "members_merged":
        merged = read(decode_members_merged)
        for one in (merged.merged, merged.into):
            batch.must_be_taken(one)
        members.merged(batch.rows, batch.origin, batch.books, entry, merged)
    elif entry.kind == "revealed":
        members.revealed(batch.rows, batch.origin, entry, read(decode_revealed))
    elif entry.kind in APPOINTMENTS:
        said = read(decode_appointment)
        for named in (said.member, said.of):
            batch.must_be_taken(named)
        appointments.booked(batch.rows, batch.origin, batch.books, entry, said, beside)
    elif entry.kind in BOOKS:
        assigned = read(decode_book_assigned)
        for member in assigned.members:
            batch.must_be_taken(member.member)
        client_books.assigned(batch.rows, batch.origin, batch.books, entry, assigned)
    else:
        _of_privacy(batch, entry, read)


def _of_privacy(batch: Batch, entry: WireEntry, read: Reading) -> None:
    if entry.kind == "member_erased":
        privacy_entries.erased(batch.rows, batch.origin, entry, read(decode_member_erased), batch.books.is_erased)
        return
    asked = read(decode_privacy_asked)
    batch.must_be_taken(asked.member)
    privacy_entries.asked(batch.rows, batch.origin, entry, asked)
