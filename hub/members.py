"""Members as tills' entries tell of them: enrolled, changed field by field, asked for consent, merged. No database.

A member enrolled or changed twice is never a reason to refuse: both stand, and where a person must say what holds there
is an exception that says which field, not what stands in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Final, Protocol

from hub import exceptions, own_accounts
from hub.rows import Rows
from posapp.contract.envelope import WireEntry
from posapp.contract.member_ops import ConsentOp, MemberEditedOp, MemberEnrolledOp, MembersMergedOp, RevealedOp
from posapp.contract.members import Private, seal_of
from posapp.domain.consent import known_channels
from posapp.domain.errors import Refused
from posapp.domain.field_values import FieldValue, standing
from posapp.domain.forbidden_words import check_note
from posapp.domain.member import is_field, phone_number
from posapp.domain.times import is_day
from posapp.domain.wallet import OF_MEMBERS, Purse

MOST_FIELDS: Final = 40
"""Of one edit."""
BESIDE: Final = ("email", "birthday", "guardian")
"""Fields of who enrols that are kept as values from the start."""
MERGED: Final = "merged"
"""How a purse was emptied into another."""
Origin = tuple[str, str, str]


class Books(Protocol):
    """The part of hub.booking.Books that is asked here."""

    def claim(self, phone: str, member: str, private: Private) -> str:
        """Gives the member the telephone number, unless one has it; the member who has it now."""

    def leave(self, member: str, phone: str) -> None:
        """Frees the number, if it is this member's."""

    def knows_staff(self, staff: str) -> bool:
        """Whether the person works or worked in the store."""

    def appointment_stamps(self, id_: str) -> Mapping[str, str]:
        """The entries about an appointment ("till.number"), and which each was written over."""

    def remains(self, members: Iterable[str]) -> Mapping[str, str]:
        """Of these members those who are the same as another, who remains."""

    def field_values(self, member: str, field: str) -> list[FieldValue]:
        """How entries have written the field."""

    def same_from_now(self, merged: str, into: str, store: str, at: str, staff: str) -> None:
        """The one leads to the other, and so does whoever led to the one."""

    def own_members(self) -> Mapping[str, str]:
        """Of the store's people who have one: staff -> their own member account."""

    def balance(self, purse: Purse, member: str) -> tuple[int, int]:
        """What a member has: units, and of them bonus."""

    def move(self, purse: Purse, account: str, units: int, bonus: int, seq: int, names: Iterable[str]) -> object:
        """See hub.purses.Books."""

    def is_erased(self, member: str) -> bool:
        """Whether nothing of them may be kept any more."""

    def settle_clashes(self, ids: Iterable[str], at: str, staff: str) -> None:
        """Exceptions of fields of which a person has said what holds."""


def enrolled(
    rows: Rows, origin: Origin, books: Books, entry: WireEntry, said: MemberEnrolledOp, private: Private | None
) -> None:
    """One member for a telephone number: who comes later under the same is the same, and both ids lead to the first."""
    store, till, _ = origin
    if said.id != f"{till}.{entry.seq}":
        raise Refused("entry_malformed")
    known = _proved(private, said.seal)
    if not books.knows_staff(entry.staff):
        raise Refused("staff_unknown")
    if phone_number(known.phone) != known.phone:
        raise Refused("phone_wrong")
    _check_birthday(known)
    holder = books.claim(known.phone, said.id, known)
    same = holder if holder != said.id else ""
    rows.member.append((said.id, store, entry.at, entry.staff, same))
    for field in BESIDE if not same else ():
        if value := getattr(known, field):
            write(rows, origin, entry, said.id, field, value, frozenset(), known.salt)
    if same:
        about: dict[str, str | int] = {"remains": same, "merged": said.id}
        exceptions.note(rows, "same_phone", origin, entry, about, also=_entries(same))


def edited(
    rows: Rows, origin: Origin, books: Books, entry: WireEntry, said: MemberEditedOp, private: Private | None
) -> None:
    """By field: what was written over a value that nobody else has written over since holds; else both are kept."""
    if books.is_erased(said.member):
        return
    known = _proved(private, said.seal)
    member = remains(rows, books, said.member)
    # of a newer till: its value stands in no entry, so there is nothing to keep
    fields = {field: over for field, over in said.fields[:MOST_FIELDS] if is_field(field)}
    _check_fields(known, fields)
    for number, (field, over) in enumerate(fields.items(), 1):
        value = known.value(field)
        if field == "phone":
            _take_number(rows, origin, books, entry, member, value, known)
        before = values(rows, books, member, field)
        write(rows, origin, entry, member, field, value, frozenset(over.split()), known.salt)
        _clash(rows, origin, books, entry, (member, field, number), before)


def _check_fields(known: Private, fields: Iterable[str]) -> None:
    """Before the first of them is in the books: an entry is taken as a whole, or may come again."""
    for field in fields:
        if field == "note" or "." in field:
            check_note(known.value(field))
        if field == "phone" and phone_number(known.phone) != known.phone:
            raise Refused("phone_wrong")
        if field == "birthday":
            _check_birthday(known)


def _check_birthday(known: Private) -> None:
    """A day that is none would stop whoever counts the days to it, at the hub and at every till that hears of it."""
    if known.birthday and not is_day(known.birthday):
        raise Refused("birthday_wrong")


def _clash(
    rows: Rows, origin: Origin, books: Books, entry: WireEntry, what: tuple[str, str, int], before: list[FieldValue]
) -> None:
    member, field, number = what
    now = values(rows, books, member, field)
    left = standing(now)
    if len(left) > 1:
        others = [v.stamp for v in left if v.stamp != f"{origin[1]}.{entry.seq}"]
        about: dict[str, str | int] = {"member": member, "field": field}
        also = tuple(pair for stamp in others for pair in _entries(stamp))
        exceptions.note(rows, "member_clash", origin, entry, about, line=number, also=also)
    elif len(standing(before)) > 1:
        ids = [f"{v.stamp}.member_clash.{n}" for v in now for n in range(1, MOST_FIELDS + 1)]
        books.settle_clashes(ids, origin[2], entry.staff)
        settled = set(ids)
        rows.exception = [row for row in rows.exception if row[1] not in settled or row[2] != "member_clash"]


def _take_number(
    rows: Rows, origin: Origin, books: Books, entry: WireEntry, member: str, phone: str, known: Private
) -> None:
    """Two with one number: nobody merges them unseen, for a typing error may be behind it."""
    holder = books.claim(phone, member, known)
    if remains(rows, books, holder) != member:
        about: dict[str, str | int] = {"remains": holder, "edited": member}
        exceptions.note(rows, "same_phone", origin, entry, about, also=_entries(holder))
        return
    for value in standing(values(rows, books, member, "phone")):
        if value.value != phone:
            books.leave(member, value.value)


def consented(rows: Rows, origin: Origin, books: Books, entry: WireEntry, said: ConsentOp) -> None:
    """What a member said of each channel; the last word by the tills' times holds."""
    if not known_channels((*said.given, *said.withdrawn)):
        raise Refused("entry_malformed")
    if books.is_erased(said.member):
        return
    member = remains(rows, books, said.member)
    for given, channels in ((1, set(said.given) - set(said.withdrawn)), (0, set(said.withdrawn))):
        for channel in sorted(channels):
            what = (member, channel, origin[1], entry.seq, given, origin[0], entry.at, entry.business_date)
            rows.member_consent.append((*what, entry.staff, said.text, said.how))


def merged(rows: Rows, origin: Origin, books: Books, entry: WireEntry, said: MembersMergedOp) -> None:
    """One remains: both ids lead there, and what the other had is theirs."""
    one, into = (remains(rows, books, member) for member in (said.merged, said.into))
    store, till, _ = origin
    row = (said.merged, till, entry.seq, said.into, store, entry.at, entry.staff, said.approver, said.reason)
    rows.member_merge.append(row)
    if one == into or _is_gone(rows, origin, books, entry, said, (one, into)):
        return
    for person, member in product((entry.staff, said.approver), (one, into)):
        own_accounts.note(rows, origin, books, entry, person, member, "", 0)
    _followed(rows, one, into)
    rows.member = [_led(row, one, into) for row in rows.member]
    if one not in {row[0] for row in rows.member}:
        books.same_from_now(one, into, store, entry.at, entry.staff)
    for number, purse in enumerate(sorted(OF_MEMBERS), 1):
        units, bonus = books.balance(purse, one)
        if not (units or bonus):
            continue
        for account, sign, place in ((one, -1, 2 * number), (into, 1, 2 * number + 1)):
            books.move(purse, account, sign * units, sign * bonus, entry.seq, ())
            rows.purse_move.append((till, entry.seq, place, purse, account, sign * units, sign * bonus, MERGED))


def _is_gone(
    rows: Rows, origin: Origin, books: Books, entry: WireEntry, said: MembersMergedOp, both: tuple[str, str]
) -> bool:
    """Who was erased leads nowhere, and nobody leads there: a till that had not heard of it takes nobody's number,
    points and money along."""
    erased = [books.is_erased(member) for member in both]
    if any(erased) and not all(erased):
        about: dict[str, str | int] = {"account": both[erased.index(False)], "merged": said.merged, "into": said.into}
        exceptions.note(rows, "unknown_member", origin, entry, about | {"why": "erased"})
    return any(erased)


def revealed(rows: Rows, origin: Origin, entry: WireEntry, said: RevealedOp) -> None:
    """Somebody had a masked field shown; kept under the id that was asked, which leads to who remains."""
    store, till, _ = origin
    rows.member_reveal.append((said.member, till, entry.seq, store, entry.at, entry.staff, said.approver, said.field))


def _followed(rows: Rows, merged: str, into: str) -> None:
    """Follow-ups and contacts of the merged one in this batch are the other's."""
    for table, column in ((rows.follow_up, 1), (rows.follow_up_value, 4), (rows.member_contact, 2)):
        table[:] = [(*row[:column], into, *row[column + 1 :]) if row[column] == merged else row for row in table]


def _led(row: tuple[object, ...], one: str, into: str) -> tuple[object, ...]:
    """A member of this batch who is the merged one, or led there."""
    return (*row[:4], into) if one in (row[0], row[4]) else row


def remains(rows: Rows, books: Books, member: str) -> str:
    """Who remains of the member, in the books and in this batch."""
    here = next((str(row[4]) for row in rows.member if row[0] == member and row[4]), "")
    return here or books.remains((member,)).get(member, member)


def values(rows: Rows, books: Books, member: str, field: str) -> list[FieldValue]:
    """How the field was written, in the books and in this batch."""
    here = [
        FieldValue(f"{row[2]}.{row[3]}", str(row[8]), str(row[5]), frozenset(str(row[7]).split()))
        for row in rows.member_value
        if row[:2] == (member, field)
    ]
    return [*books.field_values(member, field), *here]


def write(
    rows: Rows, origin: Origin, entry: WireEntry, member: str, field: str, value: str, over: frozenset[str], salt: str
) -> None:
    """The field's value as the entry has it, over those that `over` names."""
    store, till, _ = origin
    over_text = " ".join(sorted(over))
    rows.member_value.append((member, field, till, entry.seq, store, entry.at, entry.staff, over_text, value, salt))


def _proved(private: Private | None, seal: str) -> Private:
    if private is None or seal_of(private) != seal:
        raise Refused("member_incomplete")
    return private


def _entries(stamp: str) -> tuple[tuple[str, int], ...]:
    """The entry of a stamp, or that enrolled a member; one that head office's file names has none."""
    till, _, number = stamp.rpartition(".")
    return ((till, int(number)),) if till and number.isdecimal() and len(number) < 16 else ()
