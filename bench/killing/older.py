"""A till's file as an earlier program would have it: the same entries, sales and queue in the tables of that time."""

from __future__ import annotations

import random
from pathlib import Path

from posapp.storage.database import Database, open_database
from posapp.storage.key import till_key
from posapp.storage.migrations.upgrade import upgrade
from posapp.storage.schema import REVISIONS

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
_VERSION = "alembic_version"


def make_older(folder: Path, chance: random.Random) -> str:
    """The till's closed folder goes back to one of the earlier revisions; which one."""
    revision = chance.choice(REVISIONS[:-1])
    key = till_key(folder)[0]
    older = folder / "older.db"
    now, then = open_database(folder / "till.db", key), open_database(older, key)
    try:
        upgrade(then, revision)
        if now.select(f"SELECT version_num FROM {_VERSION}") == [(REVISIONS[-1],)] and not _lost(now, then):
            _copy(now, then)
        else:
            revision = ""  # killed before it had migrated, or it sold what that program could not
    finally:
        now.close()
        then.close()
    if revision:
        (folder / "till.db").unlink()
        older.rename(folder / "till.db")
        for copy in folder.glob("till.before-*"):
            copy.unlink()
    older.unlink(missing_ok=True)
    return revision


def _lost(now: Database, then: Database) -> bool:
    """Whether a sale says something that the tables of then have no place for."""
    for table in ("sale", "sale_line", "tender"):
        known = {row[1] for row in then.select(f'PRAGMA table_xinfo("{table}")')}
        newer = [row[1] for row in now.select(f'PRAGMA table_xinfo("{table}")') if row[1] not in known and not row[6]]
        said = " OR ".join(f"\"{column}\" NOT IN ('', 0)" for column in newer)
        if said and now.select(f'SELECT 1 FROM "{table}" WHERE {said} LIMIT 1'):
            return True
    return False


def _copy(now: Database, then: Database) -> None:
    with then.transaction() as tx:
        tx.execute("PRAGMA defer_foreign_keys=ON")
        for (table,) in then.select(_TABLES):
            known = {row[1] for row in now.select(f'PRAGMA table_xinfo("{table}")')}
            info = then.select(f'PRAGMA table_xinfo("{table}")')
            columns = [row[1] for row in info if row[1] in known and not row[6]]
            if table == _VERSION or not columns:
                continue
            names = ", ".join(f'"{column}"' for column in columns)
            rows = now.select(f'SELECT {names} FROM "{table}"')
            places = ", ".join("?" * len(columns))
            tx.executemany(f'INSERT OR REPLACE INTO "{table}" ({names}) VALUES ({places})', rows)
