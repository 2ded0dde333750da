"""Members of a hub that did not know yet how names are read: told again, so that tills find them by every word; and the
numbers of head office's own members, so that who enrols under one of them is the same."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, select, text

from hub.storage import tables
from hub.storage.spelling import spelled_name
from posapp.contract.feed_members import MemberRow

_KEPT: Final = "member_kept"
_NUMBER: Final = text(
    "INSERT INTO member_private (phone, member, salt, name) VALUES (:phone, :member, '', :name)"
    " ON CONFLICT (phone) DO NOTHING"
)
_CURSOR: Final = text("UPDATE hub SET cursor = cursor + 1 RETURNING cursor")
_TELL: Final = text(
    "UPDATE record SET body = :body, cursor = :cursor WHERE noun = :noun AND store = :store AND key = :key"
)
_HEAD: Final = text("UPDATE head SET cursor = :cursor WHERE noun = :noun AND store = :store")


def write_down(connection: Connection) -> None:
    """Every member who has a name or a number, in every shop."""
    r = tables.record.c
    query = select(r.noun, r.store, r.body).where(r.noun.in_((_KEPT, "members")), r.body.is_not(None))
    for noun, store, body in connection.execute(query.order_by(r.noun, r.store, r.key)).all():
        row = MemberRow.model_validate_json(body)
        if row.name:
            told = row.model_copy(update={"spelled": spelled_name(row.name)}).model_dump_json(exclude_defaults=True)
            where = {"noun": noun, "store": store, "cursor": connection.execute(_CURSOR).scalar_one()}
            connection.execute(_TELL, {**where, "key": row.id, "body": told})
            connection.execute(_HEAD, where)
        if noun == _KEPT and row.phone.startswith("+"):
            connection.execute(_NUMBER, {"phone": row.phone, "member": row.id, "name": row.name})
