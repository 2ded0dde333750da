"""A real script on a real stage, telling of each completed sale: what kills, power cuts and bad lines act on."""

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

RESUMED = frozenset({"sign_in", "clock"})
NAME = "rehearsal"
SYNC_EVERY = 25
"""Sales between two exchanges with the hub, so that kills meet those too."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A script that is read once, its folder and its hub, which outlives every kill."""

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
    """Ring up what an earlier run did not; `sold` hears of each sale once it is committed (reference, receipt)."""
    till = world.tills["1"]
    resume, count = world.sold_before(till), 0
    for step in steps:
        if step.line <= resume and step.verb not in RESUMED:
            continue
        if step.verb == "open_shift" and till.app.desk.shift is not None:
            continue
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


def tell(descriptor: int) -> Callable[[str, str], None]:
    """Acknowledge on a pipe or file, unbuffered, as the receipt on the counter would."""
    return lambda ref, receipt: (os.write(descriptor, f"{ref} {receipt}\n".encode()), None)[1]
