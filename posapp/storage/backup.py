"""A consistent copy of till.db under the same key, taken while selling goes on."""

from __future__ import annotations

import os
from pathlib import Path

from posapp.domain.errors import Refused, is_disk_full
from posapp.storage.database import Database
from posapp.storage.journal import Journal


def back_up(database: Database, target: Path) -> None:
    """Copy everything committed so far to `target`: it is there whole, or not at all. Never over a file that exists.

    Every page is read before: SQLite copies a damaged one as an empty page without a word. And after, in the copy.

    The copy is marked as one: put back, it tells the hub what is news to it and sells nothing (`Journal.stopped`).
    """
    if target.exists():
        raise Refused("file_exists", file=target.name)
    database.check_pages()
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        database.copy_to(part, Journal(database, "").mark_of_copy())
        _reach_disk(part)
        part.replace(target)
    except OSError as error:
        raise (
            Refused("disk_full") if is_disk_full(error) else Refused("folder_closed", folder=str(target.parent))
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _reach_disk(path: Path) -> None:
    file = os.open(path, os.O_RDWR)
    try:
        os.fsync(file)
    finally:
        os.close(file)
