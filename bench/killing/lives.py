"""What the killed processes do while they live: a till sells, prints and exchanges; a hub answers; head office sets
new prices. Each runs in a process of its own over the files that the one before it left."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Final

import sync.engine
from bench.killing.moments import HERE, Moments
from bench.simulation import person
from bench.simulation.person import SELLER, Customer
from bench.simulation.till import OwnClock
from bench.simulation.world import GOODS, publish_prices
from hub.address import Address, listen
from hub.app import create_app
from hub.catalogues import Catalogues
from hub.feeds import arrivals
from hub.serve import end_on_signals, end_with, server_of
from hub.storage import records
from hub.storage.database import Database as HubDatabase
from hub.storage.database import open_database, renew_epoch, sqlite_url
from hub.storage.intake import SqliteIntake
from posapp.commands.replay.paper import Paper
from posapp.commands.till_parts import TillParts, open_parts
from posapp.storage import schema
from posapp.storage.catalog import Catalog
from posapp.storage.database import Database
from posapp.storage.sales import Sales
from printing.spooler import Spooler
from sync.pull import Pull

TILL: Final = (
    *("opening", "before commit", "in commit", "after commit"),
    *("print", "send", "apply", "swap", "migration"),
)
HUB: Final = ("opening", "feed page", "build", "booking", "booked, not answered")
OFFICE: Final = ("publishing",)
UP: Final = b"up\n"
"""What a hub says when tills can call it."""
CUSTOMERS: Final = 8
"""After so many a till that did not come to its fated moment asks to be killed where it is."""


@dataclass(frozen=True, slots=True)
class Place:
    """The files of one shop, what its clocks show, and the port of its hub."""

    folder: Path
    now: Callable[[], datetime]
    port: int
    seed: int

    def hub_database(self) -> HubDatabase:
        """Opened."""
        return open_database(sqlite_url(self.folder / "hub" / "hub.db"))

    def till(self) -> TillParts:
        """The till switched on, somebody signed in."""
        parts = open_parts(self.folder / "till-1", OwnClock(self.now), hub_url=f"http://127.0.0.1:{self.port}")
        seller = parts.till.staff.by_id(SELLER)
        assert seller is not None, "the till has lost its people"
        parts.app.sign_in.enter(seller)
        return parts

    def customer(self, number: int) -> Customer:
        """The same each time that the number comes."""
        chance = random.Random(f"{self.seed} {number}")
        lines = 1 + int(chance.random() ** 3 * 8)
        goods = tuple((chance.choice(GOODS), chance.randrange(1, 4) * 1000) for _ in range(lines))
        return Customer(f"c{number}", goods, chance.random() < 0.3, chance.random() < 0.3)


def sell(place: Place, life: int, first: int, moments: Moments) -> None:
    """Switch the till on, serve customers from that number on, never end."""
    mark_till(moments)
    with moments.during("opening"):
        parts = place.till()
    goods = parts.goods.all() if parts.catalog.state == "ready" else parts.catalog.state
    if goods != "as_sent":
        moments.say(f"wrong the catalogue is neither the old nor the new one: {goods}\n".encode())
    paper = Paper(parts, place.folder / "paper" / f"{life:06}", OwnClock(place.now))
    paper.work()
    _exchange(parts)
    person.open_shift(parts.app)
    number = first
    while True:
        sale = person.serve(parts.app, place.customer(number), ask=person.asked_of(parts.engine.hub))
        with moments.during("after commit"):
            moments.say(f"sold c{number} {sale.receipt} {sale.priced.total}\n".encode())
        paper.work()
        if number % 2:
            _exchange(parts)
        number += 1
        if number - first == CUSTOMERS:
            moments.say(HERE)


def _exchange(parts: TillParts) -> None:
    parts.engine.sync()
    if not parts.app.desk.basket.cart.lines:
        parts.app.desk.settings_changed()
    parts.till.checkpoint_if_due()


def mark_till(moments: Moments) -> None:
    """The moments of this process."""
    moments.mark(Sales, "complete_sale", "before commit")
    moments.mark(Database, "_leave", "in commit", inside="before commit")
    moments.mark(Spooler, "run_pending", "print")
    moments.mark(sync.engine, "push", "send")
    moments.mark(Pull, "_apply", "apply")
    moments.mark(Catalog, "install", "swap")
    moments.mark(schema, "migrate", "migration")


def answer(place: Place, moments: Moments, leash: IO[bytes], restored: bool) -> None:
    """The hub on its port until its parent lets go of the leash; `restored`: under another epoch than before."""
    moments.mark(SqliteIntake, "take", "booking")
    moments.mark(arrivals, "follow", "booked, not answered")
    moments.mark(records, "page", "feed page")
    moments.mark(Catalogues, "build", "build")
    with moments.during("opening"):
        database = place.hub_database()
        if restored:
            with database.write() as connection:
                renew_epoch(connection)
        address = Address(port=place.port)
        server = server_of(create_app(database, place.folder / "hub" / "catalogues", place.now), address)
        end_on_signals(server)
        end_with(leash, server)
        listening = listen(address)
    moments.say(UP)
    server.run(sockets=[listening])
    database.close()


def publish(place: Place, moments: Moments, prices: Mapping[str, int]) -> None:
    """Head office sets new prices, in a process beside the hub, as `hub load` is."""
    moments.mark(records, "put", "publishing")
    database = place.hub_database()
    publish_prices(database, prices, place.now)
    database.close()
