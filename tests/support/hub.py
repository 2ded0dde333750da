"""A real hub on a free loopback port, in this process, over SQLite or PostgreSQL."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pytest
from argon2 import PasswordHasher
from sqlalchemy import insert, select

from hub import load as loading
from hub.address import Address, listen, url_of
from hub.api.calling import Hub
from hub.app import create_app
from hub.clock import system_clock
from hub.serve import server_of
from hub.signing import FILE, Signer
from hub.storage import records, tables, tills
from hub.storage.database import open_database, sqlite_url
from hub.versions import Spoken
from posapp.contract.feed_rows import StaffRow
from posapp.contract.shop_file import ShopFileResult, read_shop_file
from posapp.domain.badge import badge_hash
from tests.support import compiled  # noqa: F401 - hubs share what they compile

ONE: Final = pytest.mark.parametrize("engine", ["sqlite"])
"""Of what no database has a part in, one is enough."""
HUB_SECONDS: Final = 20
"""A person would not wait so long; a busy machine is no fault of the code."""
QUICK: Final = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""For the people of ready hubs. The hub's own cost is proven where a test loads the file by `RunningHub.load`."""


class RunningHub:
    """Starts at once; `stop` and `start` again keep address and data, as a hub that was restarted does. Nothing happens
    in it because time passes: a shop of tests stands on one day.

    `with RunningHub(tmp_path) as hub: hub.load(shop); code = hub.code("S1", "1")`, then call `hub.url`.
    """

    def __init__(
        self,
        folder: Path,
        database: str | None = None,
        clock: Callable[[], datetime] = system_clock,
        port: int = 0,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.like: Likeness | None = None
        self._folder, self.clock, self._port = folder, clock, port
        self.spoken = Spoken(clock)
        """A test that wants a hub of another age says so, and starts it again."""
        self._location = database or sqlite_url(folder / "hub.db")
        self.signer = Signer(folder / FILE)
        self.start()

    def start(self) -> None:
        """Opens the database and answers calls."""
        self.database = open_database(self._location)
        address = Address(port=self._port)
        listening = listen(address)
        self._port = listening.getsockname()[1]
        self.url = url_of(address, listening)
        self.app = create_app(self.database, self._folder / "catalogues", lambda: self.clock(), self.spoken, still=True)
        self._server = server_of(self.app, address)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [listening]}, name="hub")
        self._thread.start()

    def stop(self) -> None:
        """Ends it; callers find the port closed."""
        self._server.end()
        self._thread.join(20)
        assert not self._thread.is_alive(), "the hub did not stop"
        self.database.close()

    def __enter__(self) -> RunningHub:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def as_copied(self) -> bool:
        """Whether nothing was published since."""
        return self.like is not None and records.newest_cursor(self.database) == self.like.newest

    @property
    def hub(self) -> Hub:
        """Its parts."""
        parts: Hub = self.app.state.hub
        return parts

    def load(self, shop: dict[str, Any] | bytes | Path) -> int:
        """Publishes a shop file (an object, its bytes or its path), which must be without a mistake."""
        read = read_shop_file(json.dumps(shop).encode() if isinstance(shop, dict) else shop)
        assert not read.problems, [str(problem) for problem in read.problems]
        return loading.load(self.database, read, self.signer, self.clock)

    def tills(self) -> list[dict[str, Any]]:
        """The enrolled tills, as their rows are."""
        with self.database.read() as connection:
            return [dict(row._mapping) for row in connection.execute(select(tables.till))]

    def take_in(self, till: dict[str, Any]) -> None:
        """A till that enrolled in a hub which this one was then a copy of."""
        with self.database.write() as connection:
            connection.execute(insert(tables.till), [till])

    def publish(self, changes: Iterable[records.Change]) -> int:
        """Publishes feed rows as they are."""
        return records.publish(self.database, changes, self.clock)

    def code(self, store: str = "S1", register: str = "1") -> str:
        """A one-time code for a new till."""
        return tills.new_code(self.database, store, register, self.clock(), "test")


@dataclass(frozen=True, slots=True)
class Likeness:
    """What ready hubs are copied from, the newest cursor in it, and the tills that joined such a hub: their folders,
    and their rows in it."""

    folder: Path
    newest: int
    tills: dict[str, tuple[Path, dict[str, Any]]] = field(default_factory=dict)


class ReadyHubs:
    """Folders of hubs that hold a shop file and its built catalogues: made once in a test process, copied for each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[bytes, Likeness] = {}

    def start(self, folder: Path, shop: bytes, port: int = 0) -> RunningHub:
        """A running hub in `folder`, as if the shop file had just been loaded and the catalogues asked for."""
        if shop not in self._made:
            self._made[shop] = self._make(_patient(shop))
        shutil.copytree(self._made[shop].folder, folder)
        hub = RunningHub(folder, port=port)
        hub.like = self._made[shop]
        return hub

    def _make(self, shop: bytes) -> Likeness:
        folder = self._folder / str(len(self._made))
        with RunningHub(folder) as hub:
            hub.load(shop)
            read = read_shop_file(shop)
            hub.publish(_staff_with_quick_pins(read))
            for store in read.stores:
                hub.hub.catalogues.build(store.id)
            return Likeness(folder, records.newest_cursor(hub.database))


def _patient(shop: bytes) -> bytes:
    """The shop file where nobody is tired of waiting for the hub, unless it says so itself."""
    said = json.loads(shop)
    for store in said["stores"]:
        store["limits"] = {"hub_seconds": str(HUB_SECONDS), **store.get("limits", {})}
    return json.dumps(said).encode()


def _staff_with_quick_pins(shop: ShopFileResult) -> Iterator[records.Change]:
    roles = {role.id: role for role in shop.roles}
    for person in shop.staff:
        row = StaffRow.of(person.value(roles[person.role], QUICK.hash(person.pin), badge_hash(person.badge)))
        for store in person.stores or (records.EVERY_STORE,):
            yield records.Change("staff", store, row.key, row.model_dump_json(exclude_defaults=True))
