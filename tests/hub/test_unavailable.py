"""A database that stops in mid-work costs an answer, never a half batch and never a failure nobody expected."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import requests
from sqlcipher3 import dbapi2 as sqlite

from posapp.contract import envelope, routes
from tests.hub.conftest import SHOP
from tests.hub.test_command import run
from tests.support.hub import RunningHub
from tests.support.postgres import PostgresCluster, cluster
from tests.support.till import BareTill


@pytest.fixture
def own_postgres() -> Iterator[PostgresCluster]:
    """A server that a test may stop."""
    with tempfile.TemporaryDirectory(prefix="posapp-pg-") as parent:
        Path(parent).chmod(0o755)
        with cluster(Path(parent) / "pg", durable=True) as running:
            yield running


def busy(till: BareTill, packed: bytes) -> None:
    answers = [
        till.push_bytes(packed),
        *(till.session.get(till.hub.url + p, timeout=30) for p in (routes.TILL, routes.TOTALS)),
    ]
    for answer in answers:
        assert (answer.status_code, answer.json()["code"]) == (503, "hub_busy"), answer.text
        assert int(answer.headers["Retry-After"]) == answer.json()["retry_after"] > 0


@pytest.mark.postgres
def test_postgres_stops_and_comes_back(own_postgres: PostgresCluster, tmp_path: Path) -> None:
    with RunningHub(tmp_path, own_postgres.new_database("hub")) as hub:
        hub.load(SHOP)
        till = BareTill(hub)
        for _ in range(10):
            till.sell()
        till.push(till.entries[:5])
        packed = envelope.pack("b", till.id, till.entries)
        own_postgres.stop("immediate")
        busy(till, packed)
        own_postgres.start()
        outcomes = [result.outcome for result in till.push().results]
        assert outcomes == ["repeated"] * 5 + ["accepted"] * 5
        assert till.get(routes.TOTALS)["count"] == 10
        till.close()


@pytest.mark.postgres
def test_a_table_that_is_locked_makes_a_push_wait(own_postgres: PostgresCluster, tmp_path: Path) -> None:
    url = own_postgres.new_database("hub")
    with (
        RunningHub(tmp_path, url) as hub,
        psycopg.connect(f"host={own_postgres.folder} user=postgres dbname=hub") as other,
    ):
        hub.load(SHOP)
        till = BareTill(hub)
        till.sell()
        other.execute("LOCK TABLE sale")
        with pytest.raises(OSError, match="timed out"):
            till.session.post(
                hub.url + routes.ENTRIES,
                data=envelope.pack("b", till.id, till.entries),
                timeout=0.5,
                headers={"Content-Encoding": "zstd"},
            )
        other.rollback()
        assert till.push().next_seq == 2
        assert till.get(routes.TOTALS)["count"] == 1
        till.close()


def test_a_sqlite_file_that_another_writes_to_for_long(tmp_path: Path) -> None:
    with RunningHub(tmp_path) as hub:
        hub.load(SHOP)
        till = BareTill(hub)
        till.sell()
        other = sqlite.connect(str(tmp_path / "hub.db"), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        answer = till.push_bytes(envelope.pack("b", till.id, till.entries))
        assert (answer.status_code, answer.json()["code"]) == (503, "hub_busy")
        other.execute("ROLLBACK")
        other.close()
        assert till.push().results[0].outcome == "accepted"
        till.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk in memory for the hub's files; skips where that is not ours to make."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root of a Linux machine mounts a disk")
    folder = tmp_path / "small"
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"mount is not allowed here: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_at_the_hub_takes_all_of_a_batch_or_nothing(small_disk: Path) -> None:
    with RunningHub(small_disk / "hub") as hub:
        hub.load(SHOP)
        till = BareTill(hub)
        for _ in range(300):
            till.sell()
        till.push(till.entries[:10])
        free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
        (small_disk / "ballast").write_bytes(bytes(free))
        answer = till.push_bytes(envelope.pack("b", till.id, till.entries))
        assert (answer.status_code, answer.json()["code"]) == (503, "hub_busy")
        assert till.get(routes.TILL)["last_seq"] == 10
        (small_disk / "ballast").unlink()
        outcomes = [result.outcome for result in till.push().results]
        assert outcomes == ["repeated"] * 10 + ["accepted"] * 290
        assert till.get(routes.TOTALS)["count"] == 300
        till.close()


def test_a_disk_that_may_only_be_read_keeps_the_hub_away_and_loses_nothing(small_disk: Path) -> None:
    folder = small_disk / "hub"
    with RunningHub(folder) as hub:
        hub.load(SHOP)
        till = BareTill(hub)
        till.sell()
        till.push()
        hub.stop()
        try:
            subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
            said = run("serve", "--port", "0", "--data-dir", str(folder))
            assert said.returncode == 69
            assert "the database does not answer" in said.stderr
            with pytest.raises(requests.ConnectionError):
                till.push()
        finally:
            subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
            hub.start()
        till.sell()
        assert [result.outcome for result in till.push().results] == ["repeated", "accepted"]
        assert till.get(routes.TOTALS)["count"] == 2
        till.close()
