"""A copy of the hub's SQLite file while it answers, and such a copy put back. PostgreSQL has tools of its own."""

from __future__ import annotations

import hashlib
import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite

from hub.storage import audit, tables, tills
from hub.storage.database import Database, open_database, renew_epoch, sqlite_url
from posapp.domain.errors import Refused


def back_up(database: Database, target: Path, now: datetime, by: str) -> dict[str, Any]:
    """Copies everything committed so far; the file is there whole, looked through and on the disk, or not at all.

    Refused("hub_not_sqlite", "file_exists", "backup_damaged").
    """
    if not database.sqlite:
        raise Refused("hub_not_sqlite")
    if target.exists():
        raise Refused("file_exists", file=target.name)
    with database.write() as connection:  # before the copy, so that the copy tells of it too
        audit.note(connection, by, "backup", now, file=target.name)
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))  # names, hashes of PINs, every sale
        with database.raw() as connection:
            connection.execute("VACUUM INTO ?", (str(part),))
        found = looked_through(part)
        _reach_disk(part)
        part.replace(target)
        _reach_disk(target.parent)
    finally:
        part.unlink(missing_ok=True)
    return {"file": str(target), "sha256": _sha256(target), **found}


def restore(copy: Path, into: Path, now: datetime, by: str) -> dict[str, Any]:
    """Puts a copy in the place of the hub's file, which is kept beside it; nobody may be using that.

    The new epoch makes every till fetch its copies again and send what the copy lacks. Codes that are out are void.
    Refused("file_missing", "backup_damaged", "hub_running", "newer_hub").
    """
    if not copy.is_file():
        raise Refused("file_missing", file=str(copy))
    found = looked_through(copy)
    part = into.with_name(into.name + ".part")
    for old in (part, part.with_name(part.name + "-wal"), part.with_name(part.name + "-shm")):
        old.unlink(missing_ok=True)
    shutil.copyfile(copy, part)
    part.chmod(0o600)
    _prepare(part, now, by, {"file": copy.name, "sha256": _sha256(copy), **found})
    aside = into.with_name(f"{into.stem}.before-{now:%Y%m%dT%H%M%S.%fZ}{into.suffix}")
    settle(into)
    if into.exists():
        os.link(into, aside)  # not moved: at no moment may there be no file, or the next start would make a new one
    for end in ("-wal", "-shm"):  # left by a file that is too damaged to be settled: they must not meet the new one
        log = into.with_name(into.name + end)
        if log.exists():
            log.replace(aside.with_name(aside.name + end))
    part.replace(into)
    _reach_disk(into.parent)
    return {**found, "before": str(aside) if aside.exists() else ""}


def _prepare(part: Path, now: datetime, by: str, about: dict[str, Any]) -> None:
    database = open_database(sqlite_url(part))
    try:
        with database.write() as connection:
            about["epoch"] = renew_epoch(connection)
            tills.void_codes(connection, now)
            audit.note(connection, by, "restore", now, **about)
    finally:
        database.close()
    settle(part)
    _reach_disk(part)


def settle(path: Path) -> None:
    """All of the file lies in the one file, not in its log; nobody else has it open, or Refused("hub_running")."""
    if not path.exists():
        return
    connection = sqlite.connect(str(path), isolation_level=None)
    try:
        connection.execute("PRAGMA busy_timeout=0")
        connection.execute("PRAGMA journal_mode=DELETE")  # wants the file for itself
    except sqlite.OperationalError as error:
        raise Refused("hub_running") from error
    except sqlite.DatabaseError:
        return  # too damaged to be anybody's: what a backup is for
    finally:
        connection.close()


def looked_through(path: Path) -> dict[str, Any]:
    """What is in a copy: every page looked at, our tables there, entries and tills counted. Refused("backup_damaged",
    "newer_hub")."""
    try:
        connection = sqlite.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    except sqlite.Error as error:
        raise Refused("backup_damaged", file=path.name) from error
    try:
        sound = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        pages, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
        sound = sound and path.stat().st_size == pages * size  # SQLite reads a page that was cut off as ending in zeros
        schema = connection.execute("SELECT schema FROM hub").fetchone()[0]
        entries = connection.execute("SELECT count(*) FROM entry").fetchone()[0]
        known = connection.execute("SELECT count(*) FROM till").fetchone()[0]
    except (sqlite.Error, TypeError) as error:
        raise Refused("backup_damaged", file=path.name) from error
    finally:
        connection.close()
    if not sound:
        raise Refused("backup_damaged", file=path.name)
    if schema > tables.SCHEMA:
        raise Refused("newer_hub", version=str(schema))
    return {"entries": entries, "tills": known}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _reach_disk(path: Path) -> None:
    if os.name != "posix" and path.is_dir():
        return  # Windows syncs no folders
    opened = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
