"""What may stand in a member's fields, and a member as this till's own entries leave them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from posapp.contract.follow_up_ops import FOLLOW_UPS
from posapp.contract.member_ops import decode_consent, decode_member_edited, decode_members_merged
from posapp.domain.consent import CHANNELS, OF_AGE, WAYS, Said, after, is_child, known_channels
from posapp.domain.errors import Refused
from posapp.domain.mail import mail_address
from posapp.domain.member import BOOK, FIELDS, Member, phone_number
from posapp.domain.member_details import Detail, with_details
from posapp.domain.typed import seen
from posapp.storage.books import Moved
from posapp.storage.members import MemberAct
from posapp.usecases.followed_here import followed_here

MOST: Final[Mapping[str, int]] = {"name": 60, "guardian": 100, "note": 500, "reason": 200}
"""Signs of a text."""


def checked(field: str, typed: str, today: str) -> str:
    """A field's value as it is kept; Refused for what is none."""
    if field not in FIELDS:
        raise Refused("field_unknown", field_named=field)
    text = seen(" ".join(typed.split()))
    if field == "phone":
        return phone_number(text)
    if field == "email":
        return mail_address(text) if text else ""
    if field == "birthday":
        return _birthday(text, today)
    return text[: MOST[field]]


def _birthday(text: str, today: str) -> str:
    try:
        day = date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise Refused("birthday_wrong") from None
    if day > today or text and day < "1900-01-01":
        raise Refused("birthday_wrong")
    return day


def must_be_guarded(birthday: str, guardian: str, today: str) -> None:
    """Refused("guardian_needed") for a child nobody consents for."""
    if is_child(birthday, today) and not guardian:
        raise Refused("guardian_needed", age=OF_AGE)


def must_be_said(said: Said) -> None:
    """Refused("channel_unknown", "consent_nothing")."""
    if not known_channels((*said.given, *said.withdrawn)) or set(said.given) & set(said.withdrawn):
        raise Refused("channel_unknown", known=", ".join(CHANNELS))
    if not (said.given or said.withdrawn) or said.how not in WAYS:
        raise Refused("consent_nothing")


def as_changed_here(member: Member, changes: tuple[MemberAct, ...], till: str, today: str) -> Member:
    """The member as this till's own entries, which the hub has not told of yet, leave them."""
    for change in changes:
        if change.kind == "member_edited" and change.private is not None:
            fields = dict(decode_member_edited(change.body).fields)
            known = {name: stamps for name, stamps in member.edited if name not in fields}
            edited = known | dict.fromkeys(fields, f"{till}.{change.seq}")
            left = tuple(pair for pair in member.clashes if pair[0] not in fields)
            values = {name: getattr(change.private, name) for name in fields if name in FIELDS}
            written = (Detail(name, value, change.at, change.staff) for name, value in change.private.details)
            details = with_details(member.details, written)
            member = replace(member, **values, details=details, edited=tuple(edited.items()), clashes=left)
        elif change.kind == "consent":
            op = decode_consent(change.body)
            said = Said(op.given, op.withdrawn, op.text, op.how)
            consent, agreed = after(member.consent, member.agreed, said, today)
            member = replace(member, consent=consent, agreed=agreed)
        elif change.kind == "members_merged":
            member = replace(member, same_as=decode_members_merged(change.body).into)
        elif change.kind in FOLLOW_UPS:
            member = followed_here(member, change, till)
    return member


def in_book_here(member: Member, moved: Moved | None, till: str) -> Member:
    """The member in the book that this till's last entry names, which the hub has not told of yet."""
    if moved is None:
        return member
    edited = dict(member.edited) | {BOOK: f"{till}.{moved.seq}"}
    left = tuple(pair for pair in member.clashes if pair[0] != BOOK)
    return replace(member, associate=moved.associate, edited=tuple(edited.items()), clashes=left)
