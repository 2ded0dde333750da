"""The tables of each file and their version. A new file is made at once; an older one is copied, then migrated."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import sqlalchemy as sa

from posapp.domain.errors import Refused
from posapp.storage.database import Database

TILL: Final = sa.MetaData()
"""till.db: what this till made. Every change of it is a migration."""

COPIES: Final = sa.MetaData()
"""copies.db: what the hub can send again. A change of it raises COPIES_VERSION, and the file is fetched anew."""

COPIES_VERSION: Final = 1
REVISIONS: Final = ("0001",)
"""The known versions of till.db, oldest first; the last is ours (a test compares them with the migrations)."""

_VERSION: Final = sa.table("alembic_version", sa.column("version_num"))
_TABLES: Final = sa.text("SELECT name FROM sqlite_master WHERE type = 'table'")


def prepare_till(database: Database) -> None:
    """Bring till.db to our version; Refused("newer_database") leaves a newer one untouched."""
    tables = {row[0] for row in database.select(_TABLES)}
    if not tables:
        _make_till(database)
        return
    if "alembic_version" not in tables:
        raise Refused("damaged_database")
    row = database.first(sa.select(_VERSION.c.version_num))
    version = row[0] if row else ""
    if version == REVISIONS[-1]:
        return
    if version not in REVISIONS:
        raise Refused("newer_database", version=str(version))
    migrate(database, version)


def _make_till(database: Database) -> None:
    with database.writing_engine() as connection:
        TILL.create_all(connection)
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (REVISIONS[-1],))


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
    with database.writing_engine() as connection:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if version == 0:
            COPIES.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA user_version={COPIES_VERSION}")
        return version in (0, COPIES_VERSION)


def insert_sql(table: sa.Table, *, conflict: str = "") -> str:
    """INSERT of every column in the order of the table: for driver speed, built once. `conflict`: e.g. "OR REPLACE"."""
    names = ", ".join(column.name for column in table.columns)
    marks = ", ".join("?" * len(table.columns))
    return f"INSERT {conflict} INTO {table.name} ({names}) VALUES ({marks})"
