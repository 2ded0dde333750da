"""The codes that head office gave over the telephone, with which the tills' entries are compared."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from hub.storage import tables
from posapp.domain.telephone import Asked


def keep(connection: Connection, where: tuple[str, str], asked: Asked, approver: str, at: str) -> None:
    """`where`: store and till. Given a second time, the code is the same and so is the row."""
    codes = tables.telephone_code
    said = {"store": where[0], "till": where[1], "number": asked.number, "act": asked.act, "amount": asked.amount}
    said |= {"about": asked.about, "approver": approver}
    if connection.execute(select(codes.c.used).filter_by(**said)).first() is None:
        connection.execute(insert(codes).values(**said, at=at, used=0, used_at=""))
