"""Pictures of goods that came back, as tills send them beside their journals."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from hub.storage.database import Database
from hub.storage.return_tables import return_photo
from posapp.domain.errors import Refused
from posapp.domain.times import to_text

_DAY: Final = 86_400
"""Seconds."""
MOST_A_DAY: Final = 500
"""Of one till: whoever has its token fills no disk with it."""


def keep(database: Database, origin: tuple[str, str], id_: str, image: bytes, now: datetime) -> None:
    """Once each. `origin`: store and till. Refused("too_many_calls") beyond a day's."""
    (store, till), at, p = origin, to_text(now), return_photo.c
    with database.write() as connection:
        today = select(func.count()).where(p.till == till, p.at >= at[:10])
        if int(connection.scalar(today) or 0) >= MOST_A_DAY:
            raise Refused("too_many_calls", seconds=_DAY)
        insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        row = {"id": id_, "store": store, "till": till, "at": at, "image": image}
        connection.execute(insert(return_photo).values(row).on_conflict_do_nothing())


def one(database: Database, id_: str) -> bytes | None:
    """The bytes, or None."""
    with database.read() as connection:
        found = connection.scalar(select(return_photo.c.image).where(return_photo.c.id == id_))
    return None if found is None else bytes(found)
