"""One day in one shop, drawn from one seed: customers, weather on the lines, deaths, a price change, a restored hub."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

from bench.simulation.judge import judge
from bench.simulation.line import CHANGEABLE, DEAD, GOOD, Weather
from bench.simulation.person import Customer
from bench.simulation.till import SimulatedTill
from bench.simulation.world import GOODS, STORE, World, copy, one_source_of_chance
from sync.schedule import LISTENING, QUIET, Backoff

DOCUMENTS: Final = 50
"""Documents a till and day."""
HEARS: Final = 0.7
"""So often a till that reached the hub hears its news until it asks again, and asks rarely."""
WEATHERS: Final[tuple[tuple[Weather, int], ...]] = ((GOOD, 5), (CHANGEABLE, 12), (DEAD, 3))
STEPS_OF_A_SALE: Final = 220
STEPS_OF_AN_EXCHANGE: Final = 90
STEPS_OF_A_PUSH: Final = 60
"""A kill comes at one of so many steps; some kills come right after the last one."""


@dataclass(slots=True)
class Outcome:
    """What a day brought: `wrong` in words, `seen` by kind of fault, `told` line by line what happened."""

    seed: int
    documents: int = 0
    wrong: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)


class Day:
    """A day under way."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.chance = world, world.chance
        self.outcome = Outcome(seed)
        self._refs: dict[str, list[str]] = {till.name: [] for till in world.tills}
        self._backoff = {till.name: Backoff(world.chance) for till in world.tills}
        self._due = {till.name: world.time.at for till in world.tills}
        self._saved: Path | None = None

    def run(self) -> Outcome:
        """From the first customer to the last, then quiet, then judgement."""
        left = [till for till in self.world.tills for _ in range(DOCUMENTS)]
        self.chance.shuffle(left)
        for till in self.world.tills:
            till.open_shift()
        for till in left:
            self.world.time.passes(self.chance.uniform(2, 30))
            self._around()
            self._one_document(till)
            for other in self.world.tills:
                self._exchange(other, just_sold=other is till)
        self._end()
        return self.outcome

    def _end(self) -> None:
        for till in self.world.tills:
            till.clock.off = timedelta()
        try:
            self.world.quiet()
            self.outcome.wrong = judge(self.world, self._refs)
        except AssertionError as error:
            self.outcome.wrong = [str(error)]
        for till in self.world.tills:
            self.outcome.seen.update(till.line.seen)
            self.outcome.seen["till killed"] += till.kills

    def _tell(self, what: str) -> None:
        self.outcome.told.append(f"{self.world.time.at:%m-%d %H:%M:%S} {what}")

    def _happens(self, probability: float, what: str) -> bool:
        happens = self.chance.random() < probability
        if happens:
            self.outcome.seen[what] += 1
            self._tell(what)
        return happens

    # ------------------------------------------------------------ around the tills

    def _around(self) -> None:
        """What nobody at a till has a hand in."""
        world, hub = self.world, self.world.hub
        if not hub.running and self.chance.random() < 0.4:
            hub.start()
            self._tell("hub started")
        for till in world.tills:
            if self.chance.random() < 0.06:
                weathers, weights = zip(*WEATHERS, strict=True)
                till.line.weather = self.chance.choices(weathers, weights)[0]
            if self._happens(0.004, "clock jumps"):
                till.clock.off = timedelta(seconds=self.chance.choice((-172_800, -700, 0, 0, 700, 172_800)))
        if not hub.running:
            return
        if self._happens(0.02, "price change"):
            world.publish_price(self.chance.choice(GOODS), self.chance.randrange(100, 90_000))
        if self._happens(0.006, "hub stopped"):
            hub.stop()
        elif self._happens(0.03, "hub to be killed"):
            hub.kill_at = 1 + int(self.chance.random() * STEPS_OF_A_PUSH)
        elif self._saved is None and self._happens(0.004, "hub backed up"):
            self._saved = hub.save()
        elif self._saved is not None and self._happens(0.01, "hub restored"):
            hub.restore(self._saved, STORE)
            self._saved = None

    # ------------------------------------------------------------ at a till

    def _one_document(self, till: SimulatedTill) -> None:
        self.outcome.documents += 1
        kill_at = 0
        if self._happens(0.03, "till to be killed"):
            kill_at = 1 + int(self.chance.random() * STEPS_OF_A_SALE)
        kind = self.chance.random()
        goods = tuple((self.chance.choice(GOODS), self.chance.randrange(1, 4) * 1000) for _ in range(self._lines()))
        if kind < 0.04:
            till.do(till.open_drawer, kill_at)
            return
        if kind < 0.06 and self._happens(1.0, "shift closed"):
            off = self.chance.choice((-700, -150, 0, 0, 0, 40))
            till.do(lambda: till.hand_over(off), kill_at)
            return
        customer = Customer(
            f"{till.name}:{self.outcome.documents}", goods, self.chance.random() < 0.3, self.chance.random() < 0.2
        )
        if kind < 0.08:
            till.do(lambda: till.change_mind(customer), kill_at)
            return
        self._refs[till.name].append(customer.ref)
        serve = partial(till.serve, customer)
        while not till.do(serve, kill_at):
            kill_at, serve = 0, partial(till.serve, customer, again=True)
            self._tell(f"{till.name} was killed over {customer.ref}")
        self._tell(f"{customer.ref} {till.told[customer.ref]}")

    def _lines(self) -> int:
        return 1 + int(self.chance.random() ** 3 * 8)

    def _exchange(self, till: SimulatedTill, just_sold: bool) -> None:
        """A commit wakes the till, unless it is busy with the next customer; otherwise its own schedule says when."""
        name, now = till.name, self.world.time.at
        if not (just_sold and self.chance.random() < 0.3) and now < self._due[name]:
            return
        if self._happens(0.02, "till to be killed in an exchange"):
            till.do(till.sync, 1 + int(self.chance.random() * STEPS_OF_AN_EXCHANGE))
            return
        status = till.sync()
        backoff = self._backoff[name]
        if status.state in ("offline", "refused"):
            wait = backoff.failed()
        else:
            wait = backoff.succeeded(LISTENING if self.chance.random() < HEARS else QUIET)
        self._due[name] = self.world.time.at + timedelta(seconds=wait)
        self._tell(f"{name} {status.state} {status.reason} pushed {status.pushed} unsent {status.unsent}")


def run_day(made: Path, folder: Path, seed: int) -> Outcome:
    """The day of that seed, over a copy of what `world.make` made."""
    chance = random.Random(seed)
    world = copy(made, folder, chance)
    try:
        with one_source_of_chance(seed):
            return Day(world, seed).run()
    finally:
        world.close()
