"""The simulation itself: a seed is a day, the same each time, and a fault of the program shows as a difference."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from bench.simulation.day import Outcome, run_day
from bench.simulation.kill import TILL, Killed, run_until
from bench.simulation.world import in_memory, make, one_source_of_chance
from hub import inbox, sales
from hub.rows import Row
from hub.storage import intake
from posapp.contract.envelope import Batch
from posapp.contract.ops import decode_sale
from posapp.storage.database import Database, open_database

Day = Callable[[int], Outcome]


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    with in_memory() as folder:
        with one_source_of_chance(0):
            make(Path(folder) / "made")
        yield Path(folder) / "made"


@pytest.fixture
def day(made: Path) -> Day:
    """The day of a seed; asked again, the same day from its beginning."""
    return lambda seed: run_day(made, Path(tempfile.mkdtemp(dir=made.parent)) / "day", seed)


def test_a_day_of_bad_lines_and_deaths_ends_with_equal_books_and_is_the_same_each_time(day: Day) -> None:
    outcome, again = day(3), day(3)
    assert outcome.wrong == []
    assert outcome.documents == 100
    assert {"cut_answer", "twice", "till killed", "price change"} <= outcome.seen.keys()
    assert (outcome.told, outcome.seen) == (again.told, again.seen)


@pytest.mark.timeout(20)
def test_who_dies_with_a_lock_just_taken_does_not_wait_for_it(tmp_path: Path) -> None:
    """What the dying still do must end, as where a till that dies in its start closes what it had opened."""
    for step in range(1, 16):
        folder = tmp_path / str(step)
        folder.mkdir()
        database = open_database(folder / "till.db", None)

        def write(database: Database = database) -> None:
            with database.transaction() as tx:
                tx.execute("CREATE TABLE one (n)")
            database.first("SELECT n FROM one")

        with pytest.raises(Killed):
            run_until(step, write, folder, TILL)
        database.close()


def test_a_hub_that_books_what_is_repeated_is_found(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if its tables did not know an entry by till and number: the copy gets a number of its own."""
    whole, copies = inbox.take, iter(range(1_000_000, 2_000_000))

    def take(batch: Batch, held: inbox.Held, received_at: str) -> inbox.Taken:
        taken = whole(batch, held, received_at)
        for entry, result in zip(batch.entries, taken.results, strict=True):
            if entry.kind == "sale" and result.outcome == "repeated":
                copy = msgspec.structs.replace(entry, seq=next(copies))
                sales.add(taken.rows, held.till, held.store, copy, decode_sale(bytes(entry.body)))
        return taken

    monkeypatch.setattr(inbox, "take", take)
    assert any("sales differ" in sentence for sentence in day(2).wrong)


def test_a_hub_that_says_it_has_what_it_has_not_is_found(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if it moved the till's mark in one transaction and wrote the rows in another, and died between."""
    whole, pushes = intake._writes, iter(range(1_000_000))

    def writes(taken: inbox.Taken) -> Iterator[tuple[str, list[Row]]]:
        if next(pushes) % 10 != 9:
            yield from whole(taken)

    monkeypatch.setattr(intake, "_writes", writes)
    assert day(3).wrong


def test_a_hub_that_answers_before_it_has_committed_is_asked_again(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every tenth push is answered and rolled back. No sale is lost: each exchange begins with the question where the
    hub stands."""
    whole, pushes = intake.SqliteIntake.take, iter(range(1_000_000))

    def take(
        self: intake.SqliteIntake, till: str, first: int, last: int, decide: intake.Decide, shown: bytes | None = None
    ) -> inbox.Taken:
        if next(pushes) % 10 != 9:
            return whole(self, till, first, last, decide, shown)
        said: list[inbox.Taken] = []

        def lost(held: inbox.Held) -> inbox.Taken:
            said.append(decide(held))
            raise ArithmeticError("the power went")

        with suppress(ArithmeticError):
            whole(self, till, first, last, lost, shown)
        return said[0]

    monkeypatch.setattr(intake.SqliteIntake, "take", take)
    assert day(3).wrong == []


def test_a_sale_told_before_it_is_on_disk_is_found(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a till said "done" and then lost what it had not committed: every seventh commit is undone instead."""
    whole, commits = Database._leave, iter(range(1_000_000))

    def leave(self: Database, error: BaseException | None) -> None:
        if error is not None or not self._durable or next(commits) % 7 != 6:
            whole(self, error)
            return
        self._undo()
        self._gate.release()

    monkeypatch.setattr(Database, "_leave", leave)
    assert any("is sold 0 times" in sentence for sentence in day(2).wrong)
