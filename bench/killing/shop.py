"""One shop whose processes are killed again and again: draws how each of them is to end, and starts the next one."""

from __future__ import annotations

import random
import select
import time
from collections import Counter
from typing import Final

from bench.killing import lives, older
from bench.killing.lives import Place
from bench.killing.moments import HERE, Doom, Moments
from bench.killing.process import Act, Life, begin
from bench.simulation.world import GOODS

ELSEWHERE: Final = "elsewhere"
PLAN: Final = {
    "till": {
        "opening": (3, 60, 0.04),
        "before commit": (6, 30, 0.006),
        "in commit": (4, 3, 0.003),
        "after commit": (3, 1, 0.001),
        "print": (4, 60, 0.015),
        "send": (5, 40, 0.04),
        "apply": (5, 60, 0.02),
        "swap": (5, 80, 0.05),
        "migration": (4, 500, 0.3),
        ELSEWHERE: (6, 0, 0.4),
    },
    "hub": {
        "opening": (3, 40, 0.05),
        "feed page": (3, 12, 0.005),
        "build": (3, 80, 0.2),
        "booking": (7, 40, 0.01),
        "booked, not answered": (4, 1, 0.002),
        ELSEWHERE: (4, 0, 1.0),
    },
    "office": {"publishing": (1, 20, 0.01)},
}
"""Who -> moment -> how often, in how many steps at most, and for how many seconds it lasts about."""
ONCE: Final = frozenset({"opening", "swap", "migration", "build", "publishing"})
"""Moments that a life comes to once."""
PATIENCE: Final = 6.0
"""Seconds after which a process that did not come to its fated moment is killed where it is."""


class Shop:
    """`told`: what was acknowledged, reference -> (receipt, total). `prices`: what each product may cost by now.
    `lost`, `doubled`: sales, as the judge found."""

    def __init__(self, place: Place, prices: dict[str, set[int]]) -> None:
        self.place = place
        self.told: dict[str, tuple[str, int]] = {}
        self.prices = prices
        self.wrong: list[str] = []
        self.lost = self.doubled = 0
        self.killed: Counter[str] = Counter()
        self._chance = random.Random(place.seed)
        self._hub: Life | None = None
        self._till: Life | None = None
        self._hub_at = 0.0
        self._restored = True
        self._lives = 0

    def run(self, kills: int) -> None:
        """Until so many more were killed, or something is wrong; then nothing runs any more."""
        most = self.killed.total() + kills
        try:
            while self.killed.total() < most and not self.wrong:
                if self._hub is None and time.monotonic() >= self._hub_at:
                    self._hub = self._start_hub()
                if self._till is None:
                    self._till = self._start_till()
                self._wait([life for life in (self._hub, self._till) if life is not None])
        finally:
            for life in (self._till, self._hub):
                if life is not None:
                    life.kill()
                    life.ended()
            self._till = self._hub = None

    # ------------------------------------------------------------ living

    def _wait(self, living: list[Life]) -> None:
        """For what they say, for their end, or until it is time to kill one of them."""
        now = time.monotonic()
        due = [life.kill_at for life in living if life.kill_at is not None]
        if self._hub is None:
            due.append(self._hub_at)
        ready, _, _ = select.select([life.pipe for life in living], [], [], max(0.0, min(due, default=now + 30) - now))
        for life in living:
            if life.kill_at is not None and time.monotonic() >= life.kill_at:
                life.kill_at = None
                life.kill()
        for life in living:
            if life.pipe in ready:
                self._hear(life)

    def _hear(self, life: Life) -> None:
        lines = life.hear()
        if lines is None:
            self._bury(life)
        for line in lines or ():
            self._take(life, line)

    def _take(self, life: Life, line: str) -> None:
        word, _, rest = line.partition(" ")
        if word == "sold":
            ref, receipt, total = rest.split(" ")
            self.told[ref] = (receipt, int(total))
        elif word == "wrong":
            self.wrong.append(rest)
        elif line == HERE.decode().strip():
            moment = life.doom.moment if life.doom is not None else ELSEWHERE
            life.kill_at = time.monotonic() + self._chance.uniform(0, PLAN[life.role][moment][2])
        elif line != lives.UP.decode().strip():
            self.wrong.append(f"the {life.role} said {line!r}")

    def _bury(self, life: Life) -> None:
        """Note where it was, and make room for the next."""
        code = life.ended()
        if code == 9:
            self.killed[f"{life.role}: {_innermost(life.moments.where())}"] += 1
        elif code:
            self.wrong.append(f"a {life.role} ended by itself with {-code}; see {life.role}.log")
        if life is self._till:
            self._till = None
        elif life is self._hub:
            self._hub = None
            self._hub_at = time.monotonic() + (self._chance.random() < 0.3) * self._chance.uniform(0, 0.4)

    # ------------------------------------------------------------ beginning

    def _start_hub(self) -> Life:
        doom, restored = self._doom("hub"), self._restored or self._chance.random() < 0.15
        self._restored = False
        life = self._begin("hub", lambda moments, leash: lives.answer(self.place, moments, leash, restored), doom)
        life.kill_at = self._at_last(doom, PLAN["hub"][ELSEWHERE][2])
        return life

    def _at_last(self, doom: Doom | None, most: float) -> float:
        """When it is killed where it is."""
        return time.monotonic() + (PATIENCE if doom is not None else self._chance.uniform(0, most))

    def _start_till(self) -> Life:
        doom = self._doom("till")
        moment = doom.moment if doom is not None else ""
        if moment == "apply" or self._chance.random() < 0.3:
            self._publish()
        if moment == "swap" and self._hub is not None:
            self._restored = True  # the hub that comes next has another epoch, so its till needs a snapshot
            self._hub.kill_at = time.monotonic()
        if moment == "migration":
            self._age()
        self._lives += 1
        first = len(self.told)
        life = self._begin("till", lambda moments, _: lives.sell(self.place, self._lives, first, moments), doom)
        life.kill_at = self._at_last(doom, PLAN["till"][ELSEWHERE][2])
        return life

    def _publish(self) -> None:
        """New prices; head office is killed over it now and then, and then does not know whether they hold."""
        chosen = self._chance.sample(GOODS, self._chance.randrange(1, len(GOODS)))
        prices = {sku: self._chance.randrange(100, 90_000) for sku in chosen}
        doom = self._doom("office") if self._chance.random() < 0.2 else None
        life = self._begin("office", lambda moments, _: lives.publish(self.place, moments, prices), doom)
        while (lines := life.hear()) is not None:
            for line in lines:
                self._take(life, line)
                life.kill()
        before = self.killed.total()
        self._bury(life)
        for sku, price in prices.items():
            self.prices[sku] = {price} | (self.prices[sku] if self.killed.total() > before else set())

    def _age(self) -> None:
        chance = random.Random(self._chance.random())
        life = self._begin("older", lambda *_: older.make_older(self.place.folder / "till-1", chance), None)
        if life.ended():
            self.wrong.append("the till's file could not be made older; see older.log")

    def _begin(self, role: str, act: Act, doom: Doom | None) -> Life:
        names = {"till": lives.TILL, "hub": lives.HUB, "office": lives.OFFICE}.get(role, ())
        return begin(role, act, Moments(names, doom), doom, self.place.folder / f"{role}.log")

    def _doom(self, role: str) -> Doom | None:
        """None: at any time, wherever it is then."""
        plan = PLAN[role]
        moment = self._chance.choices(list(plan), [often for often, _, _ in plan.values()])[0]
        if moment == ELSEWHERE:
            return None
        nth = 1 if moment in ONCE else self._chance.choice((1, 1, 1, 2, 3))
        if self._chance.random() < 0.35:
            return Doom(moment, nth)
        return Doom(moment, nth, self._chance.randrange(plan[moment][1] + 2))


def _innermost(moments: list[str]) -> str:
    return moments[-1] if moments else ELSEWHERE
