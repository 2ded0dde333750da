"""Row by row, what a line or a hub in trouble can do: nothing is lost, nothing is doubled, the till sells on."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import get_args

import pytest

from bench.simulation.judge import judge
from bench.simulation.line import GOOD, Fate
from bench.simulation.person import Customer
from bench.simulation.till import HUB_URL, SimulatedTill
from bench.simulation.world import GOODS, World, copy, in_memory, make, one_source_of_chance
from hub import rates
from hub.storage import tills, tokens
from posapp.commands.till_parts import enrol
from posapp.domain.errors import Refused
from posapp.domain.sync_status import SyncStatus
from posapp.late import Late
from sync.client import HubClient, HubSaid
from sync.engine import Engine
from sync.listener import UNKNOWN

NOT_TAKEN = ("refuse", "cut_request", "held", "captive", "too_many", "trouble")
"""Fates after which the hub cannot have anything."""


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    with in_memory() as folder:
        with one_source_of_chance(0):
            make(Path(folder) / "made")
        yield Path(folder) / "made"


@pytest.fixture
def world(made: Path) -> Iterator[World]:
    """A hub and two tills at work, without a socket between them."""
    world = copy(made, Path(tempfile.mkdtemp(dir=made.parent)) / "world", random.Random(5))
    for till in world.tills:
        till.open_shift()
        assert till.sync().state == "online"
    yield world
    world.close()


class Shift:
    """Sells at a till and remembers what; in the end the books are judged."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.refs: dict[str, list[str]] = {till.name: [] for till in world.tills}

    def sell(self, till: SimulatedTill, sales: int) -> None:
        refs = self.refs[till.name]
        for _ in range(sales):
            refs.append(f"{till.name}:{len(refs)}")
            till.serve(Customer(refs[-1], ((GOODS[len(refs) % 30], 1000),)))

    def agree(self) -> None:
        self.world.quiet()
        assert judge(self.world, self.refs) == []


@pytest.mark.parametrize("fate", get_args(Fate))
def test_a_line_that_does_nothing_else(world: World, fate: Fate) -> None:
    till, shift = world.tills[0], Shift(world)
    for _ in range(4):
        shift.sell(till, 2)
        till.line.weather = {fate: 1}
        status = till.sync()
        if fate in NOT_TAKEN:
            assert status.state in ("offline", "refused")
            assert status.unsent >= 2, "nothing counts as sent"
    till.line.weather = {"ok": 1, fate: 1}
    for _ in range(8):
        till.sync()
        shift.sell(till, 1)
    assert till.line.seen[fate]
    shift.agree()


@pytest.mark.parametrize("token", ["", "of-nobody", "ä", "x" * 5000])
def test_a_wrong_token_sends_nothing_and_stops_no_sale(world: World, token: str) -> None:
    till, shift = world.tills[0], Shift(world)
    parts = till.parts
    right, client = parts.exchange, HubClient(HUB_URL, token, line=till.line)
    parts.exchange = Late(lambda: Engine(parts.till, parts.catalog, client, till.clock))
    shift.sell(till, 3)
    status: SyncStatus = till.sync()
    assert status.state in ("refused", "offline")
    assert status.unsent == 3
    shift.sell(till, 1)
    parts.exchange = right
    shift.agree()


def test_a_till_that_asked_too_often_waits_and_loses_nothing(world: World) -> None:
    till, shift = world.tills[0], Shift(world)
    shift.sell(till, 2)
    for _ in range(rates.TILL.burst):
        with suppress(Refused):
            world.hub.parts.tills.take(till.parts.till.enrolment.required().till)
    status: SyncStatus = till.sync()
    assert (status.state, status.reason, status.unsent) == ("offline", "too_many_calls", 2)
    shift.sell(till, 1)
    world.time.passes(1)
    assert till.sync().unsent == 0
    shift.agree()


def test_a_till_that_is_shut_out_sends_nothing_until_it_is_let_in_again(world: World) -> None:
    till, shift = world.tills[0], Shift(world)
    name, hub = till.parts.till.enrolment.required().till, world.hub.database
    shift.sell(till, 1)
    tokens.revoke(hub, name, world.time.now(), "test")
    status: SyncStatus = till.sync()
    assert (status.state, status.reason, status.unsent) == ("refused", "token_revoked", 1)
    shift.sell(till, 1)
    enrol(till.parts, tills.renewal_code(hub, name, world.time.now(), "test"))
    assert till.sync().unsent == 0
    shift.agree()


def test_a_hub_that_tells_no_news_is_asked(world: World) -> None:
    own = world.tills[0].parts.engine.hub.beside()
    with pytest.raises(HubSaid) as said, own.listen("", 1):
        raise AssertionError("a stream")
    assert said.value.status in UNKNOWN
    assert own.till().store == "S1", "over the same line"


def test_a_hub_that_is_switched_off_and_on_again_goes_on(world: World) -> None:
    shift = Shift(world)
    for till in world.tills:
        shift.sell(till, 2)
        world.hub.stop()
        assert till.sync().state == "offline"
        world.hub.start()
        assert till.sync().unsent == 0
    shift.agree()


def test_an_older_backup_of_the_hub_gets_what_it_lost_again(world: World) -> None:
    shift = Shift(world)
    for till in world.tills:
        shift.sell(till, 2)
        till.sync()
    saved = world.hub.save()
    for till in world.tills:
        shift.sell(till, 3)
        assert till.sync().unsent == 0
    world.hub.restore(saved, "S1")
    shift.sell(world.tills[0], 1)
    for till in world.tills:
        till.line.weather = GOOD
        assert till.sync().state == "online"
    shift.agree()
