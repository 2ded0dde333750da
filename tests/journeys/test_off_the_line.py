"""How long a shift was off the line, and which orders ran out in it: what the line really did, by whoever's hand, over
restarts and shifts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from posapp.domain.figures import Selection
from posapp.domain.order import Order, OrderStep
from posapp.domain.report import Behind
from posapp.domain.times import to_text
from posapp.usecases.audit import Wanted
from sync.shop_day import shop_day
from tests.support.shop import HUB_SECONDS, Shop, Till


def minutes(till: Till) -> float:
    """On an X of now."""
    return till.parts.app.closing.x().offline_seconds / 60


def run_out(till: Till, *moments: datetime) -> None:
    """The hub tells of orders for which nobody came in time."""
    steps = [OrderStep("expire", to_text(at)) for at in moments]
    orders = [Order(str(n), "web", "", "EXPIRED", steps=(step,)) for n, step in enumerate(steps)]
    till.parts.till.orders.apply([(order.id, order) for order in orders], [], 1, "another", steps[0].at)


def test_an_x_counts_the_time_off_the_line_and_the_next_shift_its_own(shop: Shop) -> None:
    till = shop.till()
    till.sign_in("m1", "9999")

    def later(some: float) -> None:
        shop.clock.set(shop.clock.now() + timedelta(minutes=some))

    def line(state: Any) -> None:
        """As people are told of it, again and again."""
        for _ in range(3):
            till.parts.app.line.stands(state)

    before = shop.clock.now()
    line("offline")
    later(30)
    till.open_shift()
    assert minutes(till) == 0, "nobody's shift was off the line before it was opened"
    line("offline")
    later(10)
    assert minutes(till) == 10, "the time that has no end yet counts"
    till.sell()
    line("online")
    later(5)
    line("behind")
    assert minutes(till) == 10
    line("late")
    later(2)
    line("offline")
    later(1)
    till.parts.app.line.go_offline()
    later(4)
    till.parts.app.line.go_online()
    line("offline")
    later(2)
    assert minutes(till) == 19, "lost, switched off and lost again"
    till.restart()
    till.parts.app.line.began()
    till.sign_in("m1", "9999")
    assert minutes(till) == 19, "a restart forgets none of it"
    line("offline")
    later(3)
    run_out(till, before, shop.clock.now(), shop.clock.now() - timedelta(minutes=20))
    assert till.parts.app.closing.x().expired == 2, "one had run out before the shift"
    z = till.close_shift()
    later(60)
    line("offline")
    till.open_shift()
    assert till.parts.app.closing.x().expired == 0
    line("offline")
    later(7)
    assert minutes(till) == 7, "not what was between the shifts"
    app, date = till.parts.app, till.parts.app.reports.today()
    of_shifts = {key: f.sum("offline").amount // 60 for key, f in _by_shift(till, date)}
    assert of_shifts == {z.shift: 22}
    assert app.reports.figures(Selection(date, date)).sum("offline").amount == 29 * 60, "with what has no end yet"
    line("online")

    till.sync()
    (said,) = [t for t in shop_day(till.parts.engine.hub, HUB_SECONDS, date).tills if t.till == app.till.journal.till]
    assert said.figures().sum("offline") == app.reports.figures(Selection(date, date)).sum("offline")
    whole = app.audit.found(Wanted(), "en")
    sale = next(entry for entry in whole if entry.kind == "sale")
    assert sale.offline
    assert [entry.what for entry in app.audit.behind(Behind(Selection(date, date), "offline"), "en")][:2] == [
        "Line back",
        "Line lost",
    ]


def _by_shift(till: Till, date: str) -> list[tuple[Any, Any]]:
    return till.parts.till.figures.by(Selection(date, date), "shift", till.parts.app.desk.store.timezone)
