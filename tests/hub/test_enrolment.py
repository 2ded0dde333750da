"""A one-time code makes a till; nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from hub import access
from hub.storage import tables, tills
from posapp.contract import routes
from posapp.domain.errors import Refused
from tests.hub.conftest import Clock
from tests.support.hub import RunningHub
from tests.support.till import BareTill


def enrol(hub: RunningHub, code: str) -> requests.Response:
    return requests.post(hub.url + routes.ENROL, json={"code": code, "name": "前台"}, timeout=30)


def test_a_code_enrols_one_till(hub: RunningHub) -> None:
    code = hub.code()
    first, second = enrol(hub, code), enrol(hub, code)
    assert first.status_code == 200
    said = first.json()
    assert (said["store"], said["register"], said["epoch"]) == ("S1", "1", hub.hub.epoch)
    assert said["till"].startswith("S1-1-")
    assert (second.status_code, second.json()["code"]) == (403, "code_wrong")


def test_a_code_may_be_typed_carelessly(hub: RunningHub) -> None:
    assert enrol(hub, f" {hub.code().lower().replace('-', ' ')} ").status_code == 200


def test_a_code_expires(hub: RunningHub, clock: Clock) -> None:
    code = hub.code()
    clock.pass_by(hours=24)
    assert enrol(hub, code).status_code == 403


def test_codes_are_made_for_registers_that_there_are(hub: RunningHub) -> None:
    for store, register, refusal in (("S9", "1", "no_store"), ("S1", "9", "no_register")):
        with pytest.raises(Refused) as refused:
            hub.code(store, register)
        assert refused.value.code == refusal


def test_an_id_is_never_given_twice(enrolled: Callable[..., BareTill]) -> None:
    assert len({enrolled().id for _ in range(5)}) == 5


def test_every_enrolment_of_a_register_has_a_series_of_its_own(hub: RunningHub) -> None:
    with hub.database.write() as connection:
        tills.set_registers(connection, "S1", ["2", "1B"])
    said = [enrol(hub, hub.code("S1", register)).json() for register in ("1", "1", "2", "1", "1B", "1B")]
    assert [one["series"] for one in said] == ["1", "1B", "2", "1C", "1BB", "1BC"]
    assert [one["register"] for one in said] == ["1", "1", "2", "1", "1B", "1B"]
    assert said[1]["till"].startswith("S1-1B-")


def test_a_register_that_is_enrolled_very_often_never_runs_out(hub: RunningHub) -> None:
    series = [enrol(hub, hub.code()).json()["series"] for _ in range(26)]
    assert len(set(series)) == 26
    assert series[-4:] == ["1Y", "1Z", "1BB", "1BC"]


def test_tills_that_enrol_at_the_same_moment_do_not_share_a_series(hub: RunningHub) -> None:
    codes = [hub.code() for _ in range(12)]
    with ThreadPoolExecutor(6) as at_once:
        said = [answer.json() for answer in at_once.map(lambda code: enrol(hub, code), codes)]
    assert len({one["series"] for one in said}) == len(codes)


def test_guessing_is_slowed_down(hub: RunningHub, clock: Clock) -> None:
    right = hub.code()
    for _ in range(access.MOST_WRONG):
        assert enrol(hub, "AAAAA-AAAAA").status_code == 403
    clock.pass_by(minutes=1)
    for code in ("AAAAA-AAAAA", right):
        answer = enrol(hub, code)
        assert (answer.status_code, answer.json()["code"]) == (429, "too_many_attempts")
        assert answer.headers["Retry-After"] == "240"
        assert answer.json()["retry_after"] == 240
    clock.pass_by(minutes=4)
    assert enrol(hub, right).status_code == 200


def test_many_addresses_together_are_slowed_down_too(clock: Clock) -> None:
    attempts = access.Attempts(clock)
    for n in range(access.MOST_WRONG_IN_ALL):
        attempts.check(f"10.0.0.{n}")
        attempts.note_wrong(f"10.0.0.{n}")
    with pytest.raises(Refused):
        attempts.check("10.0.1.1")
    clock.pass_by(minutes=5)
    attempts.check("10.0.1.1")


def test_neither_code_nor_token_lies_in_the_database(hub: RunningHub) -> None:
    code = hub.code()
    token = enrol(hub, code).json()["token"]
    with hub.database.read() as connection:
        rows = [*connection.execute(tables.code.select()), *connection.execute(tables.till.select())]
    secrets = (token, code, code.replace("-", "").lower())
    assert not [row for row in rows for value in row for secret in secrets if secret in str(value)]


def test_without_a_token_nothing_is_told(hub: RunningHub) -> None:
    file = routes.snapshot_file("0" * 16)
    calls = [("GET", path) for path in (routes.TILL, routes.feed("staff"), routes.SNAPSHOT, file, routes.TOTALS)]
    for method, path in [*calls, ("POST", routes.ENTRIES)]:
        for header in (None, "Bearer nonsense", "Basic abc", "Bearer ", "nonsense", "Bearer \xe9"):
            headers = {"Authorization": header} if header is not None else {}
            answer = requests.request(method, hub.url + path, headers=headers, data=b"", timeout=30)
            assert (answer.status_code, answer.json()["code"]) == (401, "not_enrolled"), (path, header)
            assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_health_needs_no_token(hub: RunningHub) -> None:
    answer = requests.get(hub.url + routes.HEALTH, timeout=30).json()
    assert (answer["epoch"], answer["at"]) == (hub.hub.epoch, "2026-11-21T01:00:00Z")


def test_registers_are_added_and_kept(hub: RunningHub) -> None:
    with hub.database.write() as connection:
        tills.set_registers(connection, "S1", ["2", "3", "3"])
    assert {r for r in "123" if hub.code("S1", r)} == {"1", "2", "3"}
