"""A real script on a real stage, telling of each completed sale: what a bad line acts on."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.baskets import convert
from posapp.commands.hub_process import HubProcess
from posapp.commands.replay.script import Header, Step, read_script
from posapp.commands.replay.stage import StagedTill, World
from posapp.commands.replay.verbs import perform

NAME = "rehearsal"
SYNC_EVERY = 25
"""Sales between two exchanges with the hub."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A script, its folder and its hub."""

    folder: Path
    header: Header
    steps: Sequence[Step]
    hub: HubProcess

    def world(self) -> World:
        """The stage, as it was left."""
        return World(self.header, self.folder, NAME, self.hub)


def baskets_file() -> Path:
    """The real baskets beside the checkout (POSAPP_SHARED or ../shared); SystemExit where they are not there."""
    folder = Path(os.environ.get("POSAPP_SHARED", Path(__file__).parents[2] / "shared"))
    path = folder / "data" / "complete_journey" / "replay_store_367.jsonl.gz"
    if not path.exists():
        raise SystemExit("the real baskets are not here: set POSAPP_SHARED to the shared folder")
    return path


def prepare(folder: Path, baskets: int = 0) -> Rehearsal:
    """The real baskets of one store as a script, its hub loaded and started; at most so many baskets (0: all)."""
    script = folder / "script.jsonl"
    convert(baskets_file(), script)
    header, steps = read_script(script)
    wanted, sold = [], 0
    for step in steps:
        wanted.append(step)
        sold += step.verb == "complete"
        if baskets and sold == baskets:
            break
    hub = HubProcess(folder / "hub")
    shop = folder / "shop.json"
    shop.write_text(json.dumps(header.shop, ensure_ascii=False), encoding="utf-8")
    hub.start(load=shop)
    return Rehearsal(folder, Header(shop, header.tills, header.clock, header.imported), wanted, hub)


def sell(world: World, steps: Sequence[Step], sold: Callable[[str, str], None]) -> None:
    """Ring all of it up; `sold` hears of each sale once it is committed (reference, receipt)."""
    till, count = world.tills["1"], 0
    for step in steps:
        result = perform(world, step)
        if step.verb == "complete":
            sold(world.ref(step), str(result["receipt"]))
            count += 1
            idle(till, count)


def idle(till: StagedTill, count: int) -> None:
    """What a till does between customers."""
    till.running.till.checkpoint_if_due()
    if count % SYNC_EVERY == 0:
        till.running.engine.sync()
