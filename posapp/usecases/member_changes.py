"""Changing what is known of a member: fields, consent, two who are one, and reading what is masked. Offline too.

Each is an entry; until the hub tells of it this till shows the member as it was changed here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from posapp.contract.member_ops import decode_consent, decode_member_edited, decode_members_merged
from posapp.domain.consent import CHANNELS, OF_AGE, WAYS, Said, after, is_child, known_channels
from posapp.domain.errors import Refused
from posapp.domain.mail import mail_address
from posapp.domain.member import FIELDS, Member, phone_number
from posapp.domain.staff import Staff
from posapp.domain.typed import seen
from posapp.storage.members import MemberAct, When
from posapp.usecases.desk import Desk
from posapp.usecases.members import Members

MOST: Final[Mapping[str, int]] = {"name": 60, "guardian": 100, "note": 500, "reason": 200}
"""Signs of a text."""
MASKED: Final = ("phone", "email", "birthday", "name", "guardian")
"""Fields that are shown in part until somebody has them shown."""


class MemberChanges:
    """What a person does with a member's own record."""

    def __init__(self, desk: Desk, members: Members) -> None:
        self._desk = desk
        self._members = members

    def edit(self, member: str, fields: Mapping[str, str], approver: Staff | None = None) -> Member:
        """Other values of some of `FIELDS`; each is written over what this till showed. Equal values are no change.
        Refused("phone_wrong", "mail_wrong", "birthday_wrong", "guardian_needed", "member_unknown" …)."""
        when, known = self._when("member_edit", approver), self._members.known(member)
        wanted = {name: checked(name, value, when.business_date) for name, value in fields.items()}
        new = {name: value for name, value in wanted.items() if value != getattr(known, name) or clashes(known, name)}
        birthday, guardian = new.get("birthday", known.birthday), new.get("guardian", known.guardian)
        must_be_guarded(birthday, guardian, when.business_date)
        if new:
            over = {name: known.stamps(name) for name in new}
            self._desk.till.members.edit(known.id, new, over, when)
        return self._members.known(member)

    def consent(self, member: str, said: Said) -> Member:
        """What they agree to from now on, or do not agree to any more.
        Refused("channel_unknown", "consent_nothing")."""
        when, known = self._when("member"), self._members.known(member)
        must_be_said(said)
        text = said.text or self._desk.store.consent.version
        self._desk.till.members.consent(known.id, replace(said, text=text), when)
        return self._members.known(member)

    def opt_out(self, member: str, how: str = "screen") -> Member:
        """No message at all any more."""
        return self.consent(member, Said(withdrawn=tuple(CHANNELS), how=how))

    def merge(self, merged: str, into: str, reason: str, approver: Staff | None = None) -> Member:
        """The first is the same person as the second, who remains with what both have.
        Refused("merge_same", "reason_missing")."""
        when = self._when("merge", approver)
        one, other = self._members.known(merged), self._members.known(into)
        if one.id == other.id:
            raise Refused("merge_same")
        why = seen(" ".join(reason.split()))[: MOST["reason"]]
        if not why:
            raise Refused("reason_missing")
        self._desk.till.members.merge(one.id, other.id, why, approver.id if approver else "", when)
        return self._members.known(merged)

    def reveal(self, member: str, field: str, approver: Staff | None = None) -> str:
        """A masked field in full, and an entry of who read it."""
        when, known = self._when("reveal", approver), self._members.known(member)
        if field not in MASKED:
            raise Refused("field_unknown", field_named=field)
        self._desk.till.members.reveal(known.id, field, approver.id if approver else "", when)
        return str(getattr(known, field))

    def _when(self, act: str, approver: Staff | None = None) -> When:
        staff, moment = self._desk.seller(act, approver), self._desk.moment()
        return When(moment.at, moment.business_date, staff.id)


def clashes(member: Member, field: str) -> bool:
    """Whether two tills wrote different values without knowing of one another: even the one shown is then a choice."""
    return any(name == field for name, _ in member.clashes)


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
            member = replace(member, **values, edited=tuple(edited.items()), clashes=left)
        elif change.kind == "consent":
            op = decode_consent(change.body)
            said = Said(op.given, op.withdrawn, op.text, op.how)
            consent, agreed = after(member.consent, member.agreed, said, today)
            member = replace(member, consent=consent, agreed=agreed)
        elif change.kind == "members_merged":
            member = replace(member, same_as=decode_members_merged(change.body).into)
    return member
