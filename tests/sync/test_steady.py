"""What people see of the line stands still while the line does not."""

from __future__ import annotations

from itertools import count
from queue import Queue

import pytest

from bench.fault_proxy import FaultProxy, steady
from posapp.domain.sync_status import SyncState, SyncStatus
from sync.steady import Steady
from sync.worker import SyncWorker
from tests.support.shop import Shop

NAMES: dict[str, SyncState] = {"O": "online", "X": "offline", "B": "behind", "R": "refused", "L": "late"}
LETTERS = {state: letter for letter, state in NAMES.items()}


def seen(outcomes: str, pushed: int = 0) -> str:
    """The states that are shown for these outcomes, one a minute, as letters."""
    shown = Steady()
    states = [
        shown.see(SyncStatus(NAMES[letter], pushed=pushed), f"09:{at:02}").state for at, letter in enumerate(outcomes)
    ]
    return "".join(LETTERS[state] for state in states)


@pytest.mark.parametrize(
    "outcomes, shown",
    [
        ("OOXOOXOOX", "OOOOOOOOO"),
        ("OXOXOXOXO", "OOOOOOOOO"),
        ("OXXOXXOXX", "OOOOOOOOO"),
        ("XXOXXOXXO", "XXXXXXXXX"),
        ("XOXOXOXOX", "XXXXXXXXX"),
        ("OXXXXXX", "OOOXXXX"),
        ("XOOOO", "XXOOO"),
        ("OBOBOB", "OOOOOO"),
        ("OBBBB", "OOOBB"),
        ("ORRO", "ORRR"),
        ("OROO", "ORRO"),
        ("X", "X"),
        ("O", "O"),
    ],
)
def test_one_bad_call_changes_nothing_that_people_see(outcomes: str, shown: str) -> None:
    assert seen(outcomes) == shown


def test_a_line_on_which_something_moves_is_there() -> None:
    assert seen("OXXXXX", pushed=1) == "OOOOOO"


def test_it_says_since_when() -> None:
    shown = Steady()
    outcomes = [("O", "08:00"), ("O", "08:15"), ("X", "09:00"), ("X", "09:01"), ("X", "09:02"), ("X", "09:30")]
    outcomes += [("O", "10:00"), ("X", "10:01"), ("O", "10:02"), ("O", "10:03")]
    since = [shown.see(SyncStatus(NAMES[letter]), at).since for letter, at in outcomes]
    assert since == ["08:00", "08:00", "08:00", "08:00", "09:00", "09:00", "09:00", "09:00", "09:00", "10:02"]


@pytest.mark.parametrize(
    "before, outcomes, shown",
    [
        ("O", "O", "LL"),
        ("O", "OO", "LLO"),
        ("O", "OXOXOX", "LLLLLLL"),
        ("O", "XXXOO", "LLLXXO"),
        ("", "BB", "LLB"),
        ("X", "X", "XX"),
        ("R", "R", "RR"),
    ],
)
def test_a_hub_that_says_nothing_is_late_until_outcomes_in_a_row_say_more(
    before: str, outcomes: str, shown: str
) -> None:
    steady = Steady()
    for letter in before:
        steady.see(SyncStatus(NAMES[letter]), "09:00")
    late = steady.late(SyncStatus("offline", unsent=3), "09:30")
    assert (late is None) == (before in ("X", "R")), "worse is said already"
    seen = [steady.see(SyncStatus(NAMES[letter]), f"10:{at:02}") for at, letter in enumerate(outcomes)]
    states = [late.state if late else NAMES[before], *(status.state for status in seen)]
    assert "".join(LETTERS[state] for state in states) == shown
    if "XXX" in outcomes:
        assert seen[2].since == "09:30", "since it said nothing any more"


def test_a_till_switched_on_without_its_hub_says_when_it_last_heard_it() -> None:
    assert Steady().see(SyncStatus("offline", "yesterday"), "today").since == "yesterday"
    assert Steady().see(SyncStatus("offline"), "today").since == "today"


def test_counts_are_of_now_while_the_state_stands() -> None:
    shown = Steady()
    shown.see(SyncStatus("online"), "09:00")
    status = shown.see(SyncStatus("offline", unsent=3, parked=1, reason="hub_busy"), "09:01")
    assert (status.state, status.unsent, status.parked, status.reason) == ("online", 3, 1, "")
    assert shown.unsure


@pytest.mark.parametrize("good, state", [((0, 1), "online"), ((2,), "offline")])
def test_a_line_that_fails_now_and_then_shows_one_state(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, good: tuple[int, ...], state: SyncState
) -> None:
    """Every third call fails, or only every third comes through."""
    for name in ("sync.worker.QUIET", "sync.worker.LISTENING", "sync.worker.CONFIRM", "sync.schedule.FIRST"):
        monkeypatch.setattr(name, 0.01)
    monkeypatch.setattr("sync.schedule.LONGEST", 0.02)
    monkeypatch.setattr("sync.listener.Listener.start", lambda _: None)
    till = shop.till()
    calls = count()
    proxy = FaultProxy(shop.hub.url, lambda _: "ok" if next(calls) % 3 in good else "refuse")
    till.parts.engine.hub.url = proxy.url
    told: Queue[SyncStatus] = Queue()
    worker = SyncWorker(till.parts.engine, told.put)
    worker.start()
    shown = [told.get(timeout=20) for _ in range(40)]
    worker.stop()
    proxy.close()
    assert {status.state for status in shown} == {state}
    assert len({status.since for status in shown}) == 1
    assert proxy.seen["refuse"] > 10
    assert proxy.seen["ok"] > 10


@pytest.mark.long
def test_a_line_that_is_gone_is_said_soon_and_one_that_is_back_too(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.worker.QUIET", 0.1)
    monkeypatch.setattr("sync.listener.Listener.start", lambda _: None)  # a stream that stays open would be heard
    till = shop.till()
    proxy = FaultProxy(shop.hub.url, steady("ok"))
    till.parts.engine.hub.url = proxy.url
    told: Queue[SyncStatus] = Queue()
    worker = SyncWorker(till.parts.engine, told.put)
    worker.start()
    assert told.get(timeout=20).state == "online"
    proxy.choose = steady("refuse")
    while told.get(timeout=20).state != "offline":
        pass
    proxy.choose = steady("ok")
    while told.get(timeout=20).state != "online":
        pass
    worker.stop()
    proxy.close()
