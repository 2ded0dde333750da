"""People follow the journals: a PIN changed at one till, somebody let in there, a deputy named there, are known
at every till of the shop. What the hub heard last holds.

It runs after a batch is in the books, from the batch's own entries: one that came before is told of again, since its
first answer may have been lost half-way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, select

from hub.people import end_of
from hub.storage import records, tables
from hub.storage.database import Database
from hub.storage.records import EVERY_STORE, change
from posapp.contract.envelope import WireEntry
from posapp.contract.feed_own_people import OwnPersonRow
from posapp.contract.feed_roles import RoleRow
from posapp.contract.feed_rows import StaffRow
from posapp.contract.members import Private, seal_of
from posapp.contract.people_ops import decode_deputy_named, decode_pin_changed, decode_temporary_person
from posapp.domain.errors import Refused
from posapp.domain.lent import LENT, lent_by
from posapp.domain.staff import MANAGER, Staff
from posapp.domain.telephone import OFFICE

_NOUN: Final = "own_people"
_HASH: Final = "$argon2id$"
Changed = tuple[str, dict[str, Any]]
"""Of whom, and what is another now."""


def follow(
    database: Database,
    origin: tuple[str, str],
    entries: Iterable[WireEntry],
    private: Mapping[str, Private],
    clock: Callable[[], datetime],
) -> None:
    """What a batch tells of people; `origin`: store, till."""
    told = [entry for entry in entries if entry.kind in _TOLD]
    if not told:
        return
    store, till = origin
    with database.write() as connection:
        connection.execute(
            select(tables.hub.c.id).with_for_update()
        )  # of two tills the second reads what the first wrote
        news = _News(connection, store, till)
        for entry in told:
            try:
                news.take(entry, private.get(f"{till}.{entry.seq}"))
            except (Refused, msgspec.MsgspecError, ValueError, RecursionError):
                continue  # it was refused as it came
        records.put(connection, [change(_NOUN, store, row) for row in news.rows.values()], clock())


class _News:
    """The rows of a store that a batch changes."""

    def __init__(self, connection: Connection, store: str, till: str) -> None:
        self._connection, self._store, self._till = connection, store, till
        self.rows: dict[str, OwnPersonRow] = {}

    def take(self, entry: WireEntry, private: Private | None) -> None:
        """What one entry tells, unless it is counted in already or whoever allowed it may not."""
        person, changed = _TOLD[entry.kind](self, entry, private)
        row = self._row(person)
        if changed and entry.seq > row.seen.get(self._till, 0):
            self.rows[person] = row.model_copy(update=changed | {"seen": {**row.seen, self._till: entry.seq}})

    def pin(self, entry: WireEntry, private: Private | None) -> Changed:
        """Another PIN for somebody who works here."""
        said = decode_pin_changed(bytes(entry.body))
        known = self._staff(said.person)
        if not _sealed(private, said.seal) or (known is None and not self._row(said.person).let_in):
            return said.person, {}
        if said.approver and not self._may(said.approver, "reset_pin", known):
            return said.person, {}
        assert private is not None
        made = {"pin_hash": private.pin, "must_change": bool(said.approver), "instead_of": said.instead_of}
        return said.person, made

    def let_in(self, entry: WireEntry, private: Private | None) -> Changed:
        """Somebody new or lent, of the calling till."""
        said = decode_temporary_person(bytes(entry.body))
        by = said.approver or entry.staff
        own = said.person.startswith(lent_by(self._till)) and said.role == LENT.id
        if not (own and _sealed(private, said.seal) and self._may(by, "temporary_pin")):
            return said.person, {}
        assert private is not None
        until = end_of(entry, said.until)
        return said.person, {"name": said.name, "role": said.role, "until": until, "let_in": private.pin}

    def deputy(self, entry: WireEntry, _private: Private | None) -> Changed:
        """Somebody stands in for another, or does not any more."""
        said = decode_deputy_named(bytes(entry.body))
        if said.until and not self._may(said.by, "name_deputy"):
            return said.person, {}
        return said.person, {"deputy_of": said.by, "deputy_until": end_of(entry, said.until)}

    def _row(self, person: str) -> OwnPersonRow:
        if person not in self.rows:
            body = records.some(self._connection, _NOUN, self._store, [person]).get(person)
            row = OwnPersonRow(id=person, seen={}) if body is None else OwnPersonRow.model_validate_json(body)
            return row
        return self.rows[person]

    def _staff(self, person: str) -> Staff | None:
        body = records.some(self._connection, "staff", self._store, [person]).get(person)
        if body is None:
            return None
        known = StaffRow.model_validate_json(body).value()
        role = records.some(self._connection, "roles", EVERY_STORE, [known.role.id]).get(known.role.id)
        return known if role is None else replace(known, role=RoleRow.model_validate_json(role).value())

    def _may(self, by: str, act: str, about: Staff | None = None) -> bool:
        """As the till asks it: only a manager, or head office, makes a manager's PIN."""
        if by == OFFICE:
            t = tables.telephone_code.c
            given = (t.store == self._store, t.till == self._till, t.act == act, t.approver == OFFICE, t.used > 0)
            return self._connection.execute(select(t.number).where(*given).limit(1)).first() is not None
        person = self._staff(by)
        if person is None or (about is not None and about.role.id == MANAGER and person.role.id != MANAGER):
            return False
        return person.may(act)


def _sealed(private: Private | None, seal: str) -> bool:
    """Whether the PIN's argon2 text came beside the entry, and is what it seals."""
    return private is not None and bool(seal) and private.pin.startswith(_HASH) and seal_of(private) == seal


_TOLD: Final[Mapping[str, Callable[[_News, WireEntry, Private | None], Changed]]] = {
    "pin_changed": _News.pin,
    "temporary_person": _News.let_in,
    "deputy_named": _News.deputy,
}
