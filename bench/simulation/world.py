"""The shop of a simulated day: made once, copied for each seed, so that a day begins with two enrolled tills."""

from __future__ import annotations

import json
import random
import shutil
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from unittest.mock import patch

from bench.simulation.hub import SimulatedHub
from bench.simulation.line import GOOD, Line
from bench.simulation.person import CARD
from bench.simulation.till import HUB_URL, OwnClock, SimulatedTill
from hub import load as loading
from hub.signing import FILE, Signer
from hub.storage import records, tills
from hub.storage.database import Database
from posapp.commands.till_parts import enrol, open_parts
from posapp.contract.feed_rows import ProductRow
from posapp.contract.shop_file import read_shop_file
from posapp.late import Late
from sync.client import HubClient
from sync.engine import Engine

STORE: Final = "S1"
OPENS: Final = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
GOODS: Final = tuple(f"G{n:02}" for n in range(30))


MEMORY: Final = Path("/dev/shm")


def in_memory() -> TemporaryDirectory[str]:
    """A folder for a `with` block, in memory where the machine has such a place."""
    return TemporaryDirectory(prefix="posapp-simulation-", dir=MEMORY if MEMORY.is_dir() else None)


@dataclass(slots=True)
class VirtualTime:
    """Time that passes when somebody says so."""

    at: datetime = OPENS

    def now(self) -> datetime:
        """The present."""
        return self.at

    def passes(self, seconds: float) -> None:
        """Later."""
        self.at += timedelta(seconds=seconds)


class World:
    """The hub, its tills and their lines, over files in `folder`."""

    def __init__(self, folder: Path, registers: int, chance: random.Random) -> None:
        self.folder, self.chance, self.time = folder, chance, VirtualTime()
        self.hub = SimulatedHub(folder / "hub", self.time.now)
        self.tills = [self._till(number) for number in range(1, registers + 1)]

    def _till(self, number: int) -> SimulatedTill:
        line = Line(self.hub, self.chance, self.time.passes)
        name = f"till-{number}"
        return SimulatedTill(name, self.folder / name, OwnClock(self.time.now), line)

    def publish_price(self, sku: str, price: int) -> None:
        """Head office changes a price; the tills hear of it through their feeds."""
        publish_prices(self.hub.database, {sku: price}, self.time.now)

    def prices(self) -> dict[str, int]:
        """What each product costs by the hub."""
        return prices_at(self.hub.database)

    def quiet(self, tries: int = 50) -> None:
        """Everything runs, the lines are good, what is under way arrives, and the tills exchange until nothing is left.

        AssertionError when they do not come to rest.
        """
        if not self.hub.running:
            self.hub.start()
        self.hub.kill_at = 0
        for till in self.tills:
            till.line.weather = GOOD
            till.line.arrive()
        for till in self.tills:
            for _ in range(tries):
                self.time.passes(1)  # or the hub would find that it is asked too often
                status = till.sync()
                if status.state == "online" and not status.unsent and not status.pulled:
                    break
            else:
                raise AssertionError(f"{till.name} does not come to rest: {status}")

    def close(self) -> None:
        """Everyone goes home."""
        for till in self.tills:
            till.stop()
        self.hub.close()


def publish_prices(database: Database, prices: Mapping[str, int], clock: Callable[[], datetime]) -> None:
    """New prices for these goods, in one transaction."""
    with database.read() as connection:
        bodies = records.some(connection, "products", STORE, list(prices))
    rows = [
        ProductRow.model_validate_json(bodies[sku]).model_copy(update={"price": price}) for sku, price in prices.items()
    ]
    records.publish(database, [records.change("products", records.EVERY_STORE, row) for row in rows], clock)


def prices_at(database: Database) -> dict[str, int]:
    """What each product costs by the hub."""
    with database.read() as connection:
        bodies = records.some(connection, "products", STORE, GOODS)
    return {sku: ProductRow.model_validate_json(body).price for sku, body in bodies.items()}


def make(folder: Path, registers: int = 2) -> Path:
    """A folder with a loaded hub and its enrolled, closed tills, to be copied for each day."""
    world = World(folder, 0, random.Random(0))
    try:
        read = read_shop_file(json.dumps(_shop(registers)).encode())
        assert not read.problems, [str(problem) for problem in read.problems]
        loading.load(world.hub.database, read, Signer(folder / FILE))
        world.hub.parts.catalogues.build(STORE)
        for number in range(1, registers + 1):
            till = world._till(number)
            world.tills.append(till)
            _enrol(world, till, number)
    finally:
        world.close()
    return folder


def _enrol(world: World, till: SimulatedTill, register: int) -> None:
    parts = open_parts(till.folder, till.clock)
    client = HubClient(HUB_URL, line=till.line)
    parts.exchange = Late(lambda: Engine(parts.till, parts.catalog, client, till.clock))
    enrol(parts, tills.new_code(world.hub.database, STORE, str(register), world.time.now(), "simulation"))
    status = parts.engine.sync()
    assert status.state == "online", status
    parts.close()


def copy(made: Path, folder: Path, chance: random.Random, registers: int = 2) -> World:
    """A world of its own over a copy of those files."""
    shutil.copytree(made, folder, copy_function=shutil.copy)
    return World(folder, registers, chance)


@contextmanager
def one_source_of_chance(seed: int) -> Iterator[None]:
    """Names, tokens and batch ids come from a seed too: a garbled byte must meet the same text in each replay."""
    chance = random.Random(seed)

    def hexadecimal(count: int = 32) -> str:
        return chance.randbytes(count).hex()

    with (
        patch("secrets.token_hex", hexadecimal),
        patch("secrets.token_urlsafe", hexadecimal),
        patch("secrets.choice", chance.choice),
        patch("sync.push.uuid4", lambda: uuid.UUID(bytes=chance.randbytes(16))),
    ):
        yield


def _shop(registers: int) -> dict[str, Any]:
    """Thirty products under three taxes, two people."""
    entity = {"name": "示范零售有限公司（虚构）", "tax_number": "00000000000000000X", "kind": "general"}
    store = {
        "id": STORE,
        "name": "静安店",
        "currency": "CNY",
        "timezone": "Asia/Shanghai",
        "day_starts": "04:00",
        "tills": [str(n) for n in range(1, registers + 1)],
        "tax": "inclusive",
        "entity": entity,
    }
    rates = [{"id": t, "kind": "rate", "percent": t, "from": "2019-04-01"} for t in ("13", "9")]
    may = ["sell", "hold", "void", "no_sale", "confirm_date"]
    return {
        "stores": [store],
        "staff": [{"id": "m1", "name": "店长", "role": "manager", "pin": "9999", "stores": [STORE]}],
        "roles": [{"id": "manager", "may": may}],
        "gift_cards": [{"code": CARD, "balance": "9000.00"}],
        "taxes": [*rates, {"id": "0", "kind": "exempt"}],
        "products": [
            {
                "sku": sku,
                "name": {"zh": f"货品{number}", "en": f"Goods {number}"},
                "barcodes": [],
                "price": f"{number * 7 + 1}.{number % 10}0",
                "tax": ("13", "9", "0")[number % 3],
                "category": "goods",
            }
            for number, sku in enumerate(GOODS)
        ],
    }
