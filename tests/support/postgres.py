"""A private PostgreSQL cluster in a temporary folder, reached by a socket in it; a skip with a reason without one."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psycopg
import pytest
from sqlalchemy import URL

_PLACES: Final = "/usr/lib/postgresql"
_FAST: Final = "fsync=off\nsynchronous_commit=off\nfull_page_writes=off\n"


class PostgresCluster:
    """A running server that nobody else can reach. When root, it runs as the postgres user, as it insists on."""

    def __init__(self, folder: Path, durable: bool = False) -> None:
        self._programs = programs()
        self._as = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        self.folder = folder
        self._data = folder / "data"
        folder.mkdir(mode=0o700, parents=True)
        if self._as:
            shutil.chown(folder, "postgres", "postgres")
        self._do("initdb", "-D", self._data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync")
        with (self._data / "postgresql.conf").open("a") as conf:
            conf.write(f"\nlisten_addresses=''\nunix_socket_directories='{folder}'\n{'' if durable else _FAST}")
        self.start()

    def start(self) -> None:
        """Answers calls from here on."""
        self._do("pg_ctl", "-D", self._data, "-l", self.folder / "log", "-w", "start")

    def stop(self, mode: str = "immediate") -> None:
        """Ends it; "immediate" is what a crash looks like to its callers."""
        self._do("pg_ctl", "-D", self._data, "-m", mode, "-w", "stop")

    @property
    def pid(self) -> int:
        """The number of its first process, whose children serve the connections."""
        return int((self._data / "postmaster.pid").read_text().split()[0])

    def new_database(self, name: str) -> str:
        """The URL of a fresh, empty database."""
        with psycopg.connect(f"host={self.folder} user=postgres dbname=postgres", autocommit=True) as connection:
            connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name)))
        url = URL.create("postgresql+psycopg", "postgres", database=name, query={"host": str(self.folder)})
        return url.render_as_string(hide_password=False)

    def new_schema(self, name: str) -> str:
        """The URL of a fresh, empty schema: for many small tests, a database each would be three hundred files each."""
        with psycopg.connect(f"host={self.folder} user=postgres dbname=postgres", autocommit=True) as connection:
            connection.execute(psycopg.sql.SQL("CREATE SCHEMA {}").format(psycopg.sql.Identifier(name)))
        options = {"host": str(self.folder), "options": f"-csearch_path={name}"}
        url = URL.create("postgresql+psycopg", "postgres", database="postgres", query=options)
        return url.render_as_string(hide_password=False)

    def _do(self, program: str, *arguments: str | Path) -> None:
        command = [*self._as, str(self._programs / program), *map(str, arguments)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder, timeout=60)


def programs() -> Path:
    """The folder of the newest server's programs; skips the test when there is none."""
    found = sorted(Path(_PLACES).glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    if elsewhere is None:
        pytest.skip("no PostgreSQL server programs here (Debian: postgresql)")
    return Path(elsewhere).resolve().parent


@contextmanager
def cluster(folder: Path, durable: bool = False) -> Iterator[PostgresCluster]:
    """A cluster for the length of a block."""
    running = PostgresCluster(folder, durable)
    try:
        yield running
    finally:
        running.stop()
        shutil.rmtree(folder, ignore_errors=True)
