"""Who may do what: every route that there is, with every token that is not the right one; nothing of another store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests

from hub.storage import offices, tables, tills, tokens, web_orders
from posapp.contract import envelope, routes
from tests.hub.conftest import Clock
from tests.support.hub import ONE, RunningHub
from tests.support.till import BareTill

OPEN = {routes.HEALTH, routes.ENROL}
"""What anybody may call."""

EXAMPLES = {
    "noun": "staff",
    "version": "0" * 16,
    "member": "S1-1-aaaa.1",
    "about": "S1-1-aaaa.1",
    "sha256": "0" * 64,
    "order": "W1",
    "photo": "0" * 32,
}
"""What stands for the parts of paths."""


def calls(hub: RunningHub) -> Iterator[tuple[str, str, str]]:
    """(method, path, who calls) of every call that the document names and that wants a token: a new
    route is in it by itself."""
    for path, item in hub.app.openapi()["paths"].items():
        if path not in OPEN:
            for method, call in item.items():
                yield method.upper(), path.format_map(EXAMPLES), next(iter(call["security"][0]))


def told_at_once(hub: RunningHub) -> Iterator[str]:
    """The path of every question whose answer has an end."""
    paths = hub.app.openapi()["paths"]
    for path, item in paths.items():
        if path not in OPEN and "get" in item and "text/event-stream" not in json.dumps(item):
            yield path.format_map(EXAMPLES)


def books(hub: RunningHub) -> dict[str, list[Any]]:
    """All that the hub holds, row by row."""
    with hub.database.read() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(table.select())))
            for table in tables.metadata.sorted_tables
            if table is not tables.contact  # a till that may call was heard, whatever it was answered
        }


def renewed(till: BareTill) -> str:
    """A token that was replaced: the till has taken another and used it."""
    old: str = till.token
    till.use(till.session.post(till.hub.url + routes.TOKEN, timeout=30).json()["token"])
    till.get(routes.TILL)
    return old


@pytest.fixture
def wrong(hub: RunningHub, enrolled: Callable[..., BareTill], clock: Clock) -> dict[str, tuple[str | None, str]]:
    """Name of a wrong token -> (the header that shows it, the code of the answer)."""
    revoked, replaced, till = enrolled(), enrolled("S1", "2"), enrolled()
    code, used = hub.code(), hub.code()
    expired = tills.new_code(hub.database, "S1", "1", clock() - tills.CODE_LIFE, "test")
    assert requests.post(hub.url + routes.ENROL, json={"code": used}, timeout=30).status_code == 200
    tokens.revoke(hub.database, revoked.id, clock(), "test")
    with hub.database.read() as connection:
        hash_ = connection.execute(tables.till.select().where(tables.till.c.id == till.id)).one().token_hash
    shown = {
        "garbage": "nonsense",
        "empty": "",
        "not ASCII": "\xe9\xff",
        "very long": "x" * 8_000,
        "SQL": "' OR '1'='1",
        "a till's id": till.id,
        "the hash that the hub keeps": bytes(hash_).hex(),
        "an unused code": code,
        "a used code": used,
        "an expired code": expired,
        "capitals": till.token.swapcase(),
        "one sign less": till.token[:-1],
        "replaced": renewed(replaced),
    }
    headers: dict[str, tuple[str | None, str]] = {
        name: (f"Bearer {word}", "not_enrolled") for name, word in shown.items()
    }
    headers["none"] = (None, "not_enrolled")
    headers["another scheme"] = (f"Basic {till.token}", "not_enrolled")
    headers["no scheme"] = (till.token, "not_enrolled")
    headers["revoked"] = (f"Bearer {revoked.token}", "token_revoked")
    headers["head office's"] = (f"Bearer {offices.new_token(hub.database, 'finance', clock(), 'root')}", "not_enrolled")
    return headers


@pytest.fixture
def wrong_of_channel(
    hub: RunningHub, wrong: dict[str, tuple[str | None, str]], enrolled: Callable[..., BareTill], clock: Clock
) -> dict[str, tuple[str | None, str]]:
    """The same where a web shop calls."""
    headers = {name: (header, "not_a_channel") for name, (header, _) in wrong.items()}
    replaced = web_orders.new_token(hub.database, "web", clock(), "root")
    web_orders.new_token(hub.database, "web", clock(), "root")
    headers["replaced of a channel"] = (f"Bearer {replaced}", "not_a_channel")
    headers["a till's"] = (f"Bearer {enrolled().token}", "not_a_channel")
    return headers


@pytest.fixture
def wrong_at_office(
    hub: RunningHub, wrong: dict[str, tuple[str | None, str]], enrolled: Callable[..., BareTill], clock: Clock
) -> dict[str, tuple[str | None, str]]:
    """The same where head office calls: a till's good token is as wrong as any, and so is one that was replaced."""
    headers = {name: (header, "not_head_office") for name, (header, _) in wrong.items() if name != "head office's"}
    replaced = offices.new_token(hub.database, "audit", clock(), "root")
    offices.new_token(hub.database, "audit", clock(), "root")
    headers["replaced at head office"] = (f"Bearer {replaced}", "not_head_office")
    headers["a till's"] = (f"Bearer {enrolled().token}", "not_head_office")
    return headers


@ONE
def test_every_route_refuses_every_wrong_token(
    hub: RunningHub,
    wrong: dict[str, tuple[str | None, str]],
    wrong_at_office: dict[str, tuple[str | None, str]],
    wrong_of_channel: dict[str, tuple[str | None, str]],
) -> None:
    before, asked = books(hub), 0
    with requests.Session() as session:
        session.trust_env = False
        for method, path, who in calls(hub):
            shown = {"HeadOffice": wrong_at_office, "Channel": wrong_of_channel}.get(who, wrong)
            for name, (header, code) in shown.items():
                headers = {"Authorization": header.encode("latin-1")} if header is not None else {}
                answer = session.request(method, hub.url + path, headers=headers, data=b"{}", timeout=30)
                assert (answer.status_code, answer.json()["code"]) == (401, code), (method, path, name)
                assert answer.headers["WWW-Authenticate"] == "Bearer"
                asked += 1
    assert asked >= 10 * len(wrong), "the document names fewer routes than there were"
    assert books(hub) == before, "a call that was refused has left something"


def test_a_token_that_pushed_before_is_no_way_in_once_it_is_over(
    hub: RunningHub, enrolled: Callable[..., BareTill], clock: Clock
) -> None:
    """The hub's process remembers whose it was, and asks no more before the batch's own transaction."""
    revoked, replaced = enrolled(), enrolled("S1", "2")
    for till in (revoked, replaced):
        till.sell()
        till.push()
        till.push()
        till.sell()
    tokens.revoke(hub.database, revoked.id, clock(), "test")
    old, good = renewed(replaced), replaced.token
    replaced.use(old)
    before = books(hub)
    for till, code in ((revoked, "token_revoked"), (replaced, "not_enrolled")):
        for _ in range(2):
            problem = till.refused(till.entries)
            assert (problem["status"], problem["code"]) == (401, code)
        assert till.push_bytes(b"no batch").json()["code"] == code
    assert books(hub) == before
    replaced.use(good)
    assert [result.outcome for result in replaced.push().results] == ["repeated", "accepted"]


def test_an_expired_code_is_no_way_in(hub: RunningHub, clock: Clock) -> None:
    code = hub.code()
    clock.pass_by(hours=24)
    before = books(hub)
    said = requests.post(hub.url + routes.ENROL, json={"code": code}, timeout=30)
    assert (said.status_code, said.json()["code"]) == (403, "code_wrong")
    assert books(hub) == before


# -- another store -------------------------------------------------------------------------------------------------


def test_nothing_of_another_store_is_told(hub: RunningHub, enrolled: Callable[..., BareTill]) -> None:
    here, there = enrolled("S1"), enrolled("S2")
    there.sell(total=7654321)
    there.push()
    version = hub.hub.catalogues.build("S2").version
    assert here.get(routes.snapshot_file(version), 404)["code"] == "not_found"
    for query in ({"till": there.id}, {}, {"date": "2026-11-21"}):
        assert here.get(routes.TOTALS, **query)["count"] == 0, query
    assert {row["id"] for row in here.feed("settings")[0]} == {"S1"}
    assert "c1" not in {row["id"] for row in there.feed("staff")[0]}, "who works in S1 only"
    hub.hub.catalogues.build("S1")
    said = [here.session.get(hub.url + path, timeout=30).text for path in told_at_once(hub)]
    assert not [text for text in said if there.id in text or "徐汇店" in text or "7654321" in text]


def test_nothing_of_another_store_is_written(hub: RunningHub, enrolled: Callable[..., BareTill]) -> None:
    here, there = enrolled("S1"), enrolled("S2")
    there.sell()
    before = books(hub)
    answer = here.push_bytes(envelope.pack("b", there.id, there.entries))
    assert (answer.status_code, answer.json()["code"]) == (403, "other_till")
    assert books(hub) == before
    assert there.get(routes.TILL)["last_seq"] == 0


def test_a_till_of_the_same_store_is_another_till_too(hub: RunningHub, enrolled: Callable[..., BareTill]) -> None:
    one, two = enrolled("S1", "1"), enrolled("S1", "2")
    two.sell()
    assert one.push_bytes(envelope.pack("b", two.id, two.entries)).json()["code"] == "other_till"


def test_a_code_of_one_store_makes_no_till_of_another(hub: RunningHub) -> None:
    asked = {"code": hub.code("S2"), "store": "S1", "register": "2"}
    said = requests.post(hub.url + routes.ENROL, json=asked, timeout=30).json()
    assert (said["store"], said["register"]) == ("S2", "1")
