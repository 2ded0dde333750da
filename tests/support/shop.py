"""The shop that tests drive in a person's verbs: a real hub, real tills with real files, a clock that stands still."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from posapp.commands.till_parts import TillParts, at_once, enrol, open_parts
from posapp.devices.clock import StoppedClock
from posapp.domain.drawer import Count
from posapp.domain.errors import Refused
from posapp.domain.hold import Hold
from posapp.domain.money import parse_amount, parse_quantity
from posapp.domain.pricing import PricedCart
from posapp.domain.reservation import Reservation
from posapp.domain.sale import Sale
from posapp.domain.shift import Closed
from posapp.domain.staff import Staff
from posapp.domain.sync_status import SyncStatus
from posapp.usecases.checkout import Added, Aside, Choice, PriceWanted
from posapp.usecases.desk import Later
from sync.coupons import reserve_coupon
from sync.holds import take_hold
from tests.support.hub import HUB_SECONDS as HUB_SECONDS
from tests.support.hub import Likeness, RunningHub


@dataclass(slots=True)
class Till:
    """One till and the person at it."""

    folder: Path
    clock: StoppedClock
    hub_url: str
    parts: TillParts
    online: bool = True

    def sign_in(self, staff: str = "c1", pin: str = "1111") -> None:
        """Type a PIN."""
        self.parts.app.sign_in.sign_in(staff, pin)

    def open_shift(self, float_amount: str = "500.00") -> None:
        """Count the float into the drawer."""
        self.parts.app.shifts.open_shift(self.money(float_amount))

    def close_shift(self, approver: Staff | None = None) -> Closed:
        """Count what must be there, and close."""
        app = self.parts.app
        app.closing.count(Count(app.till.cash.sums(app.desk.open_shift()).expected), approver)
        return app.closing.close(approver=approver)

    def scan(self, *codes: str) -> Added | Choice | PriceWanted | Aside:
        """Scan; the last result."""
        return [self.parts.app.checkout.scan(code) for code in codes][-1]

    def add(self, sku: str, quantity: str = "1") -> Added:
        """Ring up by number."""
        return self.parts.app.checkout.add(sku, parse_quantity(quantity))

    def pay_cash(self, amount: str) -> Sale:
        """Open payment, take this much cash, complete."""
        self.parts.app.payment.pay()
        return self.parts.app.payment.take_cash_and_complete(self.money(amount))

    def pay_card(self, amount: str, reference: str = "SLIP-1") -> None:
        """Open payment if it is not, take an amount on the stand-alone terminal."""
        self.parts.app.payment.pay()
        self.parts.app.payment.take("card", self.money(amount), reference)

    def sell(self, sku: str = "A", cash: str = "1000.00") -> Sale:
        """One whole sale."""
        self.add(sku)
        return self.pay_cash(cash)

    def hold(self, *skus: str, label: str = "") -> str:
        """Ring these up and set the basket aside; the hold's id."""
        for sku in skus:
            self.add(sku)
        return self.parts.app.holds.hold(label).id

    def recall(self, hold: str) -> None:
        """Lay a held basket on the counter; the hub is asked where it can be."""
        self.parts.app.holds.recall(hold, self._take_hold)

    def _take_hold(self, hold: str, staff: str) -> Hold:
        if not self.online:
            raise Refused("hub_away", hub=self.hub_url)
        return take_hold(self.parts.engine.hub, HUB_SECONDS, hold, staff)

    def coupon(self, code: str, approver: Staff | None = None) -> None:
        """Put a coupon on the basket; the hub is asked where it has to be."""
        self.parts.app.coupons.put(code, self.reserve_coupon, approver)

    def reserve_coupon(self, code: str, use: str, staff: str) -> Reservation:
        """What the hub says of it."""
        if not self.online:
            raise Refused("hub_away", hub=self.hub_url)
        return reserve_coupon(self.parts.engine.hub, HUB_SECONDS, code, use, staff)

    def member(self, typed: str) -> None:
        """Say whose basket it is."""
        (found,) = self.parts.app.members.find(typed)
        self.parts.app.members.attach(found)

    def sync(self) -> SyncStatus:
        """Exchange with the hub until quiet, unless offline."""
        return self.parts.engine.sync() if self.online else self.parts.engine.unreached()

    def money(self, text: str) -> int:
        """Minor units of the shop's currency."""
        return parse_amount(text, self.parts.app.desk.store.currency.digits)

    @property
    def cart(self) -> PricedCart:
        """The priced basket on the counter."""
        return self.parts.app.desk.priced

    def restart(self) -> None:
        """Switch off and on."""
        self.parts.close()
        self.restart_closed()

    def restart_closed(self) -> None:
        """Switch on."""
        self.parts = open_parts(self.folder, self.clock, hub_url=self.hub_url)


class Shop:
    """A hub with a shop file loaded, and the tills that were enrolled in it."""

    def __init__(self, folder: Path, hub: RunningHub, clock: StoppedClock, store: str = "S1") -> None:
        self.folder = folder
        self.hub = hub
        self.clock = clock
        self.store = store
        self.tills: list[Till] = []

    def till(self, register: str = "1", hub_url: str = "", later: Later = at_once) -> Till:
        """A new till: enrolled, its copies fetched. `hub_url` puts something between it and the hub; `later`: where
        it writes what nobody waits for.

        In a hub that is a copy, a register's first till is a copy too: it has asked the hub before, and asks again only
        where something was published since.
        """
        folder = self.folder / f"till-{len(self.tills)}"
        like = self.hub.like
        if like is None or hub_url or any(till["register"] == register for till in self.hub.tills()):
            parts = open_parts(folder, self.clock, hub_url=hub_url or self.hub.url, later=later)
            enrol(parts, self.hub.code(self.store, register))
            knows_all = False
        else:
            parts = self._join_as_copy(like, folder, register, later)
            knows_all = self.hub.as_copied
        if not knows_all:
            status = parts.engine.sync()
            assert status.state == "online", status
        parts.app.desk.resume()
        self.tills.append(Till(folder, self.clock, hub_url or self.hub.url, parts))
        return self.tills[-1]

    def _join_as_copy(self, like: Likeness, folder: Path, register: str, later: Later) -> TillParts:
        name = f"{self.store}-{register}-{self.clock.now():%Y%m%dT%H%M%S%f}"
        if name not in like.tills:
            like.tills[name] = self._made_ready(like, like.folder.with_name(f"{like.folder.name}-{name}"), register)
        ready, row = like.tills[name]
        shutil.copytree(ready, folder)
        self.hub.take_in(row)
        parts = open_parts(folder, self.clock, hub_url=self.hub.url, later=later)
        parts.till.enrolment.save(replace(parts.till.enrolment.required(), hub=self.hub.url))
        return parts

    def _made_ready(self, like: Likeness, place: Path, register: str) -> tuple[Path, dict[str, Any]]:
        shutil.copytree(like.folder, place / "hub")
        with RunningHub(place / "hub") as hub:
            shop = Shop(place, hub, StoppedClock(self.clock.now()), self.store)
            folder = shop.till(register).folder
            shop.close()
            (row,) = hub.tills()
        return folder, row

    def advance(self, **time: float) -> None:
        """Let time pass."""
        self.clock.set(self.clock.now() + timedelta(**time))

    def close(self) -> None:
        """Everyone goes home."""
        for till in self.tills:
            till.parts.close()
