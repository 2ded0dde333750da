"""Changing what is known of a member: fields, consent, two who are one, and reading what is masked. Offline too.

Each is an entry; until the hub tells of it this till shows the member as it was changed here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from posapp.domain.consent import CHANNELS, Said
from posapp.domain.errors import Refused
from posapp.domain.forbidden_words import NOTE_WORDS, check_note
from posapp.domain.member import Member
from posapp.domain.member_details import value_of
from posapp.domain.staff import Staff
from posapp.domain.typed import seen
from posapp.storage.members import When
from posapp.usecases.desk import Desk
from posapp.usecases.member_fields import MOST, checked, must_be_guarded, must_be_said
from posapp.usecases.members import Members
from posapp.usecases.own_account import must_be_others

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
        known, today = self._members.known(member), self._desk.moment().business_date
        wanted = {name: checked(name, value, today) for name, value in fields.items()}
        check_note(wanted.get("note", ""), self._desk.store.limits.get(NOTE_WORDS, ""))
        new = {name: value for name, value in wanted.items() if value != getattr(known, name) or clashes(known, name)}
        birthday, guardian = new.get("birthday", known.birthday), new.get("guardian", known.guardian)
        must_be_guarded(birthday, guardian, today)
        when = self._when("member_edit", approver)
        if new:
            over = {name: known.stamps(name) for name in new}
            self._desk.till.members.edit(known.id, new, over, when)
        return self._members.known(member)

    def write(self, member: str, values: Mapping[str, str]) -> Member:
        """Of what `domain.member_details` tells of; checked by who asks. Equal values are no change."""
        when, known = self._when("member"), self._members.known(member)
        check_note(" ".join(values.values()), self._desk.store.limits.get(NOTE_WORDS, ""))
        new = {f: v for f, v in values.items() if v != value_of(known.details, f) or clashes(known, f)}
        if new:
            self._desk.till.members.edit(known.id, new, {name: known.stamps(name) for name in new}, when)
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
        Refused("merge_same", "reason_missing", "own_account": points and money would go there)."""
        when = self._when("merge", approver)
        one, other = self._members.known(merged), self._members.known(into)
        if one.id == other.id:
            raise Refused("merge_same")
        for member in (one, other):
            must_be_others(self._desk.till, (self._desk.staff, approver), member.id)
        why = seen(" ".join(reason.split()))[: MOST["reason"]]
        if not why:
            raise Refused("reason_missing")
        check_note(why, self._desk.store.limits.get(NOTE_WORDS, ""))  # the journal keeps it for ever
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
