"""One life of an online order after the other, over the same two tills and hub; each is looked at when it is quiet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from hub.storage import exceptions, orders, records, web_orders
from posapp.contract.feed_rows import StockRow
from posapp.contract.order_calls import PlaceOrderRequest, WantedLine
from posapp.contract.order_ops import decode_order_step
from posapp.devices.clock import StoppedClock
from posapp.domain.errors import Refused
from posapp.domain.order import Order
from posapp.domain.pickup import OVER, stand
from sync.orders import claim_order
from tests.support.hub import RunningHub
from tests.support.shop import HUB_SECONDS, Shop, Till

UNITS, PAID = 3000, 26700
SHIRT: Final = "6901234567892"
ACTS: Final = (
    *("take", "pick", "short", "unpick", "ready", "give", "give_part", "wrong", "release", "reject", "serve"),
    *("cancel", "week", "away", "back", "sync"),
)


class OrderLives:
    """`live` does the deeds (till, act), exchanges until all is told, and holds the books against one another."""

    def __init__(self, folder: Path, hub: RunningHub, now: datetime) -> None:
        self.shop = Shop(folder, hub, StoppedClock(now))
        self.tills = [self.shop.till("1"), self.shop.till("2")]
        for till, staff, pin in zip(self.tills, ("c1", "c2"), ("1111", "2222"), strict=True):
            till.sign_in(staff, pin)
        self.number = 0
        self._told: set[str] = set()

    def live(self, deeds: Iterable[tuple[int, str]]) -> list[str]:
        """Kinds of the exceptions that came of it."""
        database, before = self.shop.hub.database, self._stock()
        id_ = self.deeds(deeds)
        for till in [*self.tills, *self.tills]:
            till.online = True
            assert till.sync().unsent == 0
        found = self._look(id_, before)
        with suppress(Refused):  # no later life meets this one
            orders.act(database, id_, "cancel", "", self.shop.clock.now() + timedelta(minutes=3))
        return found

    def deeds(self, deeds: Iterable[tuple[int, str]]) -> str:
        """Another order and what is done with it; its id."""
        database = self.shop.hub.database
        self.number += 1
        id_ = f"L{self.number}"
        line = WantedLine(sku="A", quantity=UNITS, amount=29700, discount=3000)
        asked = PlaceOrderRequest(id=id_, store="S1", lines=(line,), tenders=({"type": "alipay", "amount": PAID},))  # type: ignore[arg-type]
        code = web_orders.place(database, "web", asked, self.shop.clock.now()).code
        for till in self.tills:
            till.sync()
        for number, act in deeds:
            self._do(self.tills[number], act, id_, code)
        return id_

    def _do(self, till: Till, act: str, id_: str, code: str) -> None:
        database, now = self.shop.hub.database, self.shop.clock.now()
        if act in ("away", "back", "sync"):
            till.online = act == "back" or (till.online and act == "sync")
            till.sync()
        elif act in ("cancel", "week"):
            with suppress(Refused):
                if act == "cancel":
                    orders.act(database, id_, "cancel", "", now)
                else:
                    self.shop.advance(days=8)
                    orders.sweep(database, self.shop.clock.now())
        elif act == "serve":
            for each in ("take", "pick", "pick", "pick", "ready"):
                self._do(till, each, id_, code)
        else:
            with suppress(Refused):
                self._act(till, act, id_, code)

    def _act(self, till: Till, act: str, id_: str, code: str) -> None:
        pickup = till.parts.app.pickup
        deeds: dict[str, Callable[[], object]] = {
            "take": lambda: pickup.take(id_, lambda *asked: self._claim(till, *asked)),
            "pick": lambda: pickup.pick(SHIRT, id_),
            "short": lambda: pickup.short(id_, 1, 1000, "empty_shelf"),
            "unpick": lambda: pickup.unpick(id_, 1, 1000),
            "ready": lambda: pickup.ready(id_, "A-1"),
            "release": lambda: pickup.release(id_),
            "reject": lambda: pickup.reject(id_, "x"),
            "give": lambda: pickup.hand_over(id_, code, lambda *asked: self._claim(till, *asked)),
            "give_part": lambda: pickup.hand_over(
                id_, code, lambda *asked: self._claim(till, *asked), handed=((1, 1000),)
            ),
            "wrong": lambda: pickup.hand_over(id_, "-", lambda *asked: self._claim(till, *asked)),
        }
        deeds[act]()

    def _claim(self, till: Till, order: str, act: str, staff: str, at: str) -> Order:
        if not till.online:
            raise Refused("hub_away", hub="")
        return claim_order(till.parts.engine.hub, HUB_SECONDS, order, act, staff, at)

    def _look(self, id_: str, before: tuple[int, int]) -> list[str]:
        found = orders.by_id(self.shop.hub.database, id_)
        assert found is not None
        order, back = found[0].value(), found[1]
        now = stand(order)
        for till in self.tills:
            assert till.parts.app.pickup.view(id_).stand == now, "both tills see what the hub has"
        said = [
            decode_order_step(bytes(entry.body))
            for till in self.tills
            for entry in till.parts.till.journal.all()
            if entry.kind == "order_step"
        ]
        given = [step for step in said if step.order == id_ and step.act == "hand_over"]
        counted = sum(step.act == "hand_over" for step in order.steps)
        new = [row for row in exceptions.every(self.shop.hub.database) if row.id not in self._told]
        self._told |= {row.id for row in new}
        odd = [row.kind for row in new if row.kind in ("handed_twice", "handed_though_over")]
        assert len(given) == counted + len(odd), "what was given out counts once, or somebody must see it"
        assert 0 <= now.lines[0].handed <= now.lines[0].picked <= UNITS
        waits = 0 if now.state in OVER else UNITS - now.lines[0].short - now.lines[0].handed
        on_hand, reserved = self._stock()
        assert reserved == before[1] + waits
        if not odd:
            assert on_hand == before[0] - now.lines[0].handed
        else:
            assert on_hand < before[0] - now.lines[0].handed or not now.lines[0].picked
        amount = back.get("amount", 0)
        kept = now.lines[0].handed * PAID // UNITS
        assert 0 <= amount <= PAID - kept
        if now.state in OVER:
            assert amount == PAID - kept, "given out or paid back, to the cent"
            assert back.get("state", "none") == ("due" if amount else "none")
        return [row.kind for row in new if row.kind != "order_conflict"]

    def _stock(self) -> tuple[int, int]:
        with self.shop.hub.database.read() as connection:
            rows = records.some(connection, "stock", "S1", ["A"])
        row = StockRow.model_validate_json(rows["A"])
        return row.on_hand, row.reserved
