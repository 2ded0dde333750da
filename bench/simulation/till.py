"""A real till on its real files, and the person at it: sells, is cut off, looks first, goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bench.simulation.kill import TILL, Killed, next_life, run_until
from bench.simulation.line import Line
from posapp.app import App
from posapp.commands.till_parts import TillParts, open_parts
from posapp.domain.cart import Cart
from posapp.domain.errors import Refused
from posapp.domain.sync_status import SyncStatus
from posapp.late import Late
from posapp.storage.changes import Topic
from sync.client import HubClient
from sync.engine import Engine

HUB_URL = "http://hub"
SELLER = "m1"


@dataclass(frozen=True, slots=True)
class Customer:
    """What somebody buys, under a reference that is sold once: goods with thousandths, and how they pay."""

    ref: str
    goods: tuple[tuple[str, int], ...]
    card: bool = False


class OwnClock:
    """The virtual time as this till's clock shows it."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.off = timedelta()

    def now(self) -> datetime:
        """Its present."""
        return self._now() + self.off


@dataclass
class SimulatedTill:
    """`told` is what people were told is sold: reference -> (receipt, total). `kills` counts its deaths."""

    name: str
    folder: Path
    clock: OwnClock
    line: Line
    told: dict[str, tuple[str, int]] = field(default_factory=dict)
    kills: int = 0
    _parts: TillParts | None = None
    _news: bool = False

    @property
    def parts(self) -> TillParts:
        """The parts of a till, which is switched on for it."""
        if self._parts is None:
            self._parts = self._start()
        return self._parts

    @property
    def app(self) -> App:
        """What the person may do."""
        return self.parts.app

    def _start(self) -> TillParts:
        parts = open_parts(self.folder, self.clock)
        known = parts.till.enrolment.required()
        client = HubClient(HUB_URL, known.token, line=self.line)
        parts.exchange = Late(lambda: Engine(parts.till, parts.catalog, client, self.clock))
        parts.till.changes.subscribe(self._committed)
        person = parts.till.staff.by_id(SELLER)
        if person is not None:
            parts.app.sign_in.enter(person)
        return parts

    def _committed(self, topics: frozenset[Topic]) -> None:
        """As the window hears it."""
        self._news = self._news or not topics.isdisjoint(("settings", "catalog"))

    def stop(self) -> None:
        """Switch off in order."""
        if self._parts is not None:
            self._parts.close()
            self._parts = None

    def do(self, act: Callable[[], object], kill_at: int = 0) -> bool:
        """Do it; `kill_at`: the till dies at that step of it. False when it died."""
        if not kill_at:
            act()
            return True
        try:
            run_until(kill_at, act, self.folder, TILL)
        except Killed:
            self._parts = None  # nobody can close what the dead had open
            self.folder = next_life(self.folder)
            self.kills += 1
        return False

    # ------------------------------------------------------------ the person

    def open_shift(self) -> None:
        """The float is in the drawer, unless it has been counted already."""
        if self.app.desk.shift is None:
            self.app.shifts.open_shift(50_000)

    def serve(self, customer: Customer, again: bool = False) -> None:
        """Ring up from the first line, or go on with the payment under way. `again`: after a death; the person looks
        first whether it is sold."""
        app = self.app
        sold = app.till.sales.by_ref(customer.ref) if again else None
        if sold is None:
            if not app.desk.basket.paying:
                if app.desk.basket.cart.lines:
                    app.desk.lay(Cart())
                for sku, quantity in customer.goods:
                    app.checkout.add(sku, quantity)
            self._open_payment()
            left = app.desk.settlement().remaining
            if left:
                amount = left if customer.card else -(-left // 10_000) * 10_000
                app.payment.take("card" if customer.card else "cash", amount, "SLIP" if customer.card else "")
            sold = app.payment.complete(customer.ref)
        self.told[customer.ref] = (sold.receipt, sold.priced.total)

    def _open_payment(self) -> None:
        try:
            self.app.payment.pay()
        except Refused as refused:
            if refused.code not in ("clock_behind", "clock_ahead"):
                raise
            manager = self.app.desk.seller()
            self.app.shifts.confirm_date(manager)
            self.app.payment.pay()

    def change_mind(self, customer: Customer) -> None:
        """Goods on the counter, then a person who leaves without them."""
        app = self.app
        if app.desk.basket.paying:
            return
        for sku, quantity in customer.goods:
            app.checkout.add(sku, quantity)
        app.checkout.clear("left", app.desk.seller())

    def open_drawer(self) -> None:
        """Change for the neighbour."""
        self.app.receipts.open_drawer("change")

    def sync(self) -> SyncStatus:
        """One exchange; what the hub changed is used from the next basket on."""
        status = self.parts.engine.sync()
        if self._news and not self.app.desk.basket.cart.lines:
            self.app.desk.settings_changed()
            self._news = False
        self.parts.till.checkpoint_if_due()
        return status
