"""Follow-ups and contacts of a member as touches of their timeline; nothing of what was written."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from hub.storage.follow_up_tables import follow_up, follow_up_value, member_contact
from posapp.contract.member_history import TouchRow


def said(connection: Connection, till: str, seq: int) -> tuple[str, str] | None:
    """The member that a till's entry wrote to, and its words."""
    c = member_contact.c
    found = connection.execute(select(c.member, c.words).where(c.till == till, c.seq == seq)).first()
    return (found.member, found.words) if found is not None else None


def followed_up(connection: Connection, ids: tuple[str, ...]) -> Iterator[TouchRow]:
    """Made, done, contacted; of any of these ids."""
    f, v, c = follow_up.c, follow_up_value.c, member_contact.c
    for row in connection.execute(select(f.id, f.at, f.store, f.type).where(f.member.in_(ids))):
        yield TouchRow(id=row.id, kind="follow_up", at=row.at, store=row.store, what=row.type)
    done = select(v.till, v.seq, v.at, v.store, v.value).where(v.member.in_(ids), v.field == "outcome")
    for till, seq, at, store, outcome in connection.execute(done):
        yield TouchRow(id=f"{till}.{seq}", kind="followed_up", at=at, store=store, what=outcome)
    contacts = select(c.till, c.seq, c.at, c.store, c.channel, c.template).where(c.member.in_(ids))
    for till, seq, at, store, channel, template in connection.execute(contacts):
        yield TouchRow(id=f"{till}.{seq}", kind="contact", at=at, store=store, channel=channel, what=template)
