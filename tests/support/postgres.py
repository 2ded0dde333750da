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
_COPY: Final = """
DO $copy$
DECLARE made record;
BEGIN
    CREATE SCHEMA {target};
    FOR made IN SELECT tablename AS name FROM pg_tables WHERE schemaname = {source} LOOP
        EXECUTE format('CREATE TABLE {target}.%I (LIKE %I.%I INCLUDING DEFAULTS)', made.name, {source}, made.name);
        EXECUTE format('INSERT INTO {target}.%I SELECT * FROM %I.%I', made.name, {source}, made.name);
    END LOOP;
    SET LOCAL search_path TO {target};
    FOR made IN
        SELECT relname AS name, conname AS rule, replace(pg_get_constraintdef(c.oid), {source} || '.', '') AS text
        FROM pg_constraint c JOIN pg_class ON pg_class.oid = conrelid
        WHERE c.connamespace = {source}::regnamespace ORDER BY contype = 'f' LOOP
        EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I %s', made.name, made.rule, made.text);
    END LOOP;
    FOR made IN
        SELECT replace(indexdef, ' ' || {source} || '.', ' ') AS text FROM pg_indexes WHERE schemaname = {source}
        AND to_regclass(quote_ident(indexname)) IS NULL LOOP
        EXECUTE made.text;
    END LOOP;
END $copy$"""
_RESET: Final = """
DO $reset$
DECLARE made record;
BEGIN
    SET LOCAL session_replication_role = replica;
    SET LOCAL lock_timeout = '2s';
    FOR made IN SELECT tablename AS name FROM pg_tables WHERE schemaname = {source} LOOP
        EXECUTE format('DELETE FROM {target}.%I', made.name);
        EXECUTE format('INSERT INTO {target}.%I SELECT * FROM %I.%I', made.name, {source}, made.name);
    END LOOP;
END $reset$"""
_SHAPE: Final = """
SELECT string_agg(concat_ws(' ', relname, attname, atttypid, attnotnull), ',' ORDER BY relname, attnum),
    (SELECT count(*) FROM pg_constraint WHERE connamespace = %(schema)s::regnamespace)
FROM pg_attribute JOIN pg_class c ON c.oid = attrelid WHERE relnamespace = %(schema)s::regnamespace AND attnum > 0"""
"""Tables, columns and indexes of a schema."""


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
    def _conninfo(self) -> str:
        return f"host={self.folder} user=postgres dbname=postgres"

    @property
    def pid(self) -> int:
        """The number of its first process, whose children serve the connections."""
        return int((self._data / "postmaster.pid").read_text().split()[0])

    def new_database(self, name: str) -> str:
        """The URL of a fresh, empty database."""
        self._administer(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name)))
        url = URL.create("postgresql+psycopg", "postgres", database=name, query={"host": str(self.folder)})
        return url.render_as_string(hide_password=False)

    def new_schema(self, name: str) -> str:
        """The URL of a fresh, empty schema: for many small tests, a database each would be three hundred files each."""
        self._administer(psycopg.sql.SQL("CREATE SCHEMA {}").format(psycopg.sql.Identifier(name)))
        return self.schema_url(name)

    def copy_schema(self, source: str, name: str) -> str:
        """The URL of a fresh schema with the tables, indexes, rules and rows of another one."""
        target = psycopg.sql.Identifier(name)
        self._administer(psycopg.sql.SQL(_COPY).format(source=psycopg.sql.Literal(source), target=target))
        return self.schema_url(name)

    def reset_schema(self, source: str, name: str) -> bool:
        """Whether the copy has the shape of the other one still, and from now on its rows too."""
        target = psycopg.sql.Identifier(name)
        with psycopg.connect(self._conninfo, autocommit=True) as connection:
            shapes = {str(connection.execute(_SHAPE, {"schema": schema}).fetchone()) for schema in (source, name)}
            if len(shapes) > 1:
                return False
            reset = psycopg.sql.SQL(_RESET).format(source=psycopg.sql.Literal(source), target=target)
            try:
                connection.execute(reset)
            except psycopg.errors.LockNotAvailable:
                return False
        return True

    def schema_url(self, name: str) -> str:
        """The URL of a schema."""
        options = {"host": str(self.folder), "options": f"-csearch_path={name}"}
        url = URL.create("postgresql+psycopg", "postgres", database="postgres", query=options)
        return url.render_as_string(hide_password=False)

    def _administer(self, statement: psycopg.sql.Composed) -> None:
        with psycopg.connect(self._conninfo, autocommit=True) as connection:
            connection.execute(statement)

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
