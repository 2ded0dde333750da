"""Hostile and broken requests get a Problem: never a failure of the hub, never much memory."""

from __future__ import annotations

import itertools
import json
import logging
import socket
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
import requests
import zstandard

from hub import limits, rates
from posapp.contract import envelope, routes
from posapp.domain.errors import Refused
from tests.hub.conftest import Clock
from tests.support.hub import ONE, RunningHub
from tests.support.till import BareTill

DEEP = b"[" * 1_000_000


def code_of(answer: requests.Response) -> tuple[int, str]:
    said = answer.json()
    assert set(said) >= {"code", "zh", "en"}
    return answer.status_code, said["code"]


@ONE
def test_a_bomb_is_not_unpacked(till: BareTill) -> None:
    bomb = zstandard.compress(bytes(2_000_000_000 // 10), 1)
    assert len(bomb) < 100_000
    assert code_of(till.push_bytes(bomb)) == (413, "batch_too_large")


@ONE
def test_a_frame_that_wants_a_huge_window_is_refused(till: BareTill) -> None:
    parameters = zstandard.ZstdCompressionParameters.from_level(1, window_log=27)
    packer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    assert code_of(till.push_bytes(packer.compress(b"{}") + packer.flush())) == (400, "bad_batch")


@ONE
def test_nonsense_is_no_batch(till: BareTill) -> None:
    entry = [1, "sale", "a", "b", "c", {}]
    head = {"id": "x", "till": till.id, "hash": "0" * 64}
    batches = [
        *(
            [],
            {},
            head,
            head | {"entries": []},
            head | {"entries": [entry[:5]]},
            head | {"hash": "0", "entries": [entry]},
        ),
        *(head | {"entries": [[n, *entry[1:]]]} for n in (0, -1, 2**60, "1", 1.5, None)),
        *(head | {"entries": [[1, word, *entry[2:]]]} for word in ("x" * 65, "a\u0000b", "a\u202eb", 5)),
        head | {"entries": [[1, *entry[1:]], [3, *entry[1:]]]},
        head | {"entries": [[n, *entry[1:]] for n in range(1, envelope.MOST_ENTRIES + 2)]},
    ]
    texts = [json.dumps(batch).encode() for batch in batches]
    for data in (b"", b"\xff\xfe", b"{", DEEP, b'{"a":' * 100_000, *texts):
        assert code_of(till.push_bytes(data, "identity")) == (400, "bad_batch"), data[:300]
        assert code_of(till.push_bytes(zstandard.compress(data))) == (400, "bad_batch"), data[:300]
    for data in (b"", b"x", zstandard.compress(texts[3])[:-3]):
        assert code_of(till.push_bytes(data)) == (400, "bad_batch")


@ONE
def test_a_body_may_be_so_large_and_no_larger(till: BareTill) -> None:
    assert code_of(till.push_bytes(b" " * envelope.MOST_BYTES, "identity")) == (400, "bad_batch")
    assert code_of(till.push_bytes(b" " * (envelope.MOST_BYTES + 1), "identity")) == (413, "request_too_large")
    big = {"code": "x" * 70_000}
    assert code_of(till.session.post(till.hub.url + routes.ENROL, json=big, timeout=30)) == (413, "request_too_large")


@ONE
def test_a_body_that_does_not_say_its_size_is_counted(till: BareTill) -> None:
    pieces = (b" " * 1_000_000 for _ in range(9))
    headers = {"Content-Encoding": "identity"}
    answer = till.session.post(till.hub.url + routes.ENTRIES, data=pieces, headers=headers, timeout=30)
    assert code_of(answer) == (413, "request_too_large")


@ONE
def test_an_enrolment_that_is_none(hub: RunningHub) -> None:
    for data in (
        b"",
        b"{",
        b"[]",
        b"null",
        DEEP[:60_000],
        b'{"code":5}',
        b'{"code":""}',
        b'{"code":"a","name":"\\u0000"}',
    ):
        headers = {"Content-Type": "application/json"}
        answer = requests.post(hub.url + routes.ENROL, data=data, headers=headers, timeout=30)
        assert code_of(answer)[1] == "bad_request", data[:40]
        assert answer.status_code in (400, 422)


@ONE
def test_paths_and_methods_there_are_not(hub: RunningHub) -> None:
    for path in ("/", "/v1", "/v1/", "/v1/till/", "/v2/till", "/docs", "/v1/feeds/", "/%00", "/v1/feeds/a/b"):
        assert code_of(requests.get(hub.url + path, timeout=30)) == (404, "not_found"), path
    for method, path in (
        ("GET", routes.ENTRIES),
        ("PUT", routes.ENROL),
        ("DELETE", routes.TILL),
        ("PATCH", routes.HEALTH),
    ):
        answer = requests.request(method, hub.url + path, timeout=30)
        assert code_of(answer) == (405, "method_wrong")
        assert answer.headers["Allow"]


@ONE
def test_a_caller_who_hangs_up_harms_nobody_and_is_no_fault_of_the_hub(
    till: BareTill, caplog: pytest.LogCaptureFixture
) -> None:
    logging.getLogger("uvicorn.error").addHandler(caplog.handler)
    till.sell()
    packed = envelope.pack("b", till.id, till.entries)
    at = urlsplit(till.hub.url)
    head = f"POST {routes.ENTRIES} HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer {till.token}\r\nContent-Length: "
    for sent in (b"", packed[: len(packed) // 2], packed):
        with socket.create_connection((at.hostname, at.port), 10) as line:
            line.sendall(f"{head}{len(packed)}\r\nContent-Encoding: zstd\r\n\r\n".encode() + sent)
    assert till.push().results[0].outcome in ("accepted", "repeated")
    logging.getLogger("uvicorn.error").removeHandler(caplog.handler)
    assert caplog.messages == []


@ONE
def test_a_size_that_is_no_number(hub: RunningHub) -> None:
    for said in (b"-5", b"x", b"9" * 30):
        assert limits._said({"headers": [(b"content-length", said)]}) == 0


@ONE
def test_a_till_that_asks_without_end_is_slowed_down_and_the_others_are_not(
    hub: RunningHub, enrolled: Callable[..., BareTill], clock: Clock
) -> None:
    greedy, other = enrolled(), enrolled("S1", "2")
    for _ in range(rates.TILL.burst):
        hub.hub.tills.take(greedy.id)
    greedy.sell()
    for answer in (greedy.session.get(hub.url + routes.TILL, timeout=30), greedy.push_bytes(b"x")):
        assert code_of(answer) == (429, "too_many_calls")
        assert answer.headers["Retry-After"] == "1"
    other.sell()
    assert other.push().results[0].outcome == "accepted"
    clock.pass_by(seconds=1)
    assert greedy.push().results[0].outcome == "accepted"


@ONE
def test_an_address_that_asks_without_end_is_slowed_down_whatever_it_shows(hub: RunningHub, clock: Clock) -> None:
    code = hub.code()
    for _ in range(rates.ADDRESS.burst):
        hub.hub.addresses.take("127.0.0.1")
    calls = (
        ("GET", routes.TILL, None),
        ("POST", routes.ENTRIES, None),
        ("GET", routes.EXCEPTIONS, None),
        ("POST", routes.ENROL, {"code": code}),
    )
    for method, path, body in calls:
        assert code_of(requests.request(method, hub.url + path, json=body, timeout=30)) == (429, "too_many_calls"), path
    assert requests.get(hub.url + routes.HEALTH, timeout=30).status_code == 200
    clock.pass_by(seconds=1)
    assert requests.post(hub.url + routes.ENROL, json={"code": code}, timeout=30).status_code == 200


def test_the_pace_fills_up_again_and_no_further(clock: Clock) -> None:
    paced = rates.Rates(rates.Pace(3, 2), clock)

    def taken() -> int:
        for count in itertools.count():  # noqa: B007 - what it had come to
            try:
                paced.take("a")
            except Refused:
                break
        return count

    assert taken() == 3
    clock.pass_by(seconds=1)
    assert taken() == 2
    clock.pass_by(days=-2)
    assert taken() == 0, "a clock set back gives nothing"
    clock.pass_by(seconds=1)
    assert taken() == 2, "and takes nothing for long"
    clock.pass_by(days=9)
    assert taken() == 3


def test_callers_who_went_away_are_forgotten(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "_MANY", 100)
    paced = rates.Rates(rates.Pace(2, 1), clock)
    for number in range(1_000):
        paced.take(f"10.0.0.{number}")
        clock.pass_by(seconds=1)
    assert len(paced._left) <= 101
