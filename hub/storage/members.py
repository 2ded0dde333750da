"""Members by their ids: one that was enrolled again under the same telephone number leads to the first."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import and_, select

from hub.storage import tables
from hub.storage.database import Database
from posapp.contract.feed_members import MemberRow
from posapp.domain.errors import Refused


def resolve(database: Database, member: str) -> str:
    """The id of the member who remains; Refused("not_found")."""
    m = tables.member.c
    with database.read() as connection:
        row = connection.execute(select(m.id, m.same_as).where(m.id == member)).first()
    if row is None:
        raise Refused("not_found")
    return str(row.same_as or row.id)


def not_kept(database: Database, noun: str, ids: Iterable[str] | None = None) -> list[MemberRow]:
    """Members that tills enrolled, these or all, of whom there is no record of that noun yet, not even a tombstone. Of
    one that is the same as another only that is told."""
    m, p, r = tables.member, tables.member_private, tables.record
    kept = and_(r.c.noun == noun, r.c.store == "", r.c.key == m.c.id)
    query = (
        select(m.c.id, m.c.store, m.c.at, m.c.same_as, p.c.phone, p.c.name)
        .select_from(m.outerjoin(p, p.c.member == m.c.id).outerjoin(r, kept))
        .where(r.c.key.is_(None))
        .order_by(m.c.id)
    )
    with database.read() as connection:
        found = connection.execute(query if ids is None else query.where(m.c.id.in_(list(ids)))).all()
    return [
        MemberRow(id=x.id, same_as=x.same_as, store=x.store)
        if x.same_as
        else MemberRow(id=x.id, name=x.name or "", phone=x.phone or "", store=x.store, joined=x.at[:10])
        for x in found
    ]
