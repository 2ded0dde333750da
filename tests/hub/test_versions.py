"""Tills and hub of different age: what both know is exchanged, what only one knows is kept, and both say how old they
are. `recorded-N.json` holds the bytes that a till and a hub of contract N said to each other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from hub.storage import tables, tokens
from hub.versions import Spoken
from posapp.contract import envelope, routes
from posapp.contract.ops import KINDS
from posapp.contract.version import CONTRACT, HEADER, NEWEST, heard, said
from posapp.domain.journal import GENESIS, seal
from posapp.domain.versions import Version, apart
from tests.hub.conftest import Clock
from tests.hub.test_command import run
from tests.support.hub import ONE, RunningHub
from tests.support.known import make_known
from tests.support.till import AT, DATE, BareTill

RECORDED: dict[str, Any] = {
    path.stem: json.loads(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parents[1] / "contract").glob("recorded-*.json"))
}
TOKEN = "a-token-of-an-earlier-contract"
DOCS = Path(__file__).parents[2] / "docs" / "hub.md"


@pytest.fixture(params=RECORDED)
def recorded(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What was said under one contract."""
    said_: dict[str, Any] = RECORDED[request.param]
    return said_


@pytest.fixture
def old_till(hub: RunningHub, recorded: dict[str, Any]) -> Iterator[requests.Session]:
    """A till of that contract; one of the first does not say what it speaks."""
    make_known(hub, recorded["till"], TOKEN)
    with requests.Session() as session:
        session.trust_env = False
        session.headers["Authorization"] = f"Bearer {TOKEN}"
        if "header" in recorded:
            session.headers[HEADER] = recorded["header"]
        yield session


def held(hub: RunningHub) -> list[Any]:
    with hub.database.read() as connection:
        return list(connection.execute(tables.entry.select().order_by(tables.entry.c.seq)).all())


def speaks(hub: RunningHub, clock: Clock, **other: Any) -> None:
    """The hub is replaced by one of another age."""
    hub.stop()
    hub.spoken = Spoken(clock, **other)
    hub.start()


def test_the_bytes_of_a_till_of_an_earlier_contract_are_booked(
    hub: RunningHub, old_till: requests.Session, recorded: dict[str, Any]
) -> None:
    head = {"Content-Type": "application/json"}
    for batch in recorded["entries"]:
        said_ = old_till.post(hub.url + routes.ENTRIES, data=batch.encode(), headers=head, timeout=30)
        assert said_.status_code == 200, said_.text
        outcomes = {result.outcome for result in envelope.read_answer(said_.content).results}
        assert outcomes <= {"accepted", "refused"}
    sent = [entry for batch in recorded["entries"] for entry in json.loads(batch)["entries"]]
    assert [(row.seq, row.kind, json.loads(row.body)) for row in held(hub)] == [(e[0], e[1], e[5]) for e in sent]
    assert {row.refusal for row in held(hub)} <= {"", "staff_unknown", "entry_malformed"}
    totals = old_till.get(hub.url + routes.TOTALS, timeout=30).json()
    before = json.loads(recorded["answers"][routes.TOTALS])
    assert (totals["count"], totals["total"], totals["tax"]) == (before["count"], before["total"], before["tax"])
    assert 2 not in {row.applied for row in held(hub)}


def test_what_a_newer_till_adds_is_kept_to_the_byte_and_the_rest_is_booked(hub: RunningHub, till: BareTill) -> None:
    """One more field in a body, one more in a line, one more place in a tender, a kind that nobody knows here."""
    till.sell()
    grown = (
        till.entries[0]
        .body.replace(b'"total":', b'"mood":"good","total":')
        .replace(b'["cash",9900]', b'["cash",9900,"",7]')
    )
    grown = grown.replace(b'{"sku":', b'{"glow":true,"sku":')
    till.entries.clear()
    till.note("sale", grown)
    till.note("teleported", b'{"to":"moon"}')
    till.note("teleported", b'{"to":"mars"}')
    till.note("reprinted", b'{"receipt":"S1-1-20261121-0001","colour":"red"}')
    assert {result.outcome for result in till.push().results} == {"accepted"}
    assert [bytes(row.body) for row in held(hub)] == [e.body for e in till.entries]
    assert [bytes(row.hash) for row in held(hub)] == [e.hash for e in till.entries]
    assert till.get(routes.TOTALS)["total"] == 9900
    assert [row.applied for row in held(hub)] == [1, 2, 2, 0]
    [listed] = tokens.listed(hub.database)
    assert listed["not_understood"] == {"teleported": 2}


def test_a_batch_may_have_grown(till: BareTill) -> None:
    head = (1, "reprinted", AT, DATE, "c1")
    body = '{"receipt":"x"}'
    hash_ = seal(till.id, GENESIS, *head, body.encode()).hex()
    entry = f'[1,"reprinted","{AT}","{DATE}","c1",{body},"a seventh place"]'
    batch = f'{{"id":"b","till":"{till.id}","hash":"{hash_}","mood":1,"entries":[{entry}]}}'
    answer = till.push_bytes(batch.encode(), "identity")
    assert answer.status_code == 200, answer.text


@ONE
def test_every_answer_says_which_contract_the_hub_speaks(till: BareTill, hub: RunningHub) -> None:
    for path in (routes.HEALTH, routes.TILL, "/v1/nothing"):
        version = heard(till.session.get(hub.url + path, timeout=30).headers[HEADER])
        assert version is not None
        assert (version.contract, version.least, version.update_by) == (CONTRACT, 1, "")
        assert version.program


def test_a_till_below_the_least_version_is_told_so_and_still_pushes(
    till: BareTill, hub: RunningHub, clock: Clock
) -> None:
    speaks(hub, clock, contract=CONTRACT + 1, least=CONTRACT + 1)
    for path in (routes.feed("products"), routes.SNAPSHOT, routes.snapshot_file("0" * 16)):
        problem = till.get(path, status=426)
        assert problem["code"] == "till_too_old"
        assert "太旧" in problem["zh"]
        assert "too old" in problem["en"]
    till.sell()
    assert [result.outcome for result in till.push().results] == ["accepted"]
    assert till.get(routes.TILL)["last_seq"] == 1
    till.session.headers[HEADER] = said(Version("9.9", CONTRACT + 1))
    assert till.get(routes.feed("products"))["rows"]


@ONE
def test_from_a_day_on_tills_must_have_been_updated(till: BareTill, hub: RunningHub, clock: Clock) -> None:
    speaks(hub, clock, contract=CONTRACT + 1, update_by="2026-11-23")
    assert till.get(routes.feed("products"))["rows"]
    clock.pass_by(days=2)
    assert till.get(routes.feed("products"), status=426)["code"] == "till_too_old"


@ONE
@pytest.mark.parametrize(
    "text", ["", "contract", "contract=x", "contract=-1", "contract=1000000", "ok=1", "日", "c" * 300]
)
def test_a_header_of_nonsense_says_nothing(till: BareTill, text: str) -> None:
    assert heard(text) is None
    till.session.headers[HEADER] = text.encode("utf-8").decode("latin-1")
    assert till.get(routes.feed("products"))["rows"]


def test_what_is_said_is_heard_and_may_grow() -> None:
    version = Version("0.2.0", 7, 3, "2026-12-31")
    assert heard(said(version)) == version
    assert heard(said(version) + "; moon=full") == version
    assert [apart(2, v) for v in (None, Version("", 2), Version("", 3), Version("", 1), Version("", 4, 3))] == [
        "",
        "",
        "hub_newer",
        "hub_older",
        "till_too_old",
    ]


def test_every_known_kind_is_told_of_in_the_docs() -> None:
    text = DOCS.read_text("utf-8")
    assert not [kind for kind in KINDS if f"`{kind}`" not in text]


def asks(till: BareTill, newest: int | None = None, version: Version | None = None) -> None:
    """The till asks where it stands."""
    headers = {} if newest is None else {NEWEST: str(newest)}
    headers |= {} if version is None else {HEADER: said(version)}
    assert till.session.get(till.hub.url + routes.TILL, headers=headers, timeout=30).status_code == 200


def seen(hub: RunningHub) -> tuple[Any, ...]:
    """What head office reads of the only till."""
    [row] = tokens.listed(hub.database)
    return row["heard_at"], row["contract"], row["program"], row["waiting"]


def test_head_office_sees_who_is_behind(hub: RunningHub, till: BareTill, clock: Clock) -> None:
    assert seen(hub) == (None, None, None, None)
    asks(till)
    assert seen(hub) == ("2026-11-21T01:00:00Z", 1, "", None), "who does not say speaks the first contract"
    for _ in range(3):
        till.sell()
    asks(till, 3, Version("0.1.0", CONTRACT))
    assert seen(hub) == ("2026-11-21T01:00:00Z", CONTRACT, "0.1.0", 3)
    till.push(till.entries[:2])
    assert seen(hub)[3] == 1, "what has come waits no more"
    till.push()
    assert seen(hub)[3] == 0


def test_who_says_nothing_new_is_noted_every_five_minutes(hub: RunningHub, till: BareTill, clock: Clock) -> None:
    asks(till, 0, Version("0.1.0", CONTRACT))
    clock.pass_by(minutes=4)
    asks(till, 1, Version("0.1.0", CONTRACT))
    assert seen(hub) == ("2026-11-21T01:00:00Z", CONTRACT, "0.1.0", 0)
    clock.pass_by(minutes=1)
    asks(till, 1, Version("0.1.0", CONTRACT))
    assert seen(hub) == ("2026-11-21T01:05:00Z", CONTRACT, "0.1.0", 1)
    asks(till, 1, Version("0.2.0", CONTRACT))
    assert seen(hub)[2] == "0.2.0", "an update is news at once"
    clock.pass_by(minutes=-30)
    asks(till, 1, Version("0.2.0", CONTRACT))
    assert seen(hub)[0] == "2026-11-21T00:35:00Z", "by the hub's clock, which was set back"


def test_the_command_lists_who_is_behind(
    hub: RunningHub, enrolled: Callable[..., BareTill], tmp_path: Path, database: str | None
) -> None:
    old, new, silent = enrolled("S1", "1"), enrolled("S1", "2"), enrolled("S2", "1")
    asks(old, 0, Version("0.0.9", CONTRACT - 1))
    asks(new, 0, Version("0.1.0", CONTRACT))
    where = ["--data-dir", str(tmp_path / "hub"), *(["--database", database] if database else [])]
    listed = [json.loads(line) for line in run("tills", *where).stdout.splitlines()]
    assert {row["till"]: row["program"] for row in listed} == {old.id: "0.0.9", new.id: "0.1.0", silent.id: None}
    [behind] = [json.loads(line) for line in run("tills", "--behind", *where).stdout.splitlines()]
    assert behind["till"] == old.id
