"""What tills changed of members, read for the feeds: the values of their fields, their channels, who they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Column, Connection, Row, Table, delete, select, text

from hub.storage import appointments, follow_ups, records, tables
from hub.storage.database import Database
from hub.storage.follow_ups import Followed
from hub.storage.member_purchases import Purchases, purchases
from hub.storage.member_tables import member_consent, member_merge, member_value
from hub.storage.privacy_tables import erased_member
from posapp.contract.feed_members import MemberRow
from posapp.domain.consent import Agreed, Said, after
from posapp.domain.field_values import FieldValue, stamps_of, standing
from posapp.domain.member_details import LISTS, Detail, detail_kind, with_details

KEPT: Final = "member_kept"
"""The noun of the one row of each member. No feed: no till can ask for it."""
_CHUNK: Final = 500
_AT_ONCE: Final = 20
"""So many are told in one transaction: sales that arrive meanwhile wait no longer than that."""


@dataclass(slots=True)
class Told:
    """Of one member: values by field, what was said of channels in order, the last entry of each till."""

    values: dict[str, list[FieldValue]] = field(default_factory=lambda: defaultdict(list))
    said: list[tuple[str, str, Said]] = field(default_factory=list)
    """(moment, business date, what)."""
    heard: dict[str, int] = field(default_factory=dict)
    same_as: str = ""
    followed: Followed = field(default_factory=Followed)
    bought: Purchases | None = None
    """None: as it was told before."""
    standing: Mapping[str, object] = field(default_factory=dict)
    """The tier that their purchases make, and what is missing for the next."""

    def hear(self, till: str, seq: int) -> None:
        """An entry that counts."""
        self.heard[till] = max(seq, self.heard.get(till, 0))

    def on(self, consent: tuple[str, ...], agreed: Agreed) -> Mapping[str, object]:
        """The fields of a member's row that entries have changed, over what was agreed before; the rest stays."""
        changed: dict[str, object] = {}
        details: list[Detail] = []
        for name, values in self.values.items():
            holds = standing(values)[-1]
            if detail_kind(name):
                details.append(Detail(name, holds.value, holds.at, holds.staff))
            else:
                changed[name] = holds.value
        for _, day, said in sorted(self.said, key=lambda one: (one[0], bool(one[2].withdrawn))):  # in doubt it is ended
            consent, agreed = after(consent, agreed, said, day)
        gone = {one.field for one in details if not one.value and detail_kind(one.field) in LISTS}
        edited = tuple((name, stamps_of(vs)) for name, vs in sorted(self.values.items()) if name not in gone)
        clashes = tuple((name, v.value) for name, vs in sorted(self.values.items()) for v in standing(vs)[:-1])
        told = {
            "consent": consent,
            "agreed": agreed,
            "edited": edited,
            "clashes": clashes,
            "details": with_details((), details),
            "follow_ups": self.followed.follow_ups,
            "contacts": self.followed.contacts,
        }
        if self.bought is not None:
            changed |= self.bought.told()
        return changed | dict(self.standing) | told | {"heard": tuple(sorted(self.heard.items()))}


def told_of(connection: Connection, members: Iterable[str] | None, now: datetime) -> dict[str, Told]:
    """What entries told of these members, or of all; only those of whom any did. Who remains of several has the notes,
    dates, tags and wishes of all of them."""
    found: dict[str, Told] = defaultdict(Told)
    for row in _rows(connection, member_value, member_value.c.member, members):
        found[row.member].values[row.field].append(_value(row))
        found[row.member].hear(row.till, row.seq)
    led = {row.id: row.same_as for row in _rows(connection, tables.member, tables.member.c.same_as, members)}
    for row in _rows(connection, member_value, member_value.c.member, [id_ for id_, into in led.items() if into]):
        if detail_kind(row.field) in LISTS:
            found[led[row.member]].values[row.field].append(_value(row))
    for row in _rows(connection, member_consent, member_consent.c.member, members):
        channel = (row.channel,)
        said = Said(channel if row.given else (), () if row.given else channel, row.text, row.how)
        found[row.member].said.append((row.at, row.business_date, said))
        found[row.member].hear(row.till, row.seq)
    for row in _rows(connection, member_merge, member_merge.c.merged, members):
        found[row.merged].hear(row.till, row.seq)
    for id_, followed in follow_ups.followed(connection, members, now).items():
        found[id_].followed = followed
        for till, seq in followed.heard.items():
            found[id_].hear(till, seq)
    for row in _rows(connection, tables.member_tier, tables.member_tier.c.member, members):
        names = ("tier", "following", "missing", "missing_points")
        found[row.member].standing = {name: getattr(row, name) for name in names}
    for row in _rows(connection, tables.member, tables.member.c.id, members):
        if row.same_as:
            found[row.id].same_as = row.same_as
    return dict(found)


def _value(row: Row[Any]) -> FieldValue:
    return FieldValue(f"{row.till}.{row.seq}", row.value, row.at, frozenset(row.over.split()), row.staff)


def tell(
    database: Database,
    members: Iterable[str],
    kept: str,
    changed: Callable[[MemberRow, Told], MemberRow],
    now: datetime,
    buyers: Collection[str] = (),
) -> None:
    """Publishes these members as entries have `changed` them, in each shop that has them and as the hub's own record,
    the noun `kept`; what the `buyers` among them bought is counted anew. Many are told some at a time."""
    ids = sorted(set(members))
    for start in range(0, len(ids), _AT_ONCE):
        _tell(database, ids[start : start + _AT_ONCE], kept, changed, now, buyers)


def _tell(
    database: Database,
    members: list[str],
    kept: str,
    changed: Callable[[MemberRow, Told], MemberRow],
    now: datetime,
    buyers: Collection[str],
) -> None:
    bought = [id_ for id_ in members if id_ in buyers]
    with database.write() as connection:
        found = told_of(connection, members, now)
        for id_, some in (purchases(connection, bought, now.date()) if bought else {}).items():
            found.setdefault(id_, Told()).bought = some
        for id_, told in sorted(found.items()):
            body = _locked(connection, kept, id_)
            if body is not None:
                row = changed(MemberRow.model_validate_json(body), told)
                shops = sorted(records.scopes_in(connection, "members", id_))
                places = [*(("members", shop) for shop in shops), (kept, records.EVERY_STORE)]
                records.put(connection, [records.change(noun, place, row) for noun, place in places], now)


def _locked(connection: Connection, kept: str, member: str) -> str | None:
    """The hub's own record; nobody else changes the member until this is told."""
    r = tables.record.c
    query = select(r.body).where(r.noun == kept, r.store == records.EVERY_STORE, r.key == member)
    return connection.scalar(query.with_for_update())


def _rows(connection: Connection, table: Table, by: Column[Any], members: Iterable[str] | None) -> Iterator[Row[Any]]:
    if members is None:
        yield from connection.execute(select(table))
        return
    ids = sorted(set(members))
    for start in range(0, len(ids), _CHUNK):
        yield from connection.execute(select(table).where(by.in_(ids[start : start + _CHUNK])))


def erased(database: Database) -> frozenset[str]:
    """Every id of whoever asked to be erased: a file that still names them brings nobody back."""
    with database.read() as connection:
        return frozenset(connection.scalars(select(erased_member.c.member)))


def note_numbers(database: Database, numbers: Iterable[tuple[str, str, str]]) -> None:
    """(telephone number, member, name) of members whom head office's file names: who enrols under such a number is the
    same member. A number that somebody has stays theirs."""
    rows = [{"phone": phone, "member": member, "name": name} for phone, member, name in numbers if phone[:1] == "+"]
    for start in range(0, len(rows), _CHUNK):
        with database.write() as connection:
            connection.execute(_NUMBER, rows[start : start + _CHUNK])


def forget(connection: Connection, member: str) -> None:
    """Nothing personal of them stays in these tables; their entries never held it."""
    for table in (tables.member_private, member_value, member_consent):
        connection.execute(delete(table).where(table.c.member == member))
    follow_ups.forget(connection, member)
    appointments.forget_of(connection, member)


_NUMBER: Final = text(
    "INSERT INTO member_private (phone, member, salt, name) VALUES (:phone, :member, '', :name)"
    " ON CONFLICT (phone) DO NOTHING"
)
