"""PostgreSQL's own tools copy the books and put them back; the hub says so, and is told afterwards."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from posapp.contract import routes
from tests.hub.conftest import SHOP, Clock
from tests.hub.test_command import run
from tests.support.hub import RunningHub
from tests.support.postgres import PostgresCluster, programs
from tests.support.till import BareTill

pytestmark = pytest.mark.postgres


@pytest.fixture
def books(postgres: PostgresCluster, numbers: Iterator[int]) -> str:
    """A database of its own: pg_dump copies whole ones."""
    return postgres.new_database(f"books{next(numbers)}")


def test_it_says_which_tool(books: str, tmp_path: Path) -> None:
    for command in (("backup", "--to", str(tmp_path / "x")), ("restore", "--from", str(tmp_path / "x"))):
        ran = run(*command, "--database", books, "--data-dir", str(tmp_path))
        assert (ran.returncode, ran.stdout) == (1, "")
        assert "pg_dump -Fc" in ran.stderr
        assert "hub restored" in ran.stderr


def test_dumped_sold_on_and_put_back(postgres: PostgresCluster, books: str, tmp_path: Path, clock: Clock) -> None:
    name = books.split("?")[0].rpartition("/")[2]
    where = ["-h", str(postgres.folder), "-U", "postgres", "-d", name]
    copy = tmp_path / "books.dump"
    with RunningHub(tmp_path / "hub", books, clock) as hub:
        hub.load(SHOP)
        till = BareTill(hub)
        till.sell()
        till.push()
        epoch = till.get(routes.TILL)["epoch"]
        subprocess.run([programs() / "pg_dump", "-Fc", *where, "-f", copy], check=True, timeout=60)
        till.sell()
        till.push()
        hub.stop()
        subprocess.run([programs() / "pg_restore", "--clean", "-1", *where, copy], check=True, timeout=60)
        assert run("restored", "--database", books, "--data-dir", str(tmp_path)).returncode == 0
        hub.start()
        at = till.get(routes.TILL)
        assert (at["last_seq"], at["epoch"] != epoch) == (1, True)
        assert [result.outcome for result in till.push().results] == ["repeated", "accepted"]
        assert till.get(routes.TOTALS)["count"] == 2
        till.close()
