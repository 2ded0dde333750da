"""Two tills, their hub, faulty lines and deaths in any order that hypothesis can think of: after quiet the books of all
agree to the cent, each sale once, in its own shift, receipt numbers without a gap."""

from __future__ import annotations

import random
import shutil
import tempfile
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import get_args

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from bench.simulation.judge import judge
from bench.simulation.line import GOOD, Fate
from bench.simulation.person import Customer
from bench.simulation.till import SimulatedTill
from bench.simulation.world import GOODS, STORE, copy, in_memory, make, one_source_of_chance

tills = st.integers(0, 1)
fates = st.lists(st.sampled_from(get_args(Fate)), min_size=1, max_size=3)
steps = st.integers(0, 260)
"""Of a sale or an exchange; 0: nobody dies."""
goods = st.lists(st.tuples(st.sampled_from(GOODS), st.sampled_from((1000, 2000, 12_000))), min_size=1, max_size=3)


class TwoTills(RuleBasedStateMachine):
    """What people, lines and machines do; `teardown` is the quiet and the judgement. The shop is in `place`/made."""

    place: Path

    def __init__(self) -> None:
        super().__init__()
        self._undo = ExitStack()
        self._folder = Path(tempfile.mkdtemp(dir=self.place))
        self._undo.callback(shutil.rmtree, self._folder, ignore_errors=True)
        self._undo.enter_context(one_source_of_chance(1))
        self.world = copy(self.place / "made", self._folder / "day", random.Random(1))
        self._undo.callback(self.world.close)
        self.refs: dict[str, list[str]] = {till.name: [] for till in self.world.tills}
        self.saved: Path | None = None

    @initialize()
    def morning(self) -> None:
        for till in self.world.tills:
            till.open_shift()

    @rule(at=tills, goods=goods, card=st.booleans(), dies_at=steps)
    def sell(self, at: int, goods: list[tuple[str, int]], card: bool, dies_at: int) -> None:
        till = self._till(at)
        refs = self.refs[till.name]
        refs.append(f"{till.name}:{len(refs)}")
        customer = Customer(refs[-1], tuple(goods), card)
        serve = partial(till.serve, customer)
        while not till.do(serve, dies_at):
            dies_at, serve = 0, partial(till.serve, customer, again=True)

    @rule(at=tills, fates=fates, dies_at=steps)
    def exchange(self, at: int, fates: list[Fate], dies_at: int) -> None:
        till = self._till(at)
        till.line.weather = dict.fromkeys(fates, 1)
        till.do(till.sync, dies_at)
        till.line.weather = GOOD

    @rule(at=tills)
    def exchange_on_a_good_line(self, at: int) -> None:
        self._till(at).sync()

    @rule(step=st.integers(1, 70))
    def the_hub_dies_over_the_next_push(self, step: int) -> None:
        self.world.hub.kill_at = step

    @rule()
    def the_hub_is_switched_off_or_on(self) -> None:
        hub = self.world.hub
        if hub.running:
            hub.stop()
        else:
            hub.start()

    @rule()
    def the_hub_is_backed_up_or_put_back(self) -> None:
        hub = self.world.hub
        if not hub.running:
            hub.start()
        if self.saved is None:
            self.saved = hub.save()
        else:
            hub.restore(self.saved, STORE)

    @rule(sku=st.sampled_from(GOODS), price=st.integers(100, 90_000))
    def a_price_changes(self, sku: str, price: int) -> None:
        if self.world.hub.running:
            self.world.publish_price(sku, price)

    @rule(at=tills, seconds=st.sampled_from((-172_800, -700, 0, 700, 172_800)))
    def a_clock_jumps(self, at: int, seconds: int) -> None:
        self._till(at).clock.off = timedelta(seconds=seconds)

    def _till(self, at: int) -> SimulatedTill:
        self.world.time.passes(7)
        return self.world.tills[at]

    def teardown(self) -> None:
        with self._undo:
            if all(till.app.desk.shift for till in self.world.tills):
                self.world.quiet()
                assert judge(self.world, self.refs) == []


def test_whatever_happens_the_books_agree_in_the_end() -> None:
    few = settings(max_examples=4, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))
    with in_memory() as folder:
        with one_source_of_chance(0):
            make(Path(folder) / "made")

        class Here(TwoTills):
            place = Path(folder)

        run_state_machine_as_test(Here, settings=few)  # type: ignore[no-untyped-call]
