"""Stopping the sale of goods: what head office types, what travels to which store, and what is written down."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hub.stop_sales import lift, listed, stop_sale
from hub.storage.audit import acts
from hub.storage.database import Database
from posapp.contract import routes
from posapp.domain.errors import Refused
from posapp.domain.stop_sale import StopSale
from tests.hub.conftest import SHOP, Clock
from tests.hub.test_command import run
from tests.support.hub import RunningHub
from tests.support.till import BareTill

GLASS = StopSale("A", "有玻璃碎片", "Glass inside")


def books(hub: RunningHub) -> Database:
    return hub.hub.database


def test_a_stop_travels_in_its_own_feed_until_it_is_lifted(hub: RunningHub, till: BareTill, clock: Clock) -> None:
    assert till.get(routes.TILL)["heads"]["stop_sales"] == 0
    stop_sale(books(hub), GLASS, clock(), "ann")
    rows, _, cursor = till.feed("stop_sales")
    assert rows == [
        {"sku": "A", "reason_zh": "有玻璃碎片", "reason_en": "Glass inside", "since": "2026-11-21T01:00:00Z"}
    ]
    assert till.get(routes.TILL)["heads"]["stop_sales"] == cursor
    lift(books(hub), GLASS, clock(), "ann")
    assert till.feed("stop_sales", after=cursor)[:2] == ([], [GLASS.key])
    assert list(listed(books(hub))) == []
    said = [(act["who"], act["act"], act["sku"]) for act in acts(books(hub)) if "sku" in act]
    assert sorted(said) == [("ann", "stop_sale", "A"), ("ann", "stop_sale_lifted", "A")]


def test_lifting_it_in_one_store_leaves_that_of_all_in_force(
    hub: RunningHub, enrolled: Callable[..., BareTill], clock: Clock
) -> None:
    here, there = enrolled("S1"), enrolled("S2")
    stop_sale(books(hub), replace(GLASS, store="S2"), clock(), "ann")
    assert here.feed("stop_sales")[0] == []
    stop_sale(books(hub), GLASS, clock(), "ann")
    lift(books(hub), replace(GLASS, store="S2"), clock(), "ann")
    for till in (here, there):
        assert [row["sku"] for row in till.feed("stop_sales")[0]] == ["A"]


@pytest.mark.parametrize(
    "stop, code",
    [
        (replace(GLASS, sku="NONE"), "no_item"),
        (replace(GLASS, store="S9"), "no_store"),
        (replace(GLASS, batch="L 1"), "stop_sale_marks"),
        (replace(GLASS, expiry="30.11.2026"), "stop_sale_day"),
        (replace(GLASS, expiry="20261130"), "stop_sale_day"),
        (replace(GLASS, reason_zh=""), "reason_option"),
    ],
)
def test_a_stop_that_would_protect_nobody_is_refused(hub: RunningHub, clock: Clock, stop: StopSale, code: str) -> None:
    with pytest.raises(Refused, match=code):
        stop_sale(books(hub), stop, clock(), "ann")
    with pytest.raises(Refused, match="stop_sale_none"):
        lift(books(hub), stop, clock(), "ann")
    assert list(acts(books(hub))) == []


def test_the_command(tmp_path: Path) -> None:
    (tmp_path / "shop.json").write_text(json.dumps(SHOP), "utf-8")
    data = ("--data-dir", str(tmp_path / "hub"))
    run("load", str(tmp_path / "shop.json"), *data)
    stop = ("stop-sale", "--sku", "A", "--batch", "L1", *data)
    assert run(*stop).returncode == 1, "no reason"
    odd = run(*stop, "--reason", "召\u202e回")
    assert (odd.returncode, "--reason holds a sign that nobody sees (U+202E)" in odd.stderr) == (1, True)
    assert run(*stop, "--reason", "召回").returncode == 0
    [row] = [json.loads(line) for line in run("stop-sale", *data).stdout.splitlines()]
    assert (row["sku"], row["batch"], row["reason_zh"], row["reason_en"]) == ("A", "L1", "召回", "召回")
    assert run(*stop, "--lift").returncode == 0
    assert run(*stop, "--lift").returncode == 1
    assert run("stop-sale", *data).stdout == ""
