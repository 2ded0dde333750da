"""Messages to customers: one row each. Whoever sends takes it for some minutes; who died while sending lets it go."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

from sqlalchemy import select, update

from hub.storage import tables
from hub.storage.database import Database


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A message; `receiver` is "" once nobody sends it any more, `masked` stays. `due`: when it is tried next."""

    store: str
    id: str
    way: str
    kind: str
    about: str
    receiver: str
    masked: str
    state: str
    why: str
    tries: int
    moved_at: str
    due: str
    simulated: int


def due(database: Database, now: str, most: int) -> list[NoticeRow]:
    """Those whose turn it is, whoever takes them."""
    n = tables.notice.c
    return _rows(database, (n.state == "asked") & (n.due <= now), n.due, most)


def next_due(database: Database) -> str:
    """When the next one is to be sent; "" when none waits."""
    n = tables.notice.c
    with database.read() as connection:
        found = connection.scalar(select(n.due).where(n.state == "asked").order_by(n.due).limit(1))
    return str(found or "")


def take(database: Database, row: NoticeRow, until: str) -> bool:
    """Whether it is the caller's to send until then: of several, one has it."""
    n = tables.notice.c
    mine = (n.store == row.store) & (n.id == row.id) & (n.state == "asked") & (n.due == row.due)
    with database.write() as connection:
        taken = update(tables.notice).where(mine).values(due=until, tries=n.tries + 1)
        return connection.execute(taken.returning(n.id)).first() is not None


def end(database: Database, row: NoticeRow, state: str, why: str, simulated: bool, now: str) -> None:
    """It was sent, or never will be; the address is forgotten."""
    _change(database, row, {"state": state, "why": why, "simulated": int(simulated), "moved_at": now, "receiver": ""})


def later(database: Database, row: NoticeRow, why: str, due_at: str, now: str) -> None:
    """It is tried again then."""
    _change(database, row, {"why": why, "due": due_at, "moved_at": now})


def of(database: Database, store: str, about: str) -> list[NoticeRow]:
    """Those about a sale, the oldest first."""
    n = tables.notice.c
    return _rows(database, (n.store == store) & (n.about == about), n.at, _MOST)


def listed(database: Database, store: str | None) -> list[NoticeRow]:
    """All, of one store or of every one, the oldest first."""
    n = tables.notice.c
    return _rows(database, n.store == store if store is not None else n.store != "", n.at, None)


def _rows(database: Database, where: object, order: object, most: int | None) -> list[NoticeRow]:
    n = tables.notice.c
    query = select(*(n[each.name] for each in fields(NoticeRow))).where(where)  # type: ignore[arg-type]
    with database.read() as connection:
        found = connection.execute(query.order_by(order, n.id).limit(most))  # type: ignore[arg-type]
        return [NoticeRow(*row) for row in found]


def _change(database: Database, row: NoticeRow, values: dict[str, object]) -> None:
    n = tables.notice.c
    with database.write() as connection:
        mine = (n.store == row.store) & (n.id == row.id) & (n.state == "asked")
        connection.execute(update(tables.notice).where(mine).values(**values))


_MOST: Final = 20
"""Of one sale."""
