"""Follow-ups and contacts as tills' entries tell of them. No database.

What came true is never refused for having been too often or too late: the guard stands at the till, and whether a
message may go out is asked once more when it is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from hub import members
from hub.rows import Rows
from posapp.contract.envelope import WireEntry
from posapp.contract.follow_up_ops import (
    FOLLOW_UPS,
    ContactMadeOp,
    FollowUpChangedOp,
    FollowUpMadeOp,
    decode_contact_made,
    decode_follow_up_changed,
    decode_follow_up_made,
)
from posapp.contract.members import Private, seal_of
from posapp.domain.errors import Refused
from posapp.domain.follow_up import FIELDS
from posapp.domain.forbidden_words import check_note
from posapp.domain.times import is_day

KINDS: Final = FOLLOW_UPS
CONTACT: Final = "contact"
"""The kind of a contact's notice."""
Read = Callable[[Callable[[bytes], Any]], Any]


class Booking(Protocol):
    """The part of hub.booking.Booking that is asked here."""

    rows: Rows
    till: str
    private: Mapping[str, Private]

    @property
    def books(self) -> members.Books:
        """What the hub holds."""

    @property
    def origin(self) -> tuple[str, str, str]:
        """Store, till, now."""

    def must_be_taken(self, made: str | None) -> None:
        """Refused("waits_for_refused")."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an entry says; `note`: what was written, proved by its seal. `follow_up`: another entry that it names."""

    entry: WireEntry
    said: FollowUpMadeOp | FollowUpChangedOp | ContactMadeOp
    note: str

    @property
    def follow_up(self) -> str:
        """Which one it goes on with; "" none."""
        return "" if isinstance(self.said, FollowUpMadeOp) else self.said.follow_up


def book(booking: Booking, entry: WireEntry, read: Read) -> None:
    """One entry of `KINDS`. Refused("entry_malformed", "member_incomplete", "waits_for_refused")."""
    decode = {"follow_up_made": decode_follow_up_made, "follow_up_changed": decode_follow_up_changed}
    said = read(decode.get(entry.kind, decode_contact_made))
    note = _beside(booking.private.get(f"{booking.till}.{entry.seq}"), said.seal)
    if not said.member or not _sound(said, note):
        raise Refused("entry_malformed")
    if booking.books.is_erased(said.member):
        return
    check_note(note if not isinstance(said, ContactMadeOp) else "")
    told = Told(entry, said, note)
    for named in (said.member, told.follow_up):
        booking.must_be_taken(named)
    member = members.remains(booking.rows, booking.books, said.member)
    if isinstance(said, FollowUpMadeOp):
        _made(booking.rows, booking.origin, told, said, member)
    elif isinstance(said, FollowUpChangedOp):
        _changed(booking.rows, booking.origin, told, said, member)
    else:
        _contacted(booking.rows, booking.origin, told, said, member)


def _made(rows: Rows, origin: tuple[str, str, str], told: Told, said: FollowUpMadeOp, member: str) -> None:
    (store, till, _), e = origin, told.entry
    who = (f"{till}.{e.seq}", member, store, till, e.seq, e.at, e.staff)
    rows.follow_up.append((*who, said.type, said.due, told.note, "", "", "", ""))


def _changed(rows: Rows, origin: tuple[str, str, str], told: Told, said: FollowUpChangedOp, member: str) -> None:
    """By field; which of two values holds is said when it is read."""
    (store, till, _), e = origin, told.entry
    for name, value, over in {row[0]: row for row in said.fields}.values():
        if name in FIELDS:  # what only a newer till knows stands in its entry
            text = told.note if name == "note" else value
            what = (said.follow_up, name, till, e.seq, member, store, e.at, e.staff)
            rows.follow_up_value.append((*what, " ".join(sorted(over.split())), text))


def _contacted(rows: Rows, origin: tuple[str, str, str], told: Told, said: ContactMadeOp, member: str) -> None:
    """In the log; what is to be sent waits as a message whose receiver is looked up when it goes."""
    (store, till, now), e = origin, told.entry
    what = (till, e.seq, member, said.channel, said.template, said.version, said.follow_up)
    rows.member_contact.append((*what, store, e.at, e.business_date, e.staff, said.often, int(said.send), told.note))
    if said.send:
        id_ = f"{till}.{e.seq}"
        rows.notice.append((store, id_, said.channel, CONTACT, id_, "", "", "asked", "", 0, 0, now, now, now))


def _sound(said: FollowUpMadeOp | FollowUpChangedOp | ContactMadeOp, note: str) -> bool:
    if isinstance(said, FollowUpMadeOp):
        return bool(said.type) and is_day(said.due)
    if isinstance(said, FollowUpChangedOp):
        return bool(said.follow_up) and all(is_day(value) for name, value, _ in said.fields if name == "due")
    return bool(said.channel) and (bool(note) or not said.send)


def _beside(private: Private | None, seal: str) -> str:
    if not seal:
        return ""
    if private is None or seal_of(private) != seal:
        raise Refused("member_incomplete")
    return private.note
