"""Feed rows: the newest state of every key of every noun, each change with the next cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, select, text, update

from hub.clock import system_clock
from hub.storage import delistings, tables
from hub.storage.database import Database, question
from posapp.contract.feed_rows import Row
from posapp.contract.feeds import NOUNS, Noun
from posapp.domain.times import to_text

EVERY_STORE: Final = ""
_CHUNK: Final = 1_000


@dataclass(frozen=True, slots=True)
class Change:
    """A row's new state as the JSON that travels; None: the row is gone."""

    noun: str
    store: str
    key: str
    body: str | None


def change(noun: str, store: str, row: Row) -> Change:
    """The row, new or other than before."""
    return Change(noun, store, row.key, row.model_dump_json(exclude_defaults=True))


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a feed: rows' JSON, keys of the gone, the cursor to go on from, whether there is more."""

    rows: list[str]
    gone: list[str]
    cursor: int
    more: bool


def publish(database: Database, changes: Iterable[Change], clock: Callable[[], datetime] = system_clock) -> int:
    """Writes those that say something new, in order; returns how many. Many short transactions: a push never waits."""
    written = 0
    for chunk in _chunks(changes):
        with database.write() as connection:
            written += put(connection, chunk, clock())
    return written


def put(connection: Connection, changes: list[Change], now: datetime) -> int:
    """Writes some changes inside a transaction; returns how many were news."""
    fresh = _fresh(connection, changes)
    if fresh:
        _write(connection, fresh)
        delistings.note(connection, ((c.noun, c.store, c.key, c.body is None) for c in fresh), to_text(now))
    return len(fresh)


def page(database: Database, noun: Noun, store: str, after: int, limit: int) -> Page:
    """At most `limit` changes of the store's feed after the cursor."""
    found = database.ask(_PAGE, (noun, after, limit + 1, noun, store, after, limit + 1))
    found.sort(key=lambda x: int(x[0]))
    more = len(found) > limit
    found = found[:limit]
    newest: dict[str, str | None] = {key: body for _, key, body in found}
    rows = [body for body in newest.values() if body is not None]
    gone = [key for key, body in newest.items() if body is None]
    return Page(rows, gone, found[-1][0] if found else after, more)


def heads(database: Database, store: str) -> Mapping[str, int]:
    """The newest cursor of every noun for the store; 0 where there is no row yet."""
    newest: dict[str, int] = dict.fromkeys(NOUNS, 0)
    for noun, cursor in database.ask(_HEADS, (store,)):
        if noun in newest:  # the hub also keeps what no feed carries yet
            newest[noun] = max(newest[noun], cursor)
    return newest


def newest_cursor(database: Database) -> int:
    """The last cursor given out; a till that is ahead of it knows another database."""
    return int(database.ask(_CURSOR)[0][0])


@dataclass(frozen=True, slots=True)
class Moved:
    """The newest cursor, how often access was ended, and (store, noun, head) of each feed that moved on."""

    cursor: int
    revoked: int
    feeds: tuple[tuple[str, str, int], ...] = ()


def moved(database: Database, after: int) -> Moved:
    """What moved on after that cursor. Cheap when nothing did."""
    with database.read() as connection:
        at = connection.execute(select(tables.hub.c.cursor, tables.hub.c.revoked)).one()
        if at.cursor <= after:
            return Moved(at.cursor, at.revoked)
        h = tables.head.c
        found = connection.execute(select(h.store, h.noun, h.cursor).where(h.cursor > after)).all()
    return Moved(at.cursor, at.revoked, tuple((row.store, row.noun, row.cursor) for row in found if row.noun in NOUNS))


def scopes(database: Database, noun: str, key: str) -> Mapping[str, str]:
    """The living rows of a key: its JSON by store."""
    r = tables.record.c
    query = select(r.store, r.body).where(*_of_key(noun, key), r.body.is_not(None))
    with database.read() as connection:
        return {row.store: row.body for row in connection.execute(query)}


def scopes_in(connection: Connection, noun: str, key: str) -> set[str]:
    """The stores that have a living row of a key, inside a transaction."""
    r = tables.record.c
    return set(connection.scalars(select(r.store).where(*_of_key(noun, key), r.body.is_not(None))))


def _of_key(noun: str, key: str) -> tuple[ColumnElement[bool], ...]:
    """Rows of a key in every store, each by the whole primary key: without the stores, which the heads name, all
    200,000 members of a chain would be read for one of them."""
    r, h = tables.record.c, tables.head.c
    return r.noun == noun, r.store.in_(select(h.store).where(h.noun == noun)), r.key == key


def keys(database: Database, noun: str, store: str) -> set[str]:
    """The keys of the living rows of a noun in that scope alone."""
    r = tables.record.c
    with database.read() as connection:
        query = select(r.key).where(r.noun == noun, r.store == store, r.body.is_not(None))
        return set(connection.scalars(query))


def places(database: Database, noun: str) -> Mapping[str, frozenset[str]]:
    """The stores that have a living row of each key."""
    r = tables.record.c
    found: dict[str, set[str]] = {}
    with database.read() as connection:
        for row in connection.execute(select(r.key, r.store).where(r.noun == noun, r.body.is_not(None))):
            found.setdefault(row.key, set()).add(row.store)
    return {key: frozenset(stores) for key, stores in found.items()}


def everywhere(connection: Connection, noun: str) -> Sequence[str]:
    """The JSON of every living row of a noun, whatever its store."""
    r = tables.record.c
    query = select(r.body).where(r.noun == noun, r.body.is_not(None)).order_by(r.store, r.key)
    return connection.scalars(query).all()


def some(connection: Connection, noun: str, store: str, keys: Sequence[str]) -> Mapping[str, str]:
    """The JSON of the living rows of these keys, by key."""
    r = tables.record.c
    found: dict[str, str] = {}
    for start in range(0, len(keys), _CHUNK):
        of_chunk = (r.noun == noun, r.store.in_((EVERY_STORE, store)), r.key.in_(keys[start : start + _CHUNK]))
        query = select(r.key, r.body).where(*of_chunk, r.body.is_not(None))
        found |= {row.key: row.body for row in connection.execute(query)}
    return found


def rows(connection: Connection, noun: str, store: str) -> Iterator[str]:
    """The JSON of every living row of a noun for the store; streamed, there may be a million."""
    r = tables.record.c
    for scope in (EVERY_STORE, store):
        query = select(r.body).where(r.noun == noun, r.store == scope, r.body.is_not(None)).order_by(r.key)
        yield from connection.execute(query, execution_options={"yield_per": 5_000}).scalars()


def _chunks(changes: Iterable[Change]) -> Iterator[list[Change]]:
    chunk: dict[tuple[str, str, str], Change] = {}
    for change in changes:
        chunk[(change.noun, change.store, change.key)] = change
        if len(chunk) == _CHUNK:
            yield list(chunk.values())
            chunk = {}
    if chunk:
        yield list(chunk.values())


def _fresh(connection: Connection, chunk: list[Change]) -> list[Change]:
    """Those whose body differs from what is there; a row that never was need not be buried."""
    r = tables.record.c
    there: dict[tuple[str, str, str], str | None] = {}
    for noun, store in {(c.noun, c.store) for c in chunk}:
        keys = [c.key for c in chunk if (c.noun, c.store) == (noun, store)]
        query = select(r.key, r.body).where(r.noun == noun, r.store == store, r.key.in_(keys))
        there |= {(noun, store, row.key): row.body for row in connection.execute(query)}
    return [c for c in chunk if there.get((c.noun, c.store, c.key)) != c.body]


def _write(connection: Connection, fresh: list[Change]) -> None:
    h = tables.hub.c
    moved = update(tables.hub).values(cursor=h.cursor + len(fresh)).returning(h.cursor)
    first = connection.execute(moved).scalar_one() - len(fresh) + 1
    records, newest = [], {}
    for cursor, c in enumerate(fresh, first):
        records.append({"noun": c.noun, "store": c.store, "key": c.key, "cursor": cursor, "body": c.body})
        newest[(c.noun, c.store)] = cursor
    connection.execute(_KEEP, records)
    marks = [{"noun": noun, "store": store, "cursor": cursor} for (noun, store), cursor in newest.items()]
    connection.execute(_MARK, marks)


_KEEP: Final = text(
    "INSERT INTO record (noun, store, key, cursor, body) VALUES (:noun, :store, :key, :cursor, :body)"
    " ON CONFLICT (noun, store, key) DO UPDATE SET cursor = excluded.cursor, body = excluded.body"
)
_MARK: Final = text(
    "INSERT INTO head (noun, store, cursor) VALUES (:noun, :store, :cursor)"
    " ON CONFLICT (noun, store) DO UPDATE SET cursor = excluded.cursor"
)
_SCOPE: Final = "SELECT cursor, key, body FROM record WHERE noun = ? AND store = {} AND cursor > ?"
_SOME: Final = "SELECT * FROM (" + _SCOPE + " ORDER BY cursor LIMIT ?) AS found"
_PAGE: Final = question(" UNION ALL ".join((_SOME.format("''"), _SOME.format("?"))))
"""Both scopes in one statement: asked one after the other, a change of all stores that comes in between would be passed
over by a cursor of the second."""
_HEADS: Final = question("SELECT noun, cursor FROM head WHERE store IN ('', ?)")
_CURSOR: Final = question("SELECT cursor FROM hub")
