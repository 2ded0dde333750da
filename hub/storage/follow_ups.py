"""Follow-ups and contacts in the hub's books, as the rows of their members tell of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, delete, select

from hub.storage.follow_up_tables import follow_up, follow_up_value, member_contact
from posapp.contract.feed_follow_ups import ContactRow, FollowUpRow
from posapp.domain.field_values import FieldValue, stamps_of, standing
from posapp.domain.follow_up import told
from posapp.domain.times import to_text

_CHUNK: Final = 500
_CONTACTS: Final = timedelta(days=90)
"""So long tills are told of a contact: longer than any guard looks back."""
_MOST: Final = 20
"""Contacts of one member that tills are told of."""


@dataclass(slots=True)
class Followed:
    """Of one member: what tills are told, and the last entry of each till that counts."""

    follow_ups: tuple[FollowUpRow, ...] = ()
    contacts: tuple[ContactRow, ...] = ()
    heard: dict[str, int] = field(default_factory=dict)


def followed(connection: Connection, members: Iterable[str] | None, now: datetime) -> dict[str, Followed]:
    """Of these members, or of all; their follow-ups moved when one became another."""
    asked = None if members is None else sorted(set(members))
    found: dict[str, Followed] = defaultdict(Followed)
    values: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in _rows(connection, follow_up_value, asked):
        values[row.follow_up].append(row)
        _hear(found, row)
    made: dict[str, list[FollowUpRow]] = defaultdict(list)
    for row in _rows(connection, follow_up, asked):
        _hear(found, row)
        made[row.member].append(_as_it_stands(row, values[row.id]))
    today = now.date().isoformat()
    for member, rows in made.items():
        kept = (row for row in rows if told(row.value(), today))
        found[member].follow_ups = tuple(sorted(kept, key=lambda row: (row.due, row.id)))
    for member, contacts in _contacts(connection, asked, found, now).items():
        found[member].contacts = tuple(sorted(contacts, key=lambda row: row.at, reverse=True)[:_MOST])
    return dict(found)


def forget(connection: Connection, member: str) -> None:
    """Nothing of what was written about them, or to them, stays."""
    for table in (follow_up, follow_up_value, member_contact):
        connection.execute(delete(table).where(table.c.member == member))


def _contacts(
    connection: Connection,
    asked: Iterable[str] | None,
    found: dict[str, Followed],
    now: datetime,
) -> dict[str, list[ContactRow]]:
    since, made = to_text(now - _CONTACTS), defaultdict[str, list[ContactRow]](list)
    for row in _rows(connection, member_contact, asked):
        if row.at < since:
            continue
        _hear(found, row)
        made[row.member].append(
            ContactRow(
                id=f"{row.till}.{row.seq}",
                at=row.at,
                channel=row.channel,
                staff=row.staff,
                store=row.store,
                template=row.template,
                version=row.version,
                follow_up=row.follow_up,
            )
        )
    return made


def _as_it_stands(row: Row[Any], written: list[Row[Any]]) -> FollowUpRow:
    first = f"{row.till}.{row.seq}" if row.till else ""
    by_field: dict[str, list[Row[Any]]] = defaultdict(list)
    for value in written:
        by_field[value.field].append(value)
    told_fields: dict[str, Any] = {"type": row.type, "due": row.due, "note": row.note}
    edited, clashes = [], []
    for name, some in sorted(by_field.items()):
        values = [FieldValue(f"{v.till}.{v.seq}", v.value, v.at, frozenset(v.over.split())) for v in some]
        left = standing(values)
        told_fields[name] = left[-1].value
        edited.append((name, stamps_of(values)))
        clashes += [(name, value.value) for value in left[:-1]]
        if name == "outcome":
            last = next(v for v in some if f"{v.till}.{v.seq}" == left[-1].stamp)
            told_fields |= {"done_at": last.at, "done_by": last.staff}
    return FollowUpRow(
        id=row.id,
        **told_fields,
        rule=row.rule,
        about=row.about,
        template=row.template,
        until=row.until,
        store=row.store,
        at=row.at,
        by=row.staff if first else "",
        edited=tuple(edited),
        clashes=tuple(clashes),
    )


def _hear(found: dict[str, Followed], row: Row[Any]) -> None:
    if row.till:
        heard = found[row.member].heard
        heard[row.till] = max(row.seq, heard.get(row.till, 0))


def _rows(connection: Connection, table: Table, members: Iterable[str] | None) -> Iterator[Row[Any]]:
    if members is None:
        yield from connection.execute(select(table))
        return
    ids = list(members)
    for start in range(0, len(ids), _CHUNK):
        yield from connection.execute(select(table).where(table.c.member.in_(ids[start : start + _CHUNK])))
