"""The hub's secrets are replaced while it answers, and a certificate that ends is spoken of while it runs."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from hub.certificate import watch
from hub.storage.database import Unavailable, epoch, open_database
from tests.hub.test_command import own_certificate
from tests.hub.test_unavailable import own_postgres
from tests.support.postgres import PostgresCluster

__all__ = ["own_postgres"]

PATIENCE = 20


@pytest.mark.postgres
def test_the_databases_password_is_replaced_without_a_stop(own_postgres: PostgresCluster, tmp_path: Path) -> None:
    own_postgres.new_database("hub")
    rules = own_postgres.folder / "data" / "pg_hba.conf"
    rules.write_text("local all clerk scram-sha-256\n" + rules.read_text("utf-8"), "utf-8")
    own_postgres.stop("fast")
    own_postgres.start()
    admin = psycopg.connect(f"host={own_postgres.folder} user=postgres dbname=postgres", autocommit=True)
    admin.execute("CREATE ROLE clerk LOGIN PASSWORD 'one'")
    admin.execute("ALTER DATABASE hub OWNER TO clerk")
    file = tmp_path / "url"

    def write(password: str) -> str:
        file.write_text(f"postgresql+psycopg://clerk:{password}@/hub?host={own_postgres.folder}", "utf-8")
        return file.read_text("utf-8")

    database = open_database(write("one"), lambda: file.read_text("utf-8"))
    known = epoch(database)
    with database.read():
        admin.execute("ALTER ROLE clerk PASSWORD 'two'")
        assert epoch(database) == known, "who is in stays in"
        with pytest.raises(Unavailable), database.read():
            pass
        write("two")
        with database.read():  # a new connection, while the old one is in use
            file.write_text("half of an addr", "utf-8")
            with pytest.raises(Unavailable), database.read():
                pass
    assert epoch(database) == known
    database.close()
    admin.close()


def test_a_certificate_that_comes_to_its_end_is_spoken_of_while_the_hub_runs(tmp_path: Path) -> None:
    pem, _ = own_certificate(tmp_path, 40)
    now, said, heard = [datetime.now(UTC)], [], threading.Event()

    def speak(words: str) -> None:
        said.append(words)
        heard.set()

    watch(pem, lambda: now[0], speak, every=0.01)
    assert said == []
    now[0] += timedelta(days=20)
    assert heard.wait(PATIENCE)
    assert "in 19 days" in said[0]
