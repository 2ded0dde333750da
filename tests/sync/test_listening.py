"""News from a real hub at a real till: at once while the stream is there, by asking when it is not."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from time import monotonic

import pytest

from posapp.contract import events, routes
from posapp.domain.sync_status import SyncStatus
from sync.client import HubAway
from sync.listener import Listener
from sync.stream import News, read
from sync.worker import SyncWorker
from tests.faults.nonsense import Nonsense, answer
from tests.support.line import Line
from tests.support.shop import Shop, Till

SHOP_FILE = Path(__file__).parents[1] / "scenarios" / "shop.json"
PATIENCE = 20


class Exchange:
    """The till's exchange in the background, and what it reports."""

    def __init__(self, till: Till) -> None:
        self.told: Queue[SyncStatus] = Queue()
        self.worker = SyncWorker(till.parts.engine, self.told.put)
        self.listener = self.worker._listener

    def until(self, wanted: Callable[[SyncStatus], bool]) -> SyncStatus:
        """The first report that is so."""
        end = monotonic() + PATIENCE
        while not wanted(status := self.told.get(timeout=max(0.01, end - monotonic()))):
            pass
        return status

    def until_it_hears(self, hears: bool = True) -> None:
        """A change of hearing wakes the exchange, so a report follows it."""
        self.until(lambda status: self.listener.hears == hears and status.state == "online")


@contextmanager
def exchanging(till: Till) -> Iterator[Exchange]:
    exchange = Exchange(till)
    exchange.worker.start()
    try:
        yield exchange
    finally:
        exchange.worker.stop()


def reprice(shop: Shop, price: str) -> None:
    shop.hub.load(SHOP_FILE.read_text("utf-8").replace('"99.00"', f'"{price}"').encode())


def price(till: Till) -> int:
    till.parts.app.desk.settings_changed()
    till.add("A")
    return till.cart.total


def at_work(till: Till) -> Till:
    till.sign_in()
    till.open_shift()
    return till


def test_a_price_changed_at_the_hub_is_at_the_till_within_two_seconds(shop: Shop) -> None:
    till = at_work(shop.till())
    with exchanging(till) as exchange:
        exchange.until_it_hears()
        reprice(shop, "95.00")
        begun = monotonic()
        exchange.until(lambda status: status.pulled > 0)
        assert monotonic() - begun < 2
    assert price(till) == 9500


def test_a_till_that_hears_asks_rarely(shop: Shop) -> None:
    with exchanging(shop.till()) as exchange:
        exchange.until_it_hears()
        assert exchange.worker._wait(SyncStatus("online")) >= 60
        assert exchange.worker._wait(SyncStatus("behind")) <= 15
        exchange.worker.go_offline()
        exchange.until(lambda status: status.reason == "switched_off" and not exchange.listener.hears)
        assert exchange.worker._wait(SyncStatus("online")) <= 15


def test_one_stream_a_till_and_none_while_a_person_has_switched_it_off(shop: Shop) -> None:
    till = shop.till()
    with exchanging(till) as exchange:
        exchange.until_it_hears()
        assert shop.hub.hub.listeners.count == 1
        exchange.worker.go_offline()
        exchange.until(lambda status: status.reason == "switched_off" and not exchange.listener.hears)
        assert not exchange.listener.hears
        exchange.worker.go_online()
        exchange.until_it_hears()
        assert shop.hub.hub.listeners.count == 1


def test_a_hub_that_was_restarted_is_heard_again(shop: Shop) -> None:
    till = at_work(shop.till())
    with exchanging(till) as exchange:
        exchange.until_it_hears()
        shop.hub.stop()
        exchange.until(lambda status: status.state == "offline")
        shop.hub.start()
        reprice(shop, "94.00")
        exchange.until_it_hears()
        reprice(shop, "93.00")
        begun = monotonic()
        exchange.until(lambda status: status.pulled > 0)
        assert monotonic() - begun < 2
    assert price(till) == 9300


@pytest.mark.parametrize(
    "instead",
    [
        answer(b'{"code":"not_found","zh":"","en":""}', status="404 Not Found"),
        answer(b"<html>Welcome to the free WiFi</html>", type_="text/html"),
        answer(b'{"code":"hub_busy","zh":"","en":""}', status="503 Service Unavailable"),
        answer(b"event: heads\ndata: {\n\n", type_=events.TYPE),
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n" + b"zz\r\n",
    ],
    ids=["an older hub", "a login page", "a full hub", "no news", "broken off"],
)
def test_a_till_without_a_stream_asks_from_time_to_time(
    shop: Shop, instead: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.worker.QUIET", 0.1)
    till = at_work(shop.till())
    other = Nonsense(shop.hub.url, {routes.EVENTS: instead})
    till.parts.engine.hub.url = other.url
    with exchanging(till) as exchange:
        exchange.until(lambda status: routes.EVENTS in other.paths and status.state == "online")
        assert not exchange.listener.hears
        reprice(shop, "95.00")
        exchange.until(lambda status: status.pulled > 0)
        assert not exchange.listener.hears
    other.close()
    assert price(till) == 9500


@contextmanager
def ear(till: Till, silence: float = PATIENCE) -> Iterator[tuple[Listener, Queue[bool]]]:
    """A listener alone, and how well it heard each time it wanted to wake the exchange."""
    woken: Queue[bool] = Queue()
    listener = Listener(till.parts.engine.hub, lambda: woken.put(listener.hears), silence)
    listener.start()
    yield listener, woken
    listener.stop()


def until(woken: Queue[bool], hears: bool) -> None:
    while woken.get(timeout=PATIENCE) != hears:
        pass


def test_a_line_that_died_without_a_word_is_noticed_by_the_missing_heartbeat(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "HEARTBEAT", 0.1)
    till = shop.till()
    line = Line(shop.hub.url)
    till.parts.engine.hub.url = line.url
    with ear(till, silence=1.0) as (_listener, woken):
        until(woken, True)
        begun = monotonic()
        line.die()
        until(woken, False)
        assert 0.5 < monotonic() - begun < 5
        line.recover()
        until(woken, True)
        line.cut()
        until(woken, False)
        until(woken, True)
    line.close()


def test_a_heartbeat_keeps_a_quiet_line_open(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "HEARTBEAT", 0.05)
    beats = threading.Semaphore(0)
    monkeypatch.setattr("sync.listener.Backoff.succeeded", lambda _: beats.release())
    with ear(shop.till(), silence=1.0) as (listener, _woken):
        begun = monotonic()
        while monotonic() - begun < 1.5:
            assert beats.acquire(timeout=PATIENCE)
        assert listener.hears


def test_a_proxy_that_keeps_the_news_to_itself_is_no_stream(shop: Shop) -> None:
    till = shop.till()
    line = Line(shop.hub.url)
    line.die()
    till.parts.engine.hub.url = line.url
    with ear(till, silence=0.2) as (listener, woken):
        assert [line.calls.get(timeout=PATIENCE) for _ in range(2)], "it gave up the first call"
        assert not listener.hears
        assert woken.empty()
        line.recover()
        until(woken, True)
    line.close()


def test_after_a_break_only_what_moved_wakes_the_till(shop: Shop) -> None:
    till = shop.till()
    line = Line(shop.hub.url)
    till.parts.engine.hub.url = line.url
    with ear(till) as (listener, woken):
        until(woken, True)
        assert woken.get(timeout=PATIENCE), "the heads of now"
        known = listener._last_id
        assert known
        line.cut()
        until(woken, False)
        reprice(shop, "95.00")
        until(woken, True)
        assert woken.get(timeout=PATIENCE), "the news of meanwhile"
        assert listener._last_id != known
    line.close()


def test_events_are_read_whatever_the_pieces_they_come_in() -> None:
    moved = {"epoch": "e", "at": "2026-11-21T01:00:00Z", "heads": {"products": 7}}
    text = f": ping\n\nevent: other\ndata: x\n\nevent: heads\r\ndata: {json.dumps(moved)}\r\nid: e.7\r\n\r\n: ping\n\n"
    whole = list(read([text.encode()]))
    assert whole == list(read(bytes([byte]) for byte in text.encode()))
    assert whole == [None, None, News("e.7", events.Moved.model_validate(moved)), None]


@pytest.mark.parametrize("strange", ["é", "a b", "x" * 65, "", "中"])
def test_an_id_that_no_header_can_carry_is_not_kept(strange: str) -> None:
    data = json.dumps({"epoch": "e", "at": "t", "heads": {}})
    (news,) = read([f"event: heads\nid: {strange}\ndata: {data}\n\n".encode()])
    assert news is not None
    assert news.id == ""


def test_a_line_without_end_is_not_kept_in_memory() -> None:
    with pytest.raises(HubAway):
        list(read([b"data: " + b"x" * 1000] * 1000))
