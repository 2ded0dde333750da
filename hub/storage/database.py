"""Opening the hub's database: SQLite (the till's own module, without a key) or PostgreSQL by URL."""

from __future__ import annotations

import logging
import secrets
import selectors
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Connection, Dialect, Engine, create_engine, event, insert, inspect, make_url, select, update
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, InvalidatePoolError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import PoolProxiedConnection

from hub.storage import tables
from hub.storage.migrate import migrate
from posapp.domain.errors import Refused

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-20000",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA secure_delete=ON",  # what is deleted is overwritten: an erased person is in no free page
)


Reading = Connection
"""What `read` gives: passed on to the functions of this package, and used by nothing else."""


Question = tuple[str, str]
"""A statement as SQLite's driver and as PostgreSQL's wants it."""


def question(sql: str) -> Question:
    """With "?" for each value."""
    return sql, sql.replace("?", "%s")


class Unavailable(Exception):  # noqa: N818 - a state of the world, not a mistake of ours
    """The database cannot answer now (restarting, locked, disk full); nothing was written. Try again later."""


class Database:
    """An engine and the rules for using it: any number of readers, one writer at a time in SQLite."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writing = engine.execution_options(immediate=True)
        self.sqlite = engine.dialect.name == "sqlite"
        self._driver_error: type[Exception] = engine.dialect.loaded_dbapi.Error
        self._gate = threading.Lock()
        self._idle: list[tuple[PoolProxiedConnection, float]] = []
        """And since when."""

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the database."""
        with _failures(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction, committed at the end of the block, rolled back when it raises."""
        with _failures(), self.gate(), self._writing.begin() as connection:
            yield connection

    @contextmanager
    def gate(self) -> Iterator[None]:
        """SQLite has one writer: waiting here is fair and costs no retries. PostgreSQL needs no gate."""
        if not self.sqlite:
            yield
            return
        with self._gate:
            yield

    def ask(self, question: Question, values: tuple[object, ...] = ()) -> list[Any]:
        """The rows of one statement, at the driver's speed and without a transaction, which would be two calls of the
        database more. One statement sees one state of the database; two in PostgreSQL may not."""
        with self.raw() as connection:
            if self.sqlite:
                return list(connection.execute(question[0], values).fetchall())
            connection.autocommit = True
            try:
                return list(connection.execute(question[1], values).fetchall())
            finally:
                if not connection.closed:
                    connection.autocommit = False

    @contextmanager
    def raw(self) -> Iterator[Any]:
        """A driver's connection, for what must be fast; its failures said in our words."""
        try:
            pooled = self._taken()
        except (DBAPIError, PoolTimeout, self._driver_error) as error:
            raise Unavailable(str(error)) from error
        try:
            yield pooled.driver_connection
        except self._driver_error as error:
            if not unavailable(error):
                raise
            pooled.invalidate()
            raise Unavailable(str(error)) from error
        finally:
            self._give_back(pooled)

    def _taken(self) -> PoolProxiedConnection:
        try:
            pooled, since = self._idle.pop()
        except IndexError:
            return self.engine.raw_connection()
        if self.sqlite or _lives(pooled.driver_connection, since):
            return pooled
        known = pooled.record_info
        pooled.close()
        if known is not None:
            known[_BACK] = since  # the pool looks closer
        return self.engine.raw_connection()

    def _give_back(self, pooled: PoolProxiedConnection) -> None:
        """Some stay out of the pool, which takes as long to give one as the database to answer."""
        driver = pooled.driver_connection
        if driver is None or len(self._idle) >= _IDLE or self._busy(driver):
            pooled.close()
        else:
            self._idle.append((pooled, time.monotonic()))

    def _busy(self, driver: Any) -> bool:
        """Ended, or in a transaction that nobody will go on with."""
        if self.sqlite:
            return bool(driver.in_transaction)
        return bool(driver.closed or driver.info.transaction_status)  # 0: idle

    def close(self) -> None:
        """Ends all connections."""
        while self._idle:
            self._idle.pop()[0].close()
        self.engine.dispose()


def open_database(url: str, renewed: Callable[[], str] | None = None) -> Database:
    """The database behind the URL (see `sqlite_url`), its tables made when missing; Refused("newer_hub").

    `renewed`: the URL as it is by now; each new connection shows the name and password in it.
    """
    engine = _engine(url)
    if renewed is not None:
        _show_anew(engine, renewed)
    database = Database(engine)
    try:
        _make_tables(database)
    except (IntegrityError, ProgrammingError):  # another process of the hub began on it in the same moment
        _make_tables(database)
    return database


def _make_tables(database: Database) -> None:
    """As they are to be now. PostgreSQL lets two processes begin with this; only one of them ends it."""
    with database.write() as connection:
        if inspect(connection).has_table(tables.hub.name):
            found = connection.execute(select(tables.hub.c.schema).with_for_update()).scalar_one()
            if found > tables.SCHEMA:
                raise Refused("newer_hub", version=str(found))
            if found < tables.SCHEMA:
                migrate(connection, found)
        else:
            tables.metadata.create_all(connection)
            connection.execute(
                insert(tables.hub).values(id=1, schema=tables.SCHEMA, epoch=secrets.token_hex(8), cursor=0)
            )


def sqlite_url(path: Path) -> str:
    """The URL of a database file."""
    return f"sqlite:///{path}"


def epoch(database: Database) -> str:
    """The database's epoch."""
    return str(database.ask(_EPOCH)[0][0])


def renew_epoch(connection: Connection) -> str:
    """A new epoch, given after the database was restored from a copy: every till starts its feeds again."""
    fresh = secrets.token_hex(8)
    connection.execute(update(tables.hub).values(epoch=fresh))
    return fresh


def _engine(url: str) -> Engine:
    # At its most talkative the library tells every row that it reads: names and hashes of PINs. A level below that it
    # tells every statement, which costs as much as some of them and which nobody reads.
    logging.getLogger("sqlalchemy.engine.Engine").setLevel(logging.WARNING)
    if not url.startswith("sqlite:"):
        engine = create_engine(url, pool_size=8, max_overflow=8, pool_timeout=10, hide_parameters=True)
        _look_before_use(engine)
        return engine
    connect = {"check_same_thread": False}
    engine = create_engine(url, module=sqlite, connect_args=connect, pool_size=8, max_overflow=40, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _look_before_use(engine: Engine) -> None:
    """A connection out of the pool is asked whether it lives when its server has said something by itself, as it does
    when it stops, or nothing for long; asking each time would be one call of the database in six.

    Whoever meets a dead one all the same is told to come back, and nothing was written.
    """

    def back(_connection: Any, record: Any) -> None:
        record.info[_BACK] = time.monotonic()

    def taken(connection: Any, record: Any, _proxy: Any) -> None:
        since = record.info.get(_BACK)
        if since is None or _lives(connection, since):
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            record.info.pop(_BACK)
            raise InvalidatePoolError from error

    event.listen(engine, "checkin", back)
    event.listen(engine, "checkout", taken)


def _lives(connection: Any, since: float) -> bool:
    """Whether the connection was used lately, and nothing lies unread on its line; the line's end counts."""
    if connection.closed or time.monotonic() - since >= _LONG:
        return False
    with selectors.DefaultSelector() as looking:
        looking.register(connection, selectors.EVENT_READ)
        return not looking.select(0)


def _show_anew(engine: Engine, renewed: Callable[[], str]) -> None:
    """Connections that are open stay so: PostgreSQL asks for the password once, so a new one costs no moment."""

    def connecting(_dialect: Dialect, _record: Any, _places: Any, shown: dict[str, Any]) -> None:
        with suppress(OSError, ArgumentError):  # a file that is just being written: as it was
            now = make_url(renewed())
            shown |= {name: said for name, said in (("user", now.username), ("password", now.password)) if said}

    event.listen(engine, "do_connect", connecting)


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except PoolTimeout as error:
        raise Unavailable(str(error)) from error
    except DBAPIError as error:
        if unavailable(error.orig, error.connection_invalidated):
            raise Unavailable(str(error.orig)) from error
        raise


def unavailable(error: object, disconnected: bool = False) -> bool:
    """Whether a driver's error says "not now" and not "never": PostgreSQL's by class, SQLite's by result code."""
    if isinstance(error, sqlite.Error):
        return getattr(error, "sqlite_errorname", str(error)).startswith(_LITE_NOT_NOW)
    return disconnected or any(kind.__name__ in _PG_NOT_NOW for kind in type(error).__mro__)


_LITE_NOT_NOW: Final = (
    "SQLITE_BUSY",
    "SQLITE_LOCKED",
    "SQLITE_FULL",
    "SQLITE_IOERR",
    "SQLITE_CANTOPEN",
    "SQLITE_READONLY",
)
_PG_NOT_NOW: Final = frozenset({"OperationalError", "InterfaceError"})
_EPOCH: Final = question("SELECT epoch FROM hub")
_BACK: Final = "back"
_IDLE: Final = 4
"""So many connections are kept for what must be fast: writers take turns, and a question is over in no time."""
_LONG: Final = 30.0
"""Seconds in which a network may have forgotten a connection."""
