"""One file, one writing connection behind a gate, a reading connection for each thread, checkpoints when idle."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from sqlcipher3 import dbapi2 as sqlite

from posapp.domain.errors import Refused
from posapp.storage.changes import Changes, Topic
from posapp.storage.driver import Connection, Cursor, Row, Value, checkpoint_if_due, open_file, refusal

if TYPE_CHECKING:
    import sqlalchemy as sa

_QUICK_CHECK: Final = "PRAGMA quick_check"


class Transaction:
    """BEGIN IMMEDIATE behind the gate … COMMIT, or ROLLBACK of everything; made by `Database.transaction`."""

    __slots__ = ("_database", "_durable", "_topics", "execute", "executemany")

    def __init__(self, database: Database, connection: Connection, durable: bool) -> None:
        self._database = database
        self._durable = durable
        self._topics: set[Topic] = set()
        self.execute: Callable[..., Cursor] = connection.execute
        self.executemany: Callable[[str, Iterable[Sequence[Value]]], Cursor] = connection.executemany

    def touch(self, *topics: Topic) -> None:
        """These topics are published after the commit."""
        self._topics.update(topics)

    def __enter__(self) -> Self:
        self._database._enter(self._durable)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database._leave(error)
        if error is None and self._topics:
            self._database.changes.publish(frozenset(self._topics))


class Database:
    """An open file. Any thread may use it; writes queue at the gate. `mode` as SQLite's: "rwc", or "ro" for a look."""

    def __init__(self, path: Path, key: bytes | None, changes: Changes, mode: str = "rwc") -> None:
        self.path = path
        self.changes = changes
        self._key = key
        self._mode = mode
        self._gate = threading.Lock()
        self._connection = open_file(path, key, mode=mode)
        self._durable = True
        self._forget: list[Callable[[], None]] = []
        self._then: list[Callable[[], None]] = []
        self._local = threading.local()
        self._readers: list[Connection] = []
        self._compiled: dict[sa.Select[Any], tuple[str, dict[str, Value]]] = {}

    # ------------------------------------------------------------ writing

    def transaction(self, *, durable: bool = True) -> Transaction:
        """All or nothing. `durable=False` survives a kill, but a power cut may lose it: for what can be had again."""
        return Transaction(self, self._connection, durable)

    def on_rollback(self, forget: Callable[[], None]) -> None:
        """`forget` is called whenever a transaction is undone: what was kept in memory of it is void."""
        self._forget.append(forget)

    def after_commit(self, note: Callable[[], None]) -> None:
        """Inside a transaction: `note` is called once, when it is committed and before anybody else writes; never when
        it is undone. What is in memory of the file then is never ahead of it, and never behind for long."""
        self._then.append(note)

    def let_writers_pass(self) -> None:
        """Wait while somebody writes: long work beside a sale stops for as long as the sale is being committed."""
        with self._gate:
            pass

    def _enter(self, durable: bool) -> None:
        self._gate.acquire()
        try:
            if durable is not self._durable:  # as it was left by the last one: most that are not durable come in rows
                self._connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
                self._durable = durable
            self._connection.execute("BEGIN IMMEDIATE")
        except BaseException as error:
            self._gate.release()
            raise_plain(error)
            raise

    def _leave(self, error: BaseException | None) -> None:
        try:
            if error is None:
                self._connection.execute("COMMIT")
                self._committed()
            else:
                self._undo()
        except sqlite.Error as failed:
            self._undo()
            raise_plain(failed)
            raise
        finally:
            self._gate.release()
        raise_plain(error)

    def _committed(self) -> None:
        for note in self._then:
            note()
        self._then.clear()

    def _undo(self) -> None:
        self._then.clear()
        for forget in self._forget:
            forget()
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    @contextmanager
    def writing_engine(self) -> Iterator[sa.Connection]:
        """SQLAlchemy over the writing connection, in one transaction behind the gate: schema and migration only."""
        import sqlalchemy as sa

        engine = sa.create_engine(
            "sqlite://",
            module=sqlite,
            creator=lambda: self._connection,
            poolclass=sa.StaticPool,
            pool_reset_on_return=None,
        )
        with engine.connect() as connection, self.transaction():
            connection.begin()  # ours is the transaction; this keeps SQLAlchemy and alembic from making their own
            yield connection

    # ------------------------------------------------------------ reading

    def select(self, statement: str | sa.Select[Any], **parameters: Value) -> list[Row]:
        """All rows of a query on this thread's reading connection: what is committed.

        The statement is a constant of a module: plain SQL, or one put together from parts, which is compiled once.
        """
        sql, fixed = (statement, {}) if isinstance(statement, str) else self._plain(statement)
        try:
            return self._reader().execute(sql, {**fixed, **parameters}).fetchall()
        except sqlite.Error as error:
            raise_plain(error)
            raise

    def few(self, statement: str, **parameters: Value) -> list[Row]:
        """The same for a question that reads a page or two: on the writing connection while nobody writes. Its pages
        stay plain in memory; those of a reading connection are void after each commit and are decrypted again."""
        if self._gate.locked():
            return self.select(statement, **parameters)
        try:
            with self._gate:  # waits for one commit at most, if it began in this very moment
                return self._connection.execute(statement, parameters).fetchall()
        except sqlite.Error as error:
            raise_plain(error)
            raise

    def first(self, statement: str, **parameters: Value) -> Row | None:
        """The first row of such a question, or None."""
        rows = self.few(statement, **parameters)
        return rows[0] if rows else None

    def _plain(self, statement: sa.Select[Any]) -> tuple[str, dict[str, Value]]:
        from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

        known = self._compiled.get(statement)
        if known is None:
            compiled = statement.compile(dialect=SQLiteDialect_pysqlite(paramstyle="named"))
            fixed = {name: value for name, value in compiled.params.items() if value is not None}
            known = self._compiled[statement] = str(compiled), fixed
        return known

    def _reader(self) -> Connection:
        connection: Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = open_file(
                self.path, self._key, mode="ro" if self._mode == "ro" else "rw"
            )
            connection.execute("PRAGMA query_only=ON")
            self._readers.append(connection)
        return connection

    # ------------------------------------------------------------ checkpoints, end

    def checkpoint_if_due(self) -> bool:
        """Write the log back into the file when it has become long: between customers, never in a sale."""
        if not self._gate.acquire(blocking=False):
            return False
        try:
            return checkpoint_if_due(self._connection)
        except sqlite.Error as error:
            raise_plain(error)
            raise
        finally:
            self._gate.release()

    def copy_to(self, target: Path, mark: tuple[str, Row] | None = None) -> None:
        """A consistent copy under the same key, with `mark` written into it; whoever sells meanwhile does not wait.

        Refused("damaged_database") when the copy is not sound.
        """
        copy = open_database(target, self._key)
        try:
            self._reader().backup(copy._connection)
            if mark is not None:
                with copy.transaction() as tx:
                    tx.execute(*mark)
            copy.check_pages()
        except sqlite.Error as error:
            raise_plain(error)
            raise
        finally:
            copy.close()

    def check_pages(self) -> None:
        """Read every page in use: its seal and its structure; Refused("damaged_database") if one is wrong."""
        if self.select(_QUICK_CHECK) != [("ok",)]:
            raise Refused("damaged_database")

    def close(self) -> None:
        """Write the log back and give the file up; the object is of no use afterwards."""
        with self._gate:
            for reader in self._readers:
                reader.close()
            self._readers.clear()
            self._connection.close()


def raise_plain(error: BaseException | None) -> None:
    """Raise the Refused that an error of the database stands for, if it stands for one."""
    plain = refusal(error) if isinstance(error, sqlite.Error) else None
    if plain is not None:
        raise plain from error


def open_database(path: Path, key: bytes | None, changes: Changes | None = None, mode: str = "rwc") -> Database:
    """The file at `path`, made if it is not there; Refused when it cannot be opened with this key, or at all."""
    try:
        return Database(path, key, changes or Changes(), mode)
    except sqlite.Error as error:
        raise_plain(error)
        raise
