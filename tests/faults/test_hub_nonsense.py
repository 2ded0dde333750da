"""Whatever stands in the hub's place says: the till keeps its goods and its sales, and a word tells how the line is."""

from __future__ import annotations

import gzip
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
import requests

from posapp.contract import routes
from posapp.domain.refusal_texts import TEXTS
from posapp.domain.sync_status import SyncStatus
from sync.worker import SyncWorker
from tests.faults.nonsense import Nonsense, answer
from tests.support.shop import Shop, Till
from tests.sync.conftest import SHOP_FILE

HTML = b"<html><head><title>Login</title></head><body>Welcome to the free WiFi</body></html>"
DEEP = b"[" * 200_000 + b"]" * 200_000
ANSWERS: dict[str, bytes] = {
    "a page": answer(HTML, type_="text/html"),
    "an empty answer": answer(b""),
    "half a JSON": answer(b'{"till": "S1-1-'),
    "a list": answer(b"[1, 2, 3]"),
    "null": answer(b"null"),
    "wrong types": answer(b'{"till": 1, "store": [], "last_seq": "x", "results": {}, "heads": 3}'),
    "deep JSON": answer(DEEP),
    "no UTF-8": answer(b'{"till": "\xff\xfe"}'),
    "500": answer(HTML, status="500 Internal Server Error"),
    "a redirect": answer(b"", status="302 Found", more="Location: http://127.0.0.1:9/login\r\n"),
    "a problem that is none": answer(b'{"code": 7}', status="409 Conflict"),
    "words for people": answer(rb'{"code":"\u202e\u001b[2Jevil","zh":"x","en":"x"}', status="401 Unauthorized"),
    "no HTTP": b"SSH-2.0-OpenSSH_9.2\r\n",
    "no gzip": answer(b"no gzip at all", more="Content-Encoding: gzip\r\n"),
    "half a header": b"HTTP/1.1 200 OK\r\nContent-Le",
    "nothing": b"",
}


def at_work(shop: Shop) -> Till:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.sell("A")
    return till


@contextmanager
def in_place_of(shop: Shop, till: Till, path: str, said: bytes) -> Iterator[Nonsense]:
    """The hub with this answer on this path."""
    other = Nonsense(shop.hub.url, {path: said})
    till.parts.engine.hub.url = other.url
    try:
        yield other
    finally:
        other.close()
        till.parts.engine.hub.url = shop.hub.url


def change_a_price(shop: Shop) -> None:
    shop.hub.load(SHOP_FILE.read_text("utf-8").replace('"99.00"', '"95.00"').encode())


def test_nonsense_on_any_path_changes_nothing(shop: Shop) -> None:
    till = at_work(shop)
    change_a_price(shop)
    for name, said in ANSWERS.items():
        for path in (routes.ENTRIES, routes.TILL, "/v1/feeds/"):
            till.sell("A")
            with in_place_of(shop, till, path, said):
                status = till.sync()
            assert status.state == "offline", (name, path)
            assert bool(status.unsent) is (path in (routes.ENTRIES, routes.TILL)), (name, path)
            product = till.parts.catalog.by_sku("A")
            assert product is not None
            assert product.price == 9900
    assert till.sync().state == "online"
    assert till.parts.engine.hub.totals().count == 1 + 3 * len(ANSWERS)


def test_a_new_till_survives_a_snapshot_that_is_none(shop: Shop) -> None:
    till = without_catalogue(shop)
    for name, said in ANSWERS.items():
        for path in (routes.SNAPSHOT, routes.SNAPSHOT + "/"):
            with in_place_of(shop, till, path, said):
                assert till.sync().state in ("offline", "behind"), (name, path)
            assert till.parts.catalog.state == "missing"
    assert not list(till.folder.glob("*.incoming"))
    assert till.sync().state == "online"
    assert till.parts.catalog.by_sku("A") is not None
    assert not list(till.folder.glob("*.part"))


def without_catalogue(shop: Shop) -> Till:
    till = at_work(shop)
    till.parts.close()
    (till.folder / "catalog.db").unlink()
    till.restart_closed()
    return till


def info(shop: Shop, till: Till, **changed: Any) -> bytes:
    """What the hub says of its snapshot, with lies."""
    said = till.parts.engine.hub.snapshot().model_dump()
    return answer(json.dumps({**said, **changed}).encode())


SNAPSHOT_LIES: list[dict[str, Any]] = [
    {"compressed_sha256": "0" * 64},
    {"size": 1},
    {"size": 10**18},
    {"compressed_size": 10**18},
    {"compressed_size": -1},
    {"version": "../../../../etc/passwd"},
    {"version": "x" * 5000},
]


def test_a_snapshot_that_lies_about_itself_is_not_used(shop: Shop) -> None:
    till = without_catalogue(shop)
    for lie in SNAPSHOT_LIES:
        with in_place_of(shop, till, routes.SNAPSHOT, info(shop, till, **lie)):
            status = till.sync()
        assert status.state in ("behind", "offline", "refused"), (lie, status)
        assert till.parts.catalog.state == "missing"
    assert till.sync().state == "online"


def test_what_is_left_of_an_older_snapshot_goes_when_a_newer_one_comes(shop: Shop) -> None:
    till = without_catalogue(shop)
    left = till.folder / "snapshot-of-last-week.part"
    left.write_bytes(b"half of it")
    assert till.sync().state == "online"
    assert not left.exists()


FEED_LIES: list[dict[str, Any]] = [
    {"noun": "stock"},
    {"cursor": 10**30},
    {"cursor": -5},
    {"rows": [{"sku": "A", "price": 10**40, "tax": "13", "category": "x"}]},
    {"rows": [{"sku": "A"}]},
    {"rows": [{"sku": None}]},
    {"tombstones": [1]},
]


def test_a_feed_that_makes_no_sense_is_not_taken(shop: Shop) -> None:
    till = at_work(shop)
    change_a_price(shop)
    page = msgspec.to_builtins(till.parts.engine.hub.page("products", 0))
    for lie in FEED_LIES:
        with in_place_of(shop, till, routes.feed("products"), answer(json.dumps({**page, **lie}).encode())):
            status = till.sync()
        assert status.state in ("behind", "offline"), lie
        assert not status.reason or status.reason in TEXTS
        product = till.parts.catalog.by_sku("A")
        assert product is not None
        assert product.price == 9900
    assert till.sync().state == "online"
    product = till.parts.catalog.by_sku("A")
    assert product is not None
    assert product.price == 9500


def test_a_bomb_is_not_unpacked(shop: Shop) -> None:
    till = at_work(shop)
    bomb = gzip.compress(b'{"a": "' + b" " * (200 << 20), compresslevel=9)
    with in_place_of(shop, till, routes.TILL, answer(bomb, more="Content-Encoding: gzip\r\n")):
        assert till.sync().state == "offline"
    assert till.sync().state == "online"


def test_an_address_that_is_none_is_only_a_line_that_is_down(shop: Shop) -> None:
    till = at_work(shop)
    for url in ("http://[bad", "ftp://hub", "http://" + "a" * 300 + ".test", "", "http://127.0.0.1:99999"):
        till.parts.engine.hub.url = url
        status = till.sync()
        assert (status.state, status.unsent) == ("offline", 2), url


def test_without_name_service_the_line_is_down_and_nothing_else(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    till = at_work(shop)
    till.parts.engine.hub.url = "http://hub.shop.example"
    with monkeypatch.context() as no_names:
        no_names.setattr(socket, "getaddrinfo", gone)
        status = till.sync()
        till.sell("A")
    assert (status.state, status.unsent) == ("offline", 2)
    till.parts.engine.hub.url = shop.hub.url
    assert till.sync().unsent == 0


def test_a_token_never_follows_a_redirect(shop: Shop) -> None:
    till = at_work(shop)
    thief = Nonsense(shop.hub.url, {"/": answer(b"{}")})
    redirect = answer(b"", status="307 Temporary Redirect", more=f"Location: {thief.url}/v1/till\r\n")
    with in_place_of(shop, till, "/v1/", redirect):
        assert till.sync().state == "offline"
    assert thief.paths == []
    thief.close()


@pytest.mark.parametrize("hours", [-30, 3])
def test_a_clock_that_is_off_is_told_of_and_blocks_nothing(shop: Shop, hours: int) -> None:
    shop.clock.set(datetime.now(UTC) + timedelta(hours=hours))  # the hub's clock is the machine's
    till = at_work(shop)
    status = till.sync()
    assert (status.state, status.clock_off) == ("online", True)
    assert abs(status.hub_ahead + hours * 3600) < 60
    shop.clock.set(datetime.now(UTC))
    till.sync()
    assert not till.sync().clock_off


def test_a_time_that_is_none_is_no_answer(shop: Shop) -> None:
    till = at_work(shop)
    said = requests.get(
        shop.hub.url + routes.TILL,
        headers={"Authorization": f"Bearer {till.parts.till.enrolment.required().token}"},
        timeout=10,
    ).json()
    for text in ("yesterday", "", "0001-01-01T00:00:00+14:00", "9" * 400):
        with in_place_of(shop, till, routes.TILL, answer(json.dumps({**said, "at": text}).encode())):
            assert till.sync().state == "offline"


def test_a_fault_of_the_program_does_not_end_the_exchange(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report is where a fault is put: it is called on the worker's own thread."""
    caught: list[type[BaseException]] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, error, trace: caught.append(kind))
    till = at_work(shop)
    told: list[SyncStatus] = []
    again = threading.Event()

    def report(status: SyncStatus) -> None:
        told.append(status)
        if len(told) == 1:
            raise ZeroDivisionError
        again.set()

    worker = SyncWorker(till.parts.engine, report)
    worker.start()
    assert again.wait(20), "the worker gave up"
    worker.stop()
    assert caught == [ZeroDivisionError]
    assert told[1].state == "online"
