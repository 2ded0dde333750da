"""Members by their ids: one that was enrolled again under the same telephone number leads to the first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import select

from hub.storage import tables
from hub.storage.database import Database, question
from hub.storage.spelling import spelled_name
from posapp.contract.feed_members import MemberRow
from posapp.domain.errors import Refused
from posapp.domain.member import phone_number


def resolve(database: Database, member: str) -> str:
    """The id of the member who remains; Refused("not_found")."""
    m = tables.member.c
    with database.read() as connection:
        row = connection.execute(select(m.id, m.same_as).where(m.id == member)).first()
    if row is None:
        raise Refused("not_found")
    return str(row.same_as or row.id)


def known_by(database: Database, noun: str, said: str) -> list[MemberRow]:
    """The hub's own record (of that noun) of whoever has this telephone number or id."""
    try:
        number = phone_number(said)
    except Refused:
        number = ""
    p, m, r = tables.member_private.c, tables.member.c, tables.record.c
    with database.read() as connection:
        holder = connection.scalar(select(p.member).where(p.phone == number)) if number else None
        member = str(holder or said)
        member = str(connection.scalar(select(m.same_as).where(m.id == member)) or member)
        query = select(r.body).where(r.noun == noun, r.store == "", r.key == member, r.body.is_not(None))
        body = connection.scalar(query)
    return [MemberRow.model_validate_json(body)] if body else []


def not_kept(database: Database, noun: str, ids: Iterable[str] | None = None) -> list[MemberRow]:
    """Members that tills enrolled, these or all, of whom there is no record of that noun yet, not even a tombstone. Of
    one that is the same as another only that is told."""
    asked = None if ids is None else tuple(ids)
    these = "" if asked is None else f" AND m.id IN ({', '.join('?' * len(asked)) or 'NULL'})"
    return [
        MemberRow(id=id_, same_as=same_as, store=store)
        if same_as
        else MemberRow(
            id=id_, name=name or "", phone=phone or "", store=store, joined=at[:10], spelled=spelled_name(name or "")
        )
        for id_, store, at, same_as, phone, name in database.ask(
            question(f"{_NOT_KEPT}{these} ORDER BY m.id"), (noun, *(asked or ()))
        )
    ]


_NOT_KEPT: Final = (
    "SELECT m.id, m.store, m.at, m.same_as, p.phone, p.name FROM member m"
    " LEFT JOIN member_private p ON p.member = m.id"
    " LEFT JOIN record r ON r.noun = ? AND r.store = '' AND r.key = m.id"
    " WHERE r.key IS NULL"
)
"""Asked at each start of the hub."""
