"""The hub is told to end: idle lines are closed at once, a call that is being answered gets its answer."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import requests

from posapp.contract import routes
from tests.support.hub import RunningHub

AT = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


def test_a_call_that_is_being_answered_gets_its_answer(tmp_path: Path) -> None:
    asked, go_on = threading.Event(), threading.Event()

    def clock() -> datetime:
        if threading.current_thread().name in ("MainThread", "orders", "notices", "web-refunds"):  # of the hub itself
            return AT
        asked.set()
        assert go_on.wait(20)
        return AT

    hub = RunningHub(tmp_path, clock=clock)
    with ThreadPoolExecutor() as people:
        answer = people.submit(requests.get, hub.url + routes.HEALTH, timeout=30)
        assert asked.wait(20)
        ended = people.submit(hub.stop)
        until_closed(hub.url)
        go_on.set()
        assert answer.result(30).status_code == 200
        ended.result(30)


def test_an_idle_line_does_not_keep_it(tmp_path: Path) -> None:
    hub = RunningHub(tmp_path)
    with requests.Session() as till:
        assert till.get(hub.url + routes.HEALTH, timeout=30).status_code == 200
        hub.stop()
        hub.start()
        assert till.get(hub.url + routes.HEALTH, timeout=30).status_code == 200
        hub.stop()


def until_closed(url: str) -> None:
    """Ask until nobody takes calls any more; one that was taken before the end waits like the first."""
    while True:
        try:
            requests.get(url + routes.HEALTH, timeout=0.1)
        except requests.ReadTimeout:
            continue
        except requests.ConnectionError:
            return
