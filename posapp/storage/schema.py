"""The tables of each file and their version. A new file is made at once; an older one is copied, then migrated."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from posapp.domain.errors import Refused
from posapp.storage.database import Database

if TYPE_CHECKING:
    from sqlalchemy import MetaData

COPIES_VERSION: Final = 4
"""Of copies.db: a change of its tables raises it, and the file is fetched anew."""
LACK_TABLES: Final = (1, 2, 3)
"""Earlier versions that only lack tables: they get them and keep what they hold, since an updated till that cannot
reach its hub must still know its people."""

REVISIONS: Final = tuple(f"{number:04}" for number in range(1, 27))
"""The known versions of till.db, oldest first; the last is ours (a test compares them with the migrations)."""

_REVISION: Final = "SELECT version_num FROM alembic_version"
_TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table'"
_COPIES_VERSION: Final = "PRAGMA user_version"


def prepare_till(database: Database) -> None:
    """Bring till.db to our version; Refused("newer_database") leaves a newer one untouched."""
    tables = {row[0] for row in database.few(_TABLES)}
    if not tables:
        _make_till(database)
        return
    if "alembic_version" not in tables:
        raise Refused("damaged_database")
    row = database.first(_REVISION)
    version = row[0] if row else ""
    if version == REVISIONS[-1]:
        return
    if version not in REVISIONS:
        raise Refused("newer_database", version=str(version))
    migrate(database, version)


def _make_till(database: Database) -> None:
    # SQLAlchemy takes a quarter of a start: only for a new file
    from posapp.storage import (  # noqa: F401 - each adds its tables
        tables_of_books,
        tables_of_figures,
        tables_of_members,
        tables_of_orders,
        tables_of_photos,
        tables_of_topups,
    )
    from posapp.storage.table_parts import TILL

    with database.transaction() as tx:
        for statement in _statements(TILL):
            tx.execute(statement)
        tx.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        tx.execute("INSERT INTO alembic_version VALUES (?)", (REVISIONS[-1],))


@cache
def _statements(tables: MetaData) -> tuple[str, ...]:
    """What makes the tables and their indexes, those only that are not there. Put together once: who opens many new
    tills (a replay, a simulated shop) would spend more on the words than on the tables."""
    from sqlalchemy import create_mock_engine
    from sqlalchemy.schema import CreateIndex, CreateTable

    dialect = create_mock_engine("sqlite://", lambda *_: None).dialect
    made: list[Any] = []
    for table in tables.sorted_tables:
        made.append(CreateTable(table, if_not_exists=True))
        made += [CreateIndex(index, if_not_exists=True) for index in table.indexes]
    return tuple(str(statement.compile(dialect=dialect)) for statement in made)


def migrate(database: Database, version: str) -> None:
    """Bring a file of an older version to ours, after a copy of it was put beside it."""
    from posapp.storage.migrations.upgrade import upgrade  # alembic costs half a second: only when needed

    database.copy_to(backup_path(database.path, version))
    upgrade(database)


def backup_path(path: Path, version: str) -> Path:
    """Where the copy of a file is put before it is migrated from `version`."""
    return path.with_name(f"{path.stem}.before-{version}.db")


def prepare_copies(database: Database) -> bool:
    """Make the tables of copies.db; False when the file is of another version and has to be thrown away."""
    version = database.few(_COPIES_VERSION)[0][0]
    if version in (0, *LACK_TABLES):
        _make_copies(database)
    return version in (0, *LACK_TABLES, COPIES_VERSION)


def is_current(copies: Database) -> bool:
    """Whether copies.db has all the tables of our version."""
    return bool(copies.few(_COPIES_VERSION)[0][0] == COPIES_VERSION)


def _make_copies(database: Database) -> None:
    from posapp.storage.tables_of_copies import COPIES

    with database.transaction() as tx:
        for statement in _statements(COPIES):
            tx.execute(statement)
        tx.execute(f"PRAGMA user_version={COPIES_VERSION}")


def insert_sql(table: str, columns: Sequence[str], *, conflict: str = "") -> str:
    """INSERT of these columns, for driver speed. `conflict`: e.g. "OR REPLACE"."""
    return f"INSERT {conflict} INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def select_sql(table: str, columns: Sequence[str], rest: str) -> str:
    """SELECT of these columns; `rest` is its WHERE, ORDER BY and LIMIT."""
    return f"SELECT {', '.join(columns)} FROM {table} {rest}"
