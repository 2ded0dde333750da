"""The outline of a file: its tables and how many rows each holds. Not one value of a row is read."""

from __future__ import annotations

from pathlib import Path

from sqlcipher3 import dbapi2 as sqlite

from posapp.domain.errors import Refused
from posapp.storage.database import open_database

_SCHEMA = "SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"


def outline(path: Path, key: bytes | None) -> tuple[dict[str, int], list[str]]:
    """Rows by table, and the statements that made the file. Refused: wrong_key, damaged_database, folder_closed …"""
    database = open_database(path, key, mode="ro")
    try:
        parts = database.select(_SCHEMA)
        names = [name for name, kind, _ in parts if kind == "table"]
        counts = {name: int(database.select(f'SELECT count(*) FROM "{name}"')[0][0]) for name in names}
        return counts, [sql for _, _, sql in parts]
    except sqlite.Error as error:
        raise Refused("damaged_database") from error
    finally:
        database.close()
