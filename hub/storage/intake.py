"""The inbox's own way into the database: one transaction a batch, at driver speed (SQLAlchemy doubles the cost).

Both classes lock the till's row first, so two batches of one till never cross; each table's rows go in together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple, Protocol

from sqlalchemy import Table

from hub import inbox
from hub.inbox import Held, Taken
from hub.rows import Row
from hub.storage import (
    appointments,
    follow_up_tables,
    member_tables,
    privacy_tables,
    shift_tables,
    tables,
    topup_tables,
)
from hub.storage.books import StoredBooks
from hub.storage.database import Database
from hub.storage.pg_rows import put
from hub.storage.shop_books import FEEDS, LITE_LISTED, PG_LISTED, Ask, Memory, ShopBooks
from hub.storage.tokens import NotGood

_BOOKS: Final = (
    tables.sale,
    tables.sale_line,
    tables.sale_discount,
    tables.sale_tender,
    tables.sale_tax,
    topup_tables.topup,
    tables.purse_move,
    tables.tender_correction,
    tables.shift,
    tables.shift_close,
    shift_tables.shift_away,
    tables.cash_move,
    shift_tables.cash_refund,
    tables.receipt_page,
    tables.member,
    member_tables.member_value,
    member_tables.member_consent,
    member_tables.member_merge,
    member_tables.member_reveal,
    appointments.appointment,
    follow_up_tables.follow_up,
    follow_up_tables.follow_up_value,
    follow_up_tables.member_contact,
    tables.hold,
    tables.offer_use,
    tables.voucher_use,
    tables.sale_return,
    tables.stand_in,
    tables.exception,
    tables.notice,
    tables.order_step,
    tables.order_collector,
    privacy_tables.privacy_request,
    privacy_tables.privacy_proof,
    tables.kept_private,
)

Decide = Callable[[Held], Taken]


class _Head(NamedTuple):
    """What the till's row says, and the sum of the heads of what is remembered of its store."""

    store: str
    last_seq: int
    last_hash: bytes
    receipt: str
    token_hash: bytes
    revoked_at: str | None
    heads: int


class Intake(Protocol):
    """Writes what `decide` makes of the till's state, or nothing when it raises."""

    def take(self, till: str, first: int, last: int, decide: Decide, shown: bytes | None = None) -> Taken:
        """`first` and `last` are the entries' numbers, whose earlier copies `decide` is shown; `shown`: the hash of the
        token that must be the till's now, or nothing is taken (tokens.NotGood)."""

    def take_kept(self, till: str, now: str) -> Taken | None:
        """Books the till's first entries that were kept for want of knowing their kind; None when there are none."""


def intake_of(database: Database) -> Intake:
    """The intake that suits the database."""
    return SqliteIntake(database) if database.sqlite else PostgresIntake(database)


class SqliteIntake:
    """One `executemany` a table under the writer's gate."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._memory = Memory()

    def take(self, till: str, first: int, last: int, decide: Decide, shown: bytes | None = None) -> Taken:
        """See Intake."""
        with self._transaction() as connection:
            head = _Head(*connection.execute(_LITE_TILL, (till,)).fetchone())
            _look_at(head, shown)
            known = connection.execute(_LITE_KNOWN, (till, first - 1, last)) if first <= head.last_seq else ()
            taken = decide(_held(till, head, known, _lite_books(connection, head, till, self._memory)))
            for sql, rows in (*_writes(taken), *_changes(till, head.store, taken)):
                connection.executemany(sql, rows)
            connection.execute(_LITE_MOVE, _moved(taken, till))
        return taken

    def take_kept(self, till: str, now: str) -> Taken | None:
        """See Intake."""
        with self._transaction() as connection:
            head = _Head(*connection.execute(_LITE_TILL, (till,)).fetchone())
            taken = _kept(_held(till, head, (), _lite_books(connection, head, till, self._memory)), now)
            if taken is not None:
                for sql, rows in (*_writes(taken), *_changes(till, head.store, taken), _forget(till)):
                    connection.executemany(sql, rows)
                connection.execute(_LITE_MOVE, _moved(taken, till))
        return taken

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        with self._database.gate(), self._database.raw() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # a full disk has undone it already
                    connection.execute("ROLLBACK")
                raise


class PostgresIntake:
    """All rows of a batch together (`pg_rows`): three times as fast as `executemany`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._memory = Memory()

    def take(self, till: str, first: int, last: int, decide: Decide, shown: bytes | None = None) -> Taken:
        """See Intake."""
        with self._transaction() as cursor:
            head = _Head(*cursor.execute(_PG_TILL, (till,)).fetchone())
            _look_at(head, shown)
            known = cursor.execute(_PG_KNOWN, (till, first - 1, last)) if first <= head.last_seq else ()
            taken = decide(_held(till, head, known, _pg_books(cursor, head, till, self._memory)))
            if taken.entries:
                put(cursor, _filled(taken))
                _change(cursor, _changes(till, head.store, taken))
                cursor.execute(_PG_MOVE, _moved(taken, till))
        return taken

    def take_kept(self, till: str, now: str) -> Taken | None:
        """See Intake."""
        with self._transaction() as cursor:
            head = _Head(*cursor.execute(_PG_TILL, (till,)).fetchone())
            taken = _kept(_held(till, head, (), _pg_books(cursor, head, till, self._memory)), now)
            if taken is not None:
                put(cursor, _filled(taken))
                _change(cursor, (*_changes(till, head.store, taken), _forget(till)))
                cursor.execute(_PG_MOVE, _moved(taken, till))
        return taken

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        with self._database.raw() as connection:
            try:
                yield connection.cursor()
                connection.commit()
            except BaseException:
                connection.rollback()
                raise


def _kept(held: Held, now: str) -> Taken | None:
    """What becomes of the first of the kept entries; the till's row is locked, so no other process does the same."""
    books = held.books
    kept = books.kept()
    return inbox.take_kept(kept, books.kept_private(), held, now) if kept else None


def _forget(till: str) -> tuple[str, list[Row]]:
    """Personal fields that no kept entry waits for any more."""
    return _FORGET, [(till, till)]


def _change(cursor: Any, changes: Iterable[tuple[str, list[Row]]]) -> None:
    for sql, rows in changes:
        cursor.executemany(sql.replace("?", "%s"), rows)


def _look_at(head: _Head, shown: bytes | None) -> None:
    if shown is not None and (head.revoked_at is not None or bytes(head.token_hash) != shown):
        raise NotGood


def _held(till: str, head: _Head, known: Any, books: StoredBooks) -> Held:
    earlier = {seq: (bytes(hash_), refusal) for seq, hash_, refusal in known}
    return Held(till, head.store, head.last_seq, bytes(head.last_hash), earlier, books, head.receipt)


def _moved(taken: Taken, till: str) -> Row:
    """Where the till stands now."""
    return (taken.last_seq, taken.last_hash, taken.receipt, till)


def _lite_books(connection: Any, head: _Head, till: str, memory: Memory) -> StoredBooks:
    return _books(lambda sql, values: connection.execute(sql, values).fetchall(), LITE_LISTED, head, till, memory)


def _pg_books(cursor: Any, head: _Head, till: str, memory: Memory) -> StoredBooks:
    def ask(sql: str, values: tuple[object, ...]) -> list[Any]:
        found: list[Any] = cursor.execute(sql.replace("?", "%s"), values).fetchall()
        return found

    return _books(ask, PG_LISTED, head, till, memory)


def _books(ask: Ask, listed: str, head: _Head, till: str, memory: Memory) -> StoredBooks:
    return StoredBooks(ask, listed, head.store, till, ShopBooks(ask, listed, head.store, memory, int(head.heads)))


def _changes(till: str, store: str, taken: Taken) -> Iterator[tuple[str, list[Row]]]:
    """Entries that were looked at again; with those that are booked now, what was excepted to them is settled."""
    if taken.anew:
        yield _ANEW, [(refusal, applied, till, seq) for refusal, applied, seq in taken.anew]
    booked: list[Row] = [(taken.at, store, f"{till}.{seq}.refused") for refusal, _, seq in taken.anew if not refusal]
    if booked:
        yield _SETTLED, booked


def _writes(taken: Taken) -> Iterator[tuple[str, list[Row]]]:
    """The statement and rows of each table that gets any; the journal first."""
    for table, rows in _filled(taken):
        yield _LITE_INSERT[table.name], rows


def _filled(taken: Taken) -> list[tuple[Table, list[Row]]]:
    found = [(tables.entry, taken.entries), *((table, getattr(taken.rows, table.name)) for table in _BOOKS)]
    return [(table, rows) for table, rows in found if rows]


def _lite_insert(table: Table) -> str:
    return f"INSERT INTO {table.name} VALUES ({','.join('?' * len(table.columns))})"


_TABLES: Final = (tables.entry, *_BOOKS)
_TILL: Final = (
    "SELECT store, last_seq, last_hash, receipt, token_hash, revoked_at, (SELECT coalesce(sum(cursor), 0) FROM head"
    f" WHERE noun IN ({FEEDS}) AND store IN ('', till.store)) FROM till WHERE id = "
)
_KNOWN: Final = "SELECT seq, hash, refusal FROM entry WHERE till = "

_ANEW: Final = "UPDATE entry SET refusal = ?, applied = ? WHERE till = ? AND seq = ?"
_SETTLED: Final = (
    "UPDATE exception SET settled_at = ?, settled_by = '', how = 'taken', note = ''"
    " WHERE store = ? AND id = ? AND settled_at IS NULL"
)

_FORGET: Final = (
    "DELETE FROM kept_private WHERE till = ? AND NOT EXISTS (SELECT 1 FROM entry WHERE till = ? AND applied = 2)"
)

_LITE_TILL: Final = _TILL + "?"
_LITE_KNOWN: Final = _KNOWN + "? AND seq BETWEEN ? AND ?"
_LITE_MOVE: Final = "UPDATE till SET last_seq = ?, last_hash = ?, receipt = ? WHERE id = ?"
_LITE_INSERT: Final = {table.name: _lite_insert(table) for table in _TABLES}

_PG_TILL: Final = _TILL + "%s FOR UPDATE"
_PG_KNOWN: Final = _KNOWN + "%s AND seq BETWEEN %s AND %s"
_PG_MOVE: Final = "UPDATE till SET last_seq = %s, last_hash = %s, receipt = %s WHERE id = %s"
