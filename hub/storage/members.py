"""Members by their ids: one that was enrolled again under the same telephone number leads to the first."""

from __future__ import annotations

from sqlalchemy import select

from hub.storage import tables
from hub.storage.database import Database
from posapp.domain.errors import Refused


def resolve(database: Database, member: str) -> str:
    """The id of the member who remains; Refused("not_found")."""
    m = tables.member.c
    with database.read() as connection:
        row = connection.execute(select(m.id, m.same_as).where(m.id == member)).first()
    if row is None:
        raise Refused("not_found")
    return str(row.same_as or row.id)
