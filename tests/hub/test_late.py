"""Entries of kinds that the hub does not know are kept; the program that knows them books them, once and in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest

from hub import booking
from hub.late import book_kept
from hub.storage import tables, tokens
from hub.storage.exceptions import every
from posapp.contract import routes
from posapp.contract.ops import KINDS, CorrectedOp, SentAgainOp, encode
from tests.hub.conftest import Clock
from tests.hub.test_command import run
from tests.support.hub import RunningHub
from tests.support.till import BareTill

BOOKS = (tables.sale, tables.sale_line, tables.sale_tender, tables.sale_tax, tables.member, tables.member_private)


@contextmanager
def as_an_older_hub(monkeypatch: pytest.MonkeyPatch, *unknown: str) -> Iterator[None]:
    """For as long, its program has never heard of these kinds."""
    with monkeypatch.context() as older:
        older.setattr(booking, "KINDS", KINDS - set(unknown))
        older.setattr(booking, "_BOOK", {k: book for k, book in booking._BOOK.items() if k not in unknown})
        yield


def updated(hub: RunningHub) -> None:
    """The hub is stopped, and started as the program that it is today."""
    hub.stop()
    hub.start()


def held(hub: RunningHub, *asked: Any) -> list[Any]:
    """The rows of these tables, of the books when none is named."""
    with hub.database.read() as connection:
        return [sorted(map(repr, connection.execute(table.select()))) for table in asked or BOOKS]


def applied(hub: RunningHub) -> list[tuple[int, str]]:
    with hub.database.read() as connection:
        rows = connection.execute(tables.entry.select().order_by(tables.entry.c.till, tables.entry.c.seq))
        return [(row.applied, row.refusal) for row in rows]


def outcomes(till: BareTill) -> set[str]:
    return {result.outcome for result in till.push().results}


def test_what_was_kept_is_booked_by_the_updated_hub_exactly_once(
    hub: RunningHub, enrolled: Callable[..., BareTill], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = enrolled("S1", "1"), enrolled("S2", "1")
    with as_an_older_hub(monkeypatch, "sale", "reprinted"):
        for till, total in ((one, 9900), (two, 400)):
            till.sell(total)
            till.note("reprinted", b'{"receipt":"x"}')
            till.sell(total + 1000)
            assert outcomes(till) == {"accepted"}
        assert one.get(routes.TOTALS)["count"] == 0
        assert [row["not_understood"] for row in tokens.listed(hub.database)] == [{"reprinted": 1, "sale": 2}] * 2
    updated(hub)
    assert applied(hub) == [(1, ""), (0, ""), (1, "")] * 2
    assert (one.get(routes.TOTALS)["total"], two.get(routes.TOTALS)["total"]) == (20800, 1800)
    assert [row["not_understood"] for row in tokens.listed(hub.database)] == [{}, {}]
    before = held(hub)
    updated(hub)
    assert outcomes(one) == {"repeated"}
    assert held(hub) == before


def test_the_books_are_those_of_a_hub_that_knew_all_along(
    hub: RunningHub, enrolled: Callable[..., BareTill], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows, exceptions, members, feeds: of two tills that do the same only one was answered by an older hub."""
    late, early = enrolled("S1", "1"), enrolled("S1", "2")
    for till, phone in ((late, "+8613800138000"), (early, "+8613900139000")):
        till.enrol_member(phone)
        till.sell(member=f"{till.id}.1")
        till.sell(lines=())
    with as_an_older_hub(monkeypatch, "sale", "member_enrolled"):
        assert outcomes(late) == {"accepted"}
        assert held(hub, tables.kept_private) != [[]]
    updated(hub)
    early.push()

    def told(till: BareTill) -> list[list[str]]:
        rows = [[row for row in some if till.id in row] for some in held(hub, *BOOKS, tables.exception, tables.visit)]
        phone = till.private[f"{till.id}.1"].phone
        return [[row.replace(till.id, "T").replace(phone, "P").replace("-2-2", "-1-2") for row in x] for x in rows]

    assert told(late) == told(early)
    assert applied(hub)[:3] == applied(hub)[3:] == [(1, ""), (1, ""), (0, "empty_sale")]
    assert held(hub, tables.kept_private) == [[]], "personal fields lie where they belong, and nowhere else"
    assert {row["id"] for row in late.feed("members")[0]} == {f"{late.id}.1", f"{early.id}.1"}


def test_what_is_refused_late_is_head_offices_and_may_be_asked_for_again(
    hub: RunningHub, till: BareTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    till.sell(lines=())
    good = till.sell(700)
    right = good.body.replace(b"-0002", b"-0001")
    till.note("corrected", encode(CorrectedOp(1, msgspec.Raw(right))))
    with as_an_older_hub(monkeypatch, "sale", "corrected"):
        till.push(till.entries[:2])
    updated(hub)
    [found] = every(hub.database)
    assert (found.kind, found.facts["code"]) == ("refused", "empty_sale")
    [answer] = [r for r in till.push().results if r.seq == 1]
    assert answer.outcome == "accepted"
    assert list(every(hub.database)) == []
    assert till.get(routes.TOTALS)["count"] == 2


def test_what_was_asked_of_an_older_hub_is_done_by_the_newer_one(
    hub: RunningHub, till: BareTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both the refused entry and the wish to look at it again were kept; then only the wish."""
    till.sell(lines=())
    good = till.sell(700)
    till.note("corrected", encode(CorrectedOp(1, msgspec.Raw(good.body))))
    till.sell(lines=())
    till.note("sent_again", encode(SentAgainOp(4)))
    with as_an_older_hub(monkeypatch, "corrected", "sent_again"):
        till.push()
        assert [row[0] for row in applied(hub)] == [0, 1, 2, 0, 2]
    updated(hub)
    assert applied(hub) == [(1, ""), (1, ""), (1, ""), (0, "empty_sale"), (1, "")]
    assert till.get(routes.TOTALS)["total"] == 1400


def test_who_is_stopped_in_the_middle_goes_on_the_next_time(
    hub: RunningHub, till: BareTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.storage.books._MOST_KEPT", 2)
    with as_an_older_hub(monkeypatch, "sale"):
        for _ in range(5):
            till.sell()
        till.push()
    assert hub.hub.intake.take_kept(till.id, "2026-11-21T02:00:00Z") is not None
    assert [row[0] for row in applied(hub)] == [1, 1, 2, 2, 2], "in the order of the journal"
    updated(hub)
    assert [row[0] for row in applied(hub)] == [1] * 5
    assert till.get(routes.TOTALS)["count"] == 5


def test_two_processes_that_start_at_once_book_it_once(
    hub: RunningHub, till: BareTill, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with as_an_older_hub(monkeypatch, "sale"):
        for _ in range(40):
            till.sell(100)
        till.push()
    with ThreadPoolExecutor(4) as several:
        done = several.map(lambda _: book_kept(hub.database, hub.hub.intake, clock), range(4))
        assert sum(done) == 40
    assert till.get(routes.TOTALS)["total"] == 4000


def test_what_the_last_old_process_kept_is_booked_by_the_command(
    hub: RunningHub, till: BareTill, tmp_path: Path, database: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = ["--data-dir", str(tmp_path / "hub"), *(["--database", database] if database else [])]
    with as_an_older_hub(monkeypatch, "sale"):
        till.sell()
        till.push()
    said = ["1 entries were booked that had been kept.\n", "Nothing waited to be booked.\n"]
    assert [run("catch-up", *where).stdout for _ in range(2)] == said
    assert till.get(routes.TOTALS)["total"] == 9900


def test_a_kind_that_nobody_knows_stays_as_it_came(hub: RunningHub, till: BareTill) -> None:
    till.note("teleported", b'{"to":"moon"}')
    till.push()
    updated(hub)
    assert applied(hub) == [(2, "")]
