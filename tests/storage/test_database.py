"""The write gate, reading beside it, checkpoints when idle, and how long a commit is meant to last."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

from posapp.domain.errors import Refused
from posapp.domain.journal import broken_at
from posapp.storage.database import Database, open_database
from posapp.storage.driver import CHECKPOINT_PAGES
from posapp.storage.till import TillStore
from tests.storage.samples import ENROLLED, KEY, draft

COUNT = "SELECT count(*) FROM note"
SYNCHRONOUS = "PRAGMA synchronous"


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path / "a file.db", KEY)
    with database.transaction() as tx:
        tx.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT) STRICT")
    yield database
    database.close()


def put(file: Database, text: str = "x", *, durable: bool = True) -> None:
    with file.transaction(durable=durable) as tx:
        tx.execute("INSERT INTO note (text) VALUES (?)", (text,))


def test_tills_share_one_store_between_threads(store: TillStore) -> None:
    def sell(first: int) -> None:
        for n in range(first, first + 25):
            store.sales.complete_sale(draft(seed=n))
            store.sales.last_sale()

    threads = [threading.Thread(target=sell, args=(n * 100,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.sales.count() == 100
    assert broken_at(ENROLLED.till, store.journal.all()) is None
    assert store.sales.totals("2026-11-21").last_receipt == "S1-1-20261121-0100"


def test_a_reader_sees_what_is_committed_and_nothing_else(file: Database) -> None:
    put(file)
    with file.transaction() as tx:
        tx.execute("INSERT INTO note (text) VALUES ('y')")
        assert file.select(COUNT) == [(1,)]
    assert file.select(COUNT) == [(2,)]


def test_a_small_question_waits_for_no_writer_and_sees_what_is_committed_only(file: Database) -> None:
    """On the writing connection while nobody writes, beside it otherwise: asked in the writer's own thread too."""
    put(file, "first")
    asked = list[int]()
    assert file.few(COUNT) == [(1,)]
    with file.transaction() as tx:
        tx.execute("INSERT INTO note (text) VALUES ('second')")
        asking = threading.Thread(target=lambda: asked.append(file.few(COUNT)[0][0]))
        asking.start()
        asking.join(timeout=10)
        assert asked == [1]
        assert file.first(COUNT) == (1,)
    assert file.few(COUNT) == [(2,)]


def test_the_reading_connection_cannot_write(file: Database) -> None:
    with pytest.raises(Refused):
        file.select("INSERT INTO note (text) VALUES ('z')")


def test_money_is_written_for_good_and_the_rest_in_passing(file: Database) -> None:
    with file.transaction(durable=False) as tx:
        assert tx.execute(SYNCHRONOUS).fetchone() == (1,)
    with file.transaction() as tx:
        assert tx.execute(SYNCHRONOUS).fetchone() == (2,)


def test_a_failed_passing_write_leaves_the_next_one_for_good(file: Database) -> None:
    with pytest.raises(sqlite.IntegrityError), file.transaction(durable=False) as tx:
        tx.execute("INSERT INTO note (id, text) VALUES ('no number', '')")
    with file.transaction() as tx:
        assert tx.execute(SYNCHRONOUS).fetchone() == (2,)


def undone(file: Database, note: Callable[[], None]) -> None:
    with file.transaction() as tx:
        file.after_commit(note)
        tx.execute("no such statement")


def test_what_is_to_be_known_after_a_commit_is_told_once_and_of_nothing_undone(file: Database) -> None:
    told: list[str] = []
    with file.transaction():
        file.after_commit(lambda: told.append("first"))
        assert told == []
    with pytest.raises(sqlite.OperationalError):
        undone(file, lambda: told.append("undone"))
    put(file)
    assert told == ["first"]


def test_the_log_goes_back_into_the_file_when_idle_and_only_when_it_is_long(file: Database) -> None:
    put(file)
    assert not file.checkpoint_if_due()
    before = file.path.stat().st_size
    put(file, "x" * 4096 * CHECKPOINT_PAGES)
    assert file.path.stat().st_size == before, "a commit itself does not checkpoint"
    with file.transaction():
        assert not file.checkpoint_if_due(), "never while somebody writes"
    assert file.checkpoint_if_due()
    assert file.path.stat().st_size > before + 4096 * CHECKPOINT_PAGES
    assert not file.checkpoint_if_due()


def test_a_file_at_rest_cannot_be_read_without_the_key(store: TillStore) -> None:
    store.sales.complete_sale(draft())
    store.close()
    for path in store.folder.iterdir():
        data = path.read_bytes()
        assert b"SQLite format 3" not in data
        assert not any(secret in data for secret in (b"S1-1-20261121", "商品".encode(), ENROLLED.token.encode()))
