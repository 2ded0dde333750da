"""Appointments of the shop: as the hub tells of them, and as this till's own entries leave them until it does."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

import msgspec

from posapp.contract.appointment_ops import AppointmentOp, decode_appointment
from posapp.contract.members import Private, seal_of
from posapp.domain.appointment import Appointment
from posapp.storage.copied import Copied
from posapp.storage.database import Database
from posapp.storage.journal import Journal
from posapp.storage.members import Members, When

_OWN: Final = (
    "SELECT a.seq, a.body, a.private, j.at, j.staff FROM member_act a JOIN journal j ON j.seq = a.seq"
    " WHERE a.kind = 'appointment' AND a.seq > :after AND a.private <> x'' ORDER BY a.seq"
)
_LOOKED_AT: Final = 2_000
"""So many of the till's last entries may be appointments that the hub has not told of yet."""


class Appointments:
    """Each act is an entry; names and words are kept and sent beside it."""

    def __init__(self, database: Database, copies: Database, journal: Journal, members: Members) -> None:
        self._database, self._journal, self._members = database, journal, members
        self.copied: Copied[Appointment] = Copied(copies, "appointments", Appointment, _words)
        self._unpack = msgspec.json.Decoder(Private).decode

    def write(self, one: Appointment, when: When) -> str:
        """As it is from now on; without an id it is new. Its id."""
        name = "" if one.member else one.name
        beside = Private(secrets.token_hex(16), "", name, note=one.what)
        told = (one.id, one.stamp, one.member, one.associate, one.state, one.minutes)
        op = AppointmentOp(one.start, seal_of(beside), *told)
        with self._database.transaction() as tx:
            whose = one.member or one.id or "?"
            seq = self._members.act_in(tx, "appointment", whose, op, when, beside)
        return one.id or f"{self._journal.till}.{seq}"

    def by_id(self, id_: str) -> Appointment | None:
        """One, or None."""
        own = self._own()
        return own.get(id_) or self.copied.by_key(id_)

    def between(self, days: Iterable[str], first: str, last: str) -> tuple[Appointment, ...]:
        """Those that begin from `first` to before `last` (UTC texts), which lie in these `days` (UTC dates)."""
        found = {one.id: one for day in days for one in self.copied.found(day)} | self._own()
        return tuple(sorted((a for a in found.values() if first <= a.start < last), key=lambda a: (a.start, a.id)))

    def of_member(self, ids: Iterable[str]) -> tuple[Appointment, ...]:
        """All of a member, whatever ids they have, the earliest first."""
        known = tuple(ids)
        found = {one.id: one for id_ in known for one in self.copied.found(id_)}
        found |= {one.id: one for one in self._own().values() if one.member in known}
        return tuple(sorted(found.values(), key=lambda a: (a.start, a.id)))

    def _own(self) -> dict[str, Appointment]:
        """Those about which this till wrote something that the hub has not told of."""
        after = max(0, self._journal.acknowledged() - _LOOKED_AT)
        found: dict[str, Appointment] = {}
        for seq, body, private, at, staff in self._database.select(_OWN, after=after):
            one = _read(f"{self._journal.till}.{seq}", bytes(body), self._unpack(private), at, staff)
            found[one.id] = one
        told = {one.id: one for one in map(self.copied.by_key, found) if one is not None}
        return {id_: one for id_, one in found.items() if id_ not in told or self._newer(one, told[id_])}

    def _newer(self, own: Appointment, told: Appointment) -> bool:
        """Whether the hub has not heard of it; where it has, its word counts."""
        seq = int(own.stamp.rpartition(".")[2])
        return own.stamp != told.stamp and (seq > self._journal.acknowledged() or own.at > told.at)


def _read(stamp: str, body: bytes, private: Private, at: str, staff: str) -> Appointment:
    op = decode_appointment(body)
    bare = Appointment(op.of or stamp, op.start, op.minutes, op.member)
    return replace(bare, name=private.name, what=private.note, associate=op.associate, state=op.state,
                   stamp=stamp, by=staff, at=at)  # fmt: skip


def _words(one: Appointment) -> Iterator[str]:
    yield one.start[:10]
    if one.member:
        yield one.member
