"""One life of an online order after the other, over the same tills of two shops and a hub; each is looked at when it is
quiet. The first two tills are of the shop that the order is for, the third is the other shop's, which sends what is
asked of it and does what the first shop rejects."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import count, takewhile
from pathlib import Path
from typing import Any, Final

from hub.storage import exceptions, orders, records, web_orders
from posapp.contract.feed_rows import StockRow
from posapp.contract.order_calls import PlaceOrderRequest, WantedLine
from posapp.contract.order_ops import OrderStepOp, decode_order_step
from posapp.devices.clock import StoppedClock
from posapp.domain.errors import Refused
from posapp.domain.order import Order
from posapp.domain.pickup import OVER, TRANSFER, Stand, stand
from sync.orders import claim_order
from tests.support.hub import RunningHub
from tests.support.shop import HUB_SECONDS, Shop, Till

UNITS, PAID = 3000, 26700
SHIRT: Final = "6901234567892"
ACTS: Final = (
    *("take", "pick", "short", "unpick", "ready", "give", "give_part", "wrong", "release", "reject", "serve"),
    *("ask", "send", "receive", "cancel", "week", "away", "back", "sync"),
)
TILLS: Final = 3
STORES: Final = ("S1", "S2")


def two_shops(told: dict[str, Any]) -> dict[str, Any]:
    """A shop file whose first two shops are near one another and have somebody each, and 9 shirts each."""
    stores = [told["stores"][0] | {"near": ["S2"]}, told["stores"][1] | {"near": ["S1"], "tills": ["3"]}]
    people = [person | {"stores": ["S1", "S2"]} for person in told["staff"]]
    stock = [{"store": store, "sku": "A", "on_hand": "9000"} for store in STORES]
    return told | {"stores": stores, "staff": people, "stock": stock, "orders": []}


class OrderLives:
    """`live` does the deeds (till, act), exchanges until all is told, and holds the books against one another."""

    def __init__(self, folder: Path, hub: RunningHub, now: datetime) -> None:
        self.shop = Shop(folder, hub, StoppedClock(now))
        hub.clock = self.shop.clock.now
        self.other = Shop(folder / "other", hub, self.shop.clock, STORES[1])
        self.tills = [self.shop.till("1"), self.shop.till("2"), self.other.till("3")]
        for till, staff, pin in zip(self.tills, ("c1", "c2", "c1"), ("1111", "2222", "1111"), strict=True):
            till.sign_in(staff, pin)
        self.number = 0
        self.sent = 0
        """Transfers that the other shop sent."""
        self._told: set[str] = set()

    def close(self) -> None:
        """Everyone goes home."""
        self.shop.close()
        self.other.close()

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
            "ask": lambda: self._ask_other(till, id_),
            "send": lambda: self._send(self.tills[2], id_),
            "receive": lambda: pickup.receive(id_, 1, 1000) if self._is_there(id_) else None,
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

    def _ask_other(self, till: Till, id_: str) -> None:
        """For a shirt; the order is taken first where it is not."""
        pickup = till.parts.app.pickup
        with suppress(Refused):
            pickup.take(id_, lambda *asked: self._claim(till, *asked))
        pickup.short(id_, 1, 1000, "empty_shelf", TRANSFER)
        till.sync()

    def _send(self, till: Till, id_: str) -> None:
        """What the other shop is asked for, the first that it has not sent."""
        till.sync()
        pickup = till.parts.app.pickup
        asked = next((v for v in pickup.listed() if v.order.for_order == id_), None)
        if asked is None:
            return
        name = asked.order.id
        for step in (lambda: pickup.take(name), lambda: pickup.pick("A", name), lambda: pickup.ready(name, "X")):
            with suppress(Refused):
                step()
        pickup.send(name)

    def _claim(self, till: Till, order: str, act: str, staff: str, at: str) -> Order:
        if not till.online:
            raise Refused("hub_away", hub="")
        return claim_order(till.parts.engine.hub, HUB_SECONDS, order, act, staff, at)

    def _look(self, id_: str, before: tuple[int, int]) -> list[str]:
        order, back = self.told_of(id_)
        now, transfers = stand(order), self._transfers(id_)
        rerouted = any(step.act == "reroute" for step in order.steps)
        for till in self.tills[2:] if rerouted else self.tills[:2]:
            assert till.parts.app.pickup.view(id_).stand == now, "its tills see what the hub has"
        given = [step for till in self.tills for step in self._steps(till, id_) if step.act == "hand_over"]
        counted = sum(step.act == "hand_over" for step in order.steps)
        new = [row for row in exceptions.every(self.shop.hub.database) if row.id not in self._told]
        self._told |= {row.id for row in new}
        odd = [row for row in new if row.kind in ("handed_twice", "handed_though_over")]
        mine = [row for row in odd if row.facts["order"] == id_]
        assert len(given) == counted + len(mine), "what was given out counts once, or somebody must see it"
        x = now.lines[0]
        assert 0 <= x.handed <= x.picked <= UNITS
        waits = 0 if now.state in OVER else UNITS - x.short - x.moved - x.handed
        waits += sum(0 if t.state in OVER else 1000 - t.lines[0].handed for t in transfers)
        on_hand, reserved = self._stock()
        assert reserved == before[1] + waits
        on_the_way = sum(t.lines[0].handed for t in transfers) - self._received(order)
        there = before[0] - x.handed - on_the_way
        if not odd:
            assert on_the_way >= 0
            assert on_hand == there
        else:
            assert on_hand < there or not x.picked or on_the_way
        amount = back.get("amount", 0)
        kept = x.handed * PAID // UNITS
        assert 0 <= amount <= PAID - kept
        if now.state in OVER:
            assert amount == PAID - kept, "given out or paid back, to the cent"
            assert back.get("state", "none") == ("due" if amount else "none")
        self.sent += sum(t.lines[0].handed > 0 for t in transfers)
        return [row.kind for row in new if row.kind != "order_conflict"]

    def told_of(self, id_: str) -> tuple[Order, dict[str, Any]]:
        """The order as the hub has it, and what goes back."""
        found = orders.by_id(self.shop.hub.database, id_)
        assert found is not None
        return found[0].value(), found[1]

    def _transfers(self, id_: str) -> list[Stand]:
        """Where all that the other shop was asked for stands."""
        found = (orders.by_id(self.shop.hub.database, f"{id_}-T{n}") for n in count(1))
        return [stand(one[0].value()) for one in takewhile(lambda one: one is not None, found) if one]

    def _steps(self, till: Till, id_: str) -> list[OrderStepOp]:
        told = [e for e in till.parts.till.journal.all() if e.kind == "order_step"]
        return [step for e in told if (step := decode_order_step(bytes(e.body))).order == id_]

    def _received(self, order: Order) -> int:
        return sum(step.quantity for step in order.steps if step.act == "receive")

    def _is_there(self, id_: str) -> bool:
        """Whether something that the other shop sent has come and nobody has said so."""
        sent = [s for n in range(1, 9) for s in self._steps(self.tills[2], f"{id_}-T{n}") if s.act == "hand_over"]
        said = [s for till in self.tills for s in self._steps(till, id_) if s.act == "receive"]
        return len(sent) > len(said)

    def _stock(self) -> tuple[int, int]:
        """Of both shops: on hand, and promised."""
        with self.shop.hub.database.read() as connection:
            rows = [records.some(connection, "stock", store, ["A"])["A"] for store in STORES]
        found = [StockRow.model_validate_json(row) for row in rows]
        return sum(row.on_hand for row in found), sum(row.reserved for row in found)
