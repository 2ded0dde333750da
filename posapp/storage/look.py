"""A look into a till's file, also while its window is open: no lock is asked for, nothing in it is changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlite

from posapp.domain.errors import Refused
from posapp.storage.database import Database, open_database
from posapp.storage.enrolment import Enrolment, Enrolments
from posapp.storage.journal import Journal
from posapp.storage.print_jobs import PrintJobs


@dataclass(frozen=True, slots=True)
class Look:
    """What can be read of a till; `enrolment` is None in a new one."""

    database: Database
    journal: Journal
    enrolment: Enrolment | None
    print_jobs: PrintJobs


@contextmanager
def look_into(folder: Path, key: bytes) -> Iterator[Look]:
    """The till's file, read-only. Refused: wrong_key, damaged_database, folder_closed, disk_failed."""
    database = open_database(folder / "till.db", key, mode="ro")
    try:
        journal = Journal(database, "")
        yield Look(database, journal, Enrolments(database, journal).current(), PrintJobs(database))
    except sqlite.OperationalError as error:  # a file without our tables
        raise Refused("damaged_database") from error
    finally:
        database.close()
