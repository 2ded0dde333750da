"""Held baskets at the hub: who asks first has it, a shop keeps to itself, two counters with one basket are seen."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests

from hub.storage.audit import acts
from hub.storage.exceptions import every
from posapp.contract import envelope, routes
from posapp.contract.ops import BasketHeldOp, HeldLineOp, HoldRecalledOp, ReductionOp, encode
from tests.hub.conftest import Clock
from tests.hub.test_command import run
from tests.support.hub import RunningHub
from tests.support.till import AT, BareTill

HELD = BasketHeldOp((HeldLineOp("A", 9900, 2000),), 19800, AT, "red coat")


def hold(till: BareTill) -> str:
    """A basket set aside, known to the hub."""
    entry = till.note("basket_held", encode(HELD))
    till.push()
    return f"{till.id}.{entry.seq}"


def recall(till: BareTill, id_: str, alone: bool = False) -> envelope.Answer:
    till.note("hold_recalled", encode(HoldRecalledOp(id_, alone)))
    return till.push()


def ask(till: BareTill, id_: str, staff: str = "c1") -> requests.Response:
    return till.session.post(till.hub.url + routes.TAKE_HOLD, json={"hold": id_, "staff": staff}, timeout=30)


def taker(till: BareTill, id_: str, staff: str = "c1") -> dict[str, Any]:
    answer = ask(till, id_, staff)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()["taken"]
    return found


def test_the_feed_follows_a_hold_from_till_to_till(hub: RunningHub, enrolled: Callable[..., BareTill]) -> None:
    here, there, elsewhere = enrolled("S1", "1"), enrolled("S1", "2"), enrolled("S2", "1")
    id_ = hold(here)
    ((row,), _, cursor) = there.feed("holds")
    assert (row["id"], row["number"], row["label"], row["total"], row["at"]) == (id_, "1", "red coat", 19800, AT)
    assert row["basket"]["lines"] == [{"sku": "A", "price": 9900, "qty": 2000}]
    assert elsewhere.feed("holds")[:2] == ([], [])
    assert ask(elsewhere, id_).status_code == 404
    mine = {"till": there.id, "number": "2", "staff": "c1", "recalled": False}
    assert taker(there, id_) == taker(there, id_) == taker(here, id_, "m1") == mine
    ((row,), _, cursor) = here.feed("holds", after=cursor)
    assert row["taken"]["till"] == there.id
    recall(there, id_)
    ((row,), _, cursor) = here.feed("holds", after=cursor)
    assert (row["taken"]["recalled"], row.get("basket")) == (True, None)
    assert list(every(hub.database)) == []


def test_of_many_who_ask_at_once_one_has_it(hub: RunningHub, enrolled: Callable[..., BareTill]) -> None:
    owner, asking = enrolled("S1", "1"), [enrolled("S1", "2") for _ in range(4)]
    id_ = hold(owner)
    with ThreadPoolExecutor(4) as at_once:
        found = list(at_once.map(lambda till: taker(till, id_)["till"], asking))
    assert len(set(found)) == 1
    ((row,), *_) = owner.feed("holds")
    assert row["taken"]["till"] == found[0]


def test_its_own_till_leaves_a_tombstone_and_an_answer_lost_half_way_is_made_good(
    hub: RunningHub, enrolled: Callable[..., BareTill]
) -> None:
    here, there = enrolled("S1", "1"), enrolled("S1", "2")
    id_ = hold(here)
    _, _, cursor = there.feed("holds")
    recall(here, id_)
    for _ in range(2):
        here.push()
    assert there.feed("holds", after=cursor)[:2] == ([], [id_])
    assert taker(there, id_) == {"till": here.id, "number": "1", "staff": "c1", "recalled": True}


def test_a_basket_on_two_counters(hub: RunningHub, enrolled: Callable[..., BareTill]) -> None:
    here, there = enrolled("S1", "1"), enrolled("S1", "2")
    id_ = hold(here)
    taker(there, id_)
    assert [r.outcome for r in recall(there, id_).results] == ["accepted"]
    recall(here, id_, alone=True)
    here.push()
    (found,) = every(hub.database)
    assert (found.kind, found.store, found.amount, found.people) == ("held_twice", "S1", 19800, ("c1",))
    assert [(d.till, d.seq) for d in found.documents] == [(here.id, 2), (there.id, 1), (here.id, 1)]


def test_recalled_at_two_tills_in_the_same_moment(hub: RunningHub, enrolled: Callable[..., BareTill]) -> None:
    owner, others = enrolled("S1", "1"), [enrolled("S1", "2") for _ in range(4)]
    id_ = hold(owner)
    with ThreadPoolExecutor(4) as at_once:
        list(at_once.map(lambda till: recall(till, id_), others))
    assert [x.kind for x in every(hub.database)] == ["held_twice"] * 3


def test_a_recall_that_comes_before_its_hold(hub: RunningHub, enrolled: Callable[..., BareTill]) -> None:
    """As after a restore, when the tills send again what the hub has lost."""
    here, there = enrolled("S1", "1"), enrolled("S1", "2")
    recall(there, f"{here.id}.1")
    hold(here)
    ((row,), *_) = there.feed("holds")
    assert row["taken"]["till"] == there.id
    assert list(every(hub.database)) == []


def test_what_was_told_for_a_week_is_told_no_more(
    hub: RunningHub, enrolled: Callable[..., BareTill], clock: Clock
) -> None:
    here, there = enrolled("S1", "1"), enrolled("S1", "2")
    old = hold(here)
    recall(there, old)
    _, _, cursor = here.feed("holds")
    clock.pass_by(days=8)
    lying = hold(here)
    rows, gone, _ = here.feed("holds", after=cursor)
    assert ([row["id"] for row in rows], gone) == ([lying], [old])
    assert taker(here, old)["till"] == there.id, "the books know it for ever"


@pytest.mark.parametrize("more", [b"1" * 5000, b"[" * 300 + b"]" * 300])
def test_what_cannot_travel_on_is_refused_and_the_line_goes_on(till: BareTill, more: bytes) -> None:
    till.note("basket_held", encode(HELD)[:-1] + b',"newer":' + more + b"}")
    till.sell()
    assert [r.code for r in till.push().results] == ["entry_malformed", ""]
    assert till.feed("holds")[:2] == ([], [])


@pytest.mark.parametrize(
    "line",
    [
        HeldLineOp("A", 9900, -1000),
        HeldLineOp("A", -9900),
        HeldLineOp("A", 9900, amount=-1),
        HeldLineOp("A", 9900, amount=0),
        HeldLineOp("A", 9900, override=1),
        HeldLineOp("A", 9900, override=1, by=ReductionOp()),
        HeldLineOp("A", 9900, less=ReductionOp(amount=9900)),
    ],
)
def test_no_basket_pays_money_out_or_costs_less_without_a_name(till: BareTill, line: HeldLineOp) -> None:
    till.note("basket_held", encode(msgspec.structs.replace(HELD, lines=(line,))))
    till.note("basket_held", encode(msgspec.structs.replace(HELD, total=-1)))
    assert [r.code for r in till.push().results] == ["entry_malformed"] * 2
    assert till.feed("holds")[:2] == ([], [])


def test_no_basket_is_larger_than_what_every_till_may_keep(till: BareTill) -> None:
    line = HeldLineOp("A", 9900)
    for lines, removed, label in (
        (1000, 0, ""),
        (1001, 0, ""),
        (50_000, 0, ""),
        (1, 1000, ""),
        (1, 0, "x" * 1_000_000),
    ):
        op = msgspec.structs.replace(HELD, lines=(line,) * lines, removed=(line,) * removed, label=label)
        till.note("basket_held", encode(op))
    answer = till.push().results
    assert [r.code for r in answer] == ["", *["hold_too_large"] * 4]
    assert "1,000 lines" in answer[1].en
    assert "最多 1000 行" in answer[1].zh
    assert len(till.feed("holds")[0]) == 1


def test_what_is_no_hold_is_refused(till: BareTill) -> None:
    till.note("basket_held", b'{"lines":1}')
    till.note("hold_recalled", encode(HoldRecalledOp(f"{till.id}.1")))
    till.note("basket_held", encode(msgspec.structs.replace(HELD, label="\x1b[31mtaoc \u202eder")))
    assert [r.code for r in till.push().results] == ["entry_malformed", "waits_for_refused", "entry_malformed"]
    assert till.feed("holds")[:2] == ([], [])


def test_head_office_frees_a_basket_that_a_broken_till_took(
    hub: RunningHub, enrolled: Callable[..., BareTill], tmp_path: Path, database: str | None
) -> None:
    here, broken, third = enrolled("S1", "1"), enrolled("S1", "2"), enrolled("S1", "2")
    id_ = hold(here)
    where = ["--data-dir", str(tmp_path / "hub"), *(["--database", database] if database else [])]
    nobody = run("holds", "--free", id_, "--reason", "till 2 is broken", *where)
    assert (nobody.returncode, "No till has the held basket" in nobody.stderr) == (1, True)
    taker(broken, id_)
    assert taker(third, id_)["till"] == broken.id
    assert run("holds", "--free", id_, *where).stderr.startswith('hub: Say why, for instance --reason "that till')
    assert run("holds", "--free", "S1-1-x.1", "--reason", "x", *where).returncode == 1
    (row,) = [json.loads(line) for line in run("holds", "--store", "S1", *where).stdout.splitlines()]
    assert (row["id"], row["taken"]["till"]) == (id_, broken.id)
    assert run("holds", "--store", "S2", *where).stdout == ""
    freed = run("holds", "--free", id_, "--reason", "till 2 is broken", *where)
    assert (freed.returncode, freed.stdout.startswith(f"Freed: held basket {id_} (till 2 had it).")) == (0, True)
    assert "Look at till 2 first" in freed.stdout
    [act] = [act for act in acts(hub.database) if act["act"] == "hold_freed"]
    assert (act["hold"], act["till"], act["reason"]) == (id_, broken.id, "till 2 is broken")
    ((row,), *_) = third.feed("holds")
    assert (row.get("taken"), row["freed"]) == (None, "2")
    assert taker(third, id_)["till"] == third.id
    ((row,), *_) = here.feed("holds")
    assert (row["taken"]["till"], row.get("freed", "")) == (third.id, "")
    recall(third, id_)
    assert list(every(hub.database)) == []
    recall(broken, id_)
    (found,) = every(hub.database)
    assert (found.kind, found.facts["first"]) == ("held_twice", third.id), "the till came back: two counters"
    late = run("holds", "--free", id_, "--reason", "x", *where)
    assert (late.returncode, "nothing left to free" in late.stderr) == (1, True)
