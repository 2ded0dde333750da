"""A real till on its real files, with a person at it, that can be killed at any step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bench.simulation import person
from bench.simulation.kill import TILL, Killed, next_life, run_until
from bench.simulation.line import Line
from bench.simulation.person import SELLER, Customer
from posapp.app import App
from posapp.commands.till_parts import TillParts, open_parts
from posapp.domain.sync_status import SyncStatus
from posapp.late import Late
from posapp.storage.changes import Topic
from sync.client import HubClient
from sync.engine import Engine

HUB_URL = "http://hub"


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
        seller = parts.till.staff.by_id(SELLER)
        if seller is not None:
            parts.app.sign_in.enter(seller)
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
        """See `person.open_shift`."""
        person.open_shift(self.app)

    def serve(self, customer: Customer, again: bool = False) -> None:
        """See `person.serve`; what the customer was told is noted."""
        sold = person.serve(self.app, customer, again, person.asked_of(self.parts.engine.hub))
        self.told[customer.ref] = (sold.receipt, sold.priced.total)

    def hand_over(self, off: int) -> None:
        """See `person.hand_over`."""
        person.hand_over(self.app, off)

    def change_mind(self, customer: Customer) -> None:
        """See `person.change_mind`."""
        person.change_mind(self.app, customer)

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
