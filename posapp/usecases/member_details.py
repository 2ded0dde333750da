"""What a person writes down of a member: sizes, preferences, dates, tags, wishes, and notes, which are only ever added.

Each is an entry as every change of a field is, offline too; whoever serves members may write it.
"""

from __future__ import annotations

import secrets
from datetime import date
from typing import Final

from posapp.domain.errors import Refused
from posapp.domain.forbidden_words import NOTE_WORDS, check_note
from posapp.domain.member import Member
from posapp.domain.member_details import (
    DATE,
    LISTS,
    NOTE,
    OWN,
    USUAL,
    WISH,
    Detail,
    OwnField,
    dated,
    detail_kind,
    details,
)
from posapp.domain.typed import seen
from posapp.usecases.desk import Desk
from posapp.usecases.member_changes import MemberChanges
from posapp.usecases.members import Members

MOST: Final = {NOTE: 60, DATE: 12, "tag": 20, WISH: 40}
"""So many of a kind a member has at most."""
SIGNS: Final = {NOTE: 400, DATE: 60, "tag": 24, WISH: 64, OWN: 60}
LEAP: Final = 2000
"""A year that has each day, for dates without one."""


class MemberDetails:
    """Beside `MemberChanges`, which writes who somebody is."""

    def __init__(self, desk: Desk, members: Members, changes: MemberChanges) -> None:
        self._desk = desk
        self._members = members
        self._changes = changes

    @property
    def own_fields(self) -> tuple[OwnField, ...]:
        """What this shop keeps of everybody."""
        return self._desk.store.member_fields or USUAL

    def set_own(self, member: str, values: dict[str, str]) -> Member:
        """The shop's own fields, by their ids; "" empties one. Refused("field_unknown")."""
        known = {own.id: own.field for own in self.own_fields}
        for id_ in values:
            if id_ not in known:
                raise Refused("field_unknown", field_named=id_)
        return self._changes.write(member, {known[id_]: _line(text, OWN) for id_, text in values.items()})

    def add(self, member: str, kind: str, text: str) -> Member:
        """A note, date, tag or wish (a product's number) more; one that is there already stays alone.
        Its name begins with how many there were, so that those of one second stay in order.
        Refused("detail_empty", "date_wrong", "product_gone", "details_full", "note_sensitive")."""
        if kind not in LISTS:
            raise Refused("field_unknown", field_named=kind)
        line = self._checked(kind, text)
        if kind != WISH:
            check_note(line, self._desk.store.limits.get(NOTE_WORDS, ""))
        there = details(self._members.known(member).details, kind)
        if kind != NOTE and line in {one.value for one in there}:
            return self._members.known(member)
        if len(there) >= MOST[kind]:
            raise Refused("details_full", most=MOST[kind])
        return self._changes.write(member, {f"{kind}.{len(there):03}-{secrets.token_hex(6)}": line})

    def take_away(self, member: str, kind: str, value: str) -> Member:
        """A date, tag or wish; every one that says so. Refused("note_stays")."""
        if kind == NOTE:
            raise Refused("note_stays")
        there = details(self._members.known(member).details, kind)
        gone = {one.field: "" for one in there if one.value == value and detail_kind(one.field) in LISTS}
        return self._changes.write(member, gone)

    def notes(self, member: Member) -> tuple[Detail, ...]:
        """The newest first; the oldest is what head office's file says."""
        filed = (Detail("note", member.note),) if member.note else ()
        return (*reversed(details(member.details, NOTE)), *filed)

    def _checked(self, kind: str, text: str) -> str:
        line = _line(text, kind)
        if not line:
            raise Refused("detail_empty")
        if kind == DATE:
            return _date(line)
        if kind == WISH and self._desk.catalog.by_sku(line) is None:
            raise Refused("product_gone", sku=line)
        return line


def _line(text: str, kind: str) -> str:
    return seen(" ".join(text.split()))[: SIGNS[kind]]


def _date(line: str) -> str:
    """ "2020-05-20 wedding day" or "05-20 wedding day"."""
    found = dated(line)
    day = found[0] if found is not None else ""
    try:
        date.fromisoformat(day if len(day) > 5 else f"{LEAP}-{day}")
    except ValueError:
        raise Refused("date_wrong") from None
    if found is None or not found[1].strip():
        raise Refused("date_wrong")
    return line
