"""The stream of news: who listens hears within two seconds what moved on in its store, and nothing of another's."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
import requests

from hub import listeners
from hub.api import events as api
from hub.clock import system_clock
from hub.storage import tokens
from hub.storage.database import open_database, sqlite_url
from hub.storage.records import EVERY_STORE, Change
from hub.storage.tills import Till
from posapp.contract import events, routes
from tests.hub.conftest import SHOP
from tests.support.hub import ONE, RunningHub
from tests.support.till import BareTill

Event = dict[str, str]


class Ear:
    """An open stream, read line by line."""

    def __init__(self, answer: requests.Response) -> None:
        self.answer = answer
        self._lines = answer.iter_lines(chunk_size=1)

    def next(self) -> Event:
        """The next event, as its fields; a comment is under ""."""
        found: Event = {}
        for line in self._lines:
            if not line:
                return found
            field, _, value = line.decode().partition(":")
            found[field] = value.strip()
        return found

    def heads(self) -> dict[str, int]:
        """The heads of the next event, comments passed over."""
        while "" in (event := self.next()):
            pass
        heads: dict[str, int] = json.loads(event["data"])["heads"]
        return heads

    def ends(self) -> bool:
        """Whether the hub says no more."""
        while event := self.next():
            if "" not in event:
                return False
        return True


@contextmanager
def listening(till: BareTill, last_id: str = "", url: str = "") -> Iterator[Ear]:
    headers = {"Last-Event-ID": last_id} if last_id else {}
    where = (url or till.hub.url) + routes.EVENTS
    with till.session.get(where, headers=headers, stream=True, timeout=20) as answer:
        assert answer.status_code == 200, answer.text
        assert answer.headers["Content-Type"].partition(";")[0] == events.TYPE
        yield Ear(answer)


def product(sku: str, price: int) -> Change:
    body = json.dumps({"sku": sku, "name_zh": sku, "price": price, "tax": "13", "category": "apparel"})
    return Change("products", EVERY_STORE, sku, body)


def stock(store: str, on_hand: int) -> Change:
    return Change("stock", store, "A", json.dumps({"sku": "A", "on_hand": on_hand}))


def heads_of(till: BareTill) -> dict[str, int]:
    heads: dict[str, int] = till.get(routes.TILL)["heads"]
    return heads


def test_who_comes_hears_how_far_every_feed_is(till: BareTill) -> None:
    with listening(till) as ear:
        event = ear.next()
    said = json.loads(event["data"])
    known = {noun: head for noun, head in heads_of(till).items() if head}
    assert (event["event"], said["heads"], said["epoch"]) == (events.HEADS, known, till.hub.hub.epoch)
    assert set(said) == {"epoch", "at", "heads"}


def test_a_price_change_is_heard_within_two_seconds(till: BareTill) -> None:
    with listening(till) as ear:
        ear.heads()
        begun = monotonic()
        till.hub.publish([product("A", 9500)])
        assert ear.heads() == {"products": heads_of(till)["products"]}
        assert monotonic() - begun < 2


def test_a_shop_hears_of_itself_and_of_all_but_not_of_another(enrolled: Callable[..., BareTill]) -> None:
    here, there = enrolled("S1"), enrolled("S2")
    with listening(here) as ear, listening(there) as other:
        ear.heads(), other.heads()
        here.hub.publish([stock("S2", 6000)])
        assert other.heads() == {"stock": heads_of(there)["stock"]}
        here.hub.publish([product("A", 9500)])
        assert ear.heads().keys() == {"products"}


def test_what_was_missed_is_told_after_a_break_and_nothing_else(till: BareTill) -> None:
    with listening(till) as ear:
        last_id = ear.next()["id"]
    till.hub.publish([product("A", 9500), stock("S1", 4000)])
    with listening(till, last_id) as ear:
        event = ear.next()
        assert json.loads(event["data"])["heads"].keys() == {"products", "stock"}
    with listening(till, event["id"]) as ear:
        assert ear.next() == {"": "ping"}, "nothing moved since"


@ONE
@pytest.mark.parametrize("strange", ["x", "other.5", "{epoch}.", "{epoch}.-1", "{epoch}.999999999", "9" * 64, "²"])
def test_an_id_that_is_none_of_this_hub_gets_all_heads(till: BareTill, strange: str) -> None:
    with listening(till, strange.format(epoch=till.hub.hub.epoch).encode().decode("latin-1")) as ear:
        assert ear.heads() == {noun: head for noun, head in heads_of(till).items() if head}


@ONE
def test_a_quiet_stream_beats(till: BareTill, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "HEARTBEAT", 0.05)
    with listening(till) as ear:
        ear.heads()
        assert [ear.next() for _ in range(3)] == [{"": "ping"}] * 3


def test_a_stream_needs_a_token_that_is_good(till: BareTill) -> None:
    for header in ("", "Bearer x", "Basic x", f"Bearer {till.token}x"):
        answer = requests.get(till.hub.url + routes.EVENTS, headers={"Authorization": header}, timeout=20)
        assert (answer.status_code, answer.json()["code"]) == (401, "not_enrolled")


@ONE
def test_a_till_has_one_stream(till: BareTill) -> None:
    with listening(till) as first:
        first.heads()
        with listening(till) as second:
            second.heads()
            assert first.ends()
            assert till.hub.hub.listeners.count == 1
            till.hub.publish([product("A", 9500)])
            assert second.heads().keys() == {"products"}


@ONE
def test_who_hangs_up_is_forgotten(till: BareTill, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = threading.Event()
    leave = listeners.Listeners.leave

    def left(self: listeners.Listeners, listening: listeners.Listening) -> None:
        leave(self, listening)
        gone.set()

    monkeypatch.setattr(listeners.Listeners, "leave", left)
    with listening(till) as ear:
        ear.heads()
        assert till.hub.hub.listeners.count == 1
    assert gone.wait(10)
    assert till.hub.hub.listeners.count == 0


@ONE
def test_too_many_listeners_are_asked_to_come_back(
    hub: RunningHub, enrolled: Callable[..., BareTill], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub.hub.listeners, "_most", 1)
    first, second = enrolled(), enrolled(register="2")
    with listening(first) as ear:
        ear.heads()
        assert second.get(routes.EVENTS, status=503)["code"] == "hub_busy"
        with listening(first) as again:
            again.heads()


def test_the_stream_of_a_till_that_is_shut_out_ends_at_once(
    enrolled: Callable[..., BareTill], tmp_path: Path, database: str | None
) -> None:
    """Whoever ends the access: a command in a process of its own does not know who listens where."""
    till, other = enrolled(), enrolled(register="2")
    elsewhere = open_database(database or sqlite_url(tmp_path / "hub" / "hub.db"))
    with listening(till) as ear, listening(other) as stays:
        ear.heads(), stays.heads()
        begun = monotonic()
        tokens.revoke(elsewhere, till.id, system_clock(), "test")
        assert ear.ends()
        assert monotonic() - begun < 2
        till.hub.publish([product("A", 9500)])
        assert stays.heads().keys() == {"products"}
    elsewhere.close()
    answer = till.session.get(till.hub.url + routes.EVENTS, timeout=20)
    assert (answer.status_code, answer.json()["code"]) == (401, "token_revoked")


def test_who_is_shut_out_while_joining_hears_nothing(till: BareTill, monkeypatch: pytest.MonkeyPatch) -> None:
    join = listeners.Listeners.join

    async def shut_out_meanwhile(self: listeners.Listeners, joining: Till) -> listeners.Listening:
        tokens.revoke(till.hub.database, joining.id, system_clock(), "test")
        return await join(self, joining)

    monkeypatch.setattr(listeners.Listeners, "join", shut_out_meanwhile)
    assert till.get(routes.EVENTS, status=401)["code"] == "token_revoked"
    assert till.hub.hub.listeners.count == 0


@ONE
def test_a_stream_ends_some_time_so_that_the_token_is_shown_again(
    till: BareTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "LIFE", 0.0)
    with listening(till) as ear:
        ear.heads()
        assert ear.ends()


@ONE
def test_a_hub_that_stops_says_goodbye_at_once(till: BareTill) -> None:
    with listening(till) as ear:
        ear.heads()
        begun = monotonic()
        till.hub.stop()
        assert ear.ends()
        assert monotonic() - begun < 3, "it did not wait for the listeners to leave"
        till.hub.start()


@ONE
def test_many_changes_that_nobody_reads_are_one_number_a_feed(hub: RunningHub, till: BareTill) -> None:
    with listening(till) as ear:
        ear.heads()
        waiting = hub.hub.listeners._all[till.id]
        for head in range(1, 10_000):
            waiting.tell("products", head)
        assert waiting.news() == {"products": 9_999}


@pytest.mark.postgres
def test_what_one_process_publishes_the_listeners_of_another_hear(tmp_path: Path, postgres: Any, numbers: Any) -> None:
    """Two hubs over one PostgreSQL behind one address: a till listens here, its price changes there."""
    url = postgres.new_schema(f"hub{next(numbers)}")
    with RunningHub(tmp_path / "one", url) as one, RunningHub(tmp_path / "other", url) as other:
        one.load(SHOP)
        till = BareTill(one)
        with listening(till, url=other.url) as ear:
            ear.heads()
            begun = monotonic()
            one.publish([product("A", 9500)])
            assert ear.heads().keys() == {"products"}
            assert monotonic() - begun < 2
        till.close()
