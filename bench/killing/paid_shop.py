"""The shop of `bench payment_kill`: as little as a payment needs, so that thousands of lives take minutes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from argon2 import PasswordHasher
from sqlcipher3 import dbapi2 as sqlite

from hub.storage.database import epoch, open_database, sqlite_url
from posapp.commands.hub_process import HubProcess
from posapp.commands.till_parts import enrol, open_parts
from posapp.devices.clock import SystemClock
from posapp.domain.times import to_text
from posapp.storage.till import TillStore

STORE: Final = "S1"
MEMBER: Final = "M1"
PHONE: Final = "13800138000"
CARD: Final = "GC-900"
SHOP: Final[Mapping[str, Any]] = {
    "stores": [
        {
            "id": STORE,
            "name": "静安店",
            "currency": "CNY",
            "timezone": "Asia/Shanghai",
            "tills": ["1"],
            "tax": "inclusive",
            "points": {"per": "1.00", "value": "0.01"},
            "limits": {"stored_value_offline": "500"},
        }
    ],
    "roles": [{"id": "cashier", "may": ["sell", "member"]}],
    "staff": [{"id": "c1", "name": "收银员一", "role": "cashier", "pin": "1111", "stores": [STORE]}],
    "taxes": [{"id": "13", "kind": "rate", "percent": "13", "from": "2019-04-01"}],
    "products": [{"sku": "A", "name": {"zh": "夹克", "en": "Jacket"}, "price": "256.40", "tax": "13", "category": "x"}],
    "gift_cards": [{"code": CARD, "balance": "900.00"}],
    "members": [{"id": MEMBER, "name": "王芳", "phone": PHONE, "store": STORE, "stored_value": "900.00"}],
}
_QUICK: Final = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Each life signs in; how dear a PIN is has nothing to do with its payment."""
_GOOD_FOR: Final = timedelta(minutes=8)
"""A live code is made anew before it ends."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who sells what."""

    staff: str
    pin: str
    sku: str


SELLER: Final = Person("c1", "1111", "A")


class PaidShop:
    """Its hub is a process; `till` is the folder of a till with an open shift, to be copied for each life."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.till = folder / "till"
        self.hub = HubProcess(folder / "hub")
        self.wallets = self.hub.wallets(folder)
        self._before = folder / "hub-before.db"
        self._codes: list[tuple[datetime, str]] = []
        file = folder / "shop.json"
        file.write_text(json.dumps(SHOP, ensure_ascii=False), "utf-8")
        self.hub.start(load=file)
        try:
            self.wallets.start(mute=0.1)
            self._open_till()
            copy_database(self.database, self._before)
        except BaseException:
            self.close()
            raise

    @property
    def database(self) -> Path:
        """The hub's file."""
        return self.hub.folder / "hub.db"

    @property
    def database_url(self) -> str:
        """The hub's file, for a process of the hub."""
        return sqlite_url(self.database)

    def _open_till(self) -> None:
        parts = open_parts(self.till, SystemClock(), hub_url=self.hub.url)
        try:
            enrol(parts, self.hub.code(STORE, "1"))
            status = parts.engine.sync()
            assert status.state == "online", status
            parts.app.desk.resume()
            self._hash_quickly(parts.till)
            parts.app.sign_in.sign_in(SELLER.staff, SELLER.pin)
            parts.app.shifts.open_shift(50_000)
            parts.engine.sync()
        finally:
            parts.close()

    def _hash_quickly(self, till: TillStore) -> None:
        database = open_database(self.database_url)
        where, as_of = epoch(database), till.cursors.as_of()["staff"]
        database.close()
        quick = [replace(person, pin_hash=_QUICK.hash(SELLER.pin)) for person in till.staff.all()]
        till.staff.apply(quick, (), till.cursors.all(where)["staff"], where, as_of)

    def anew(self) -> None:
        """The hub's file is what it was when the till was made; the hub itself keeps nothing of it in mind."""
        copy_database(self._before, self.database)

    def live_code(self) -> str:
        """What the member's telephone shows; the hub knows each code that it made, and which sale has used it."""
        now = SystemClock().now()
        if not self._codes or now - self._codes[0][0] > _GOOD_FOR:
            self.anew()
            self._codes[:] = [(now, self.hub.command("member-code", "--member", MEMBER, "--at", to_text(now)).strip())]
            copy_database(self.database, self._before)
        return self._codes[0][1]

    def close(self) -> None:
        """Everything is switched off."""
        self.wallets.stop()
        self.hub.stop()


def copy_database(source: Path, target: Path) -> None:
    """Every page of it, also over a file that a hub has open."""
    with closing(sqlite.connect(source)) as there, closing(sqlite.connect(target)) as here:
        here.execute("PRAGMA busy_timeout=5000")
        there.backup(here)


def forget_charges(hub: Path) -> None:
    """A hub over SQLite has never heard of a charge."""
    with closing(sqlite.connect(hub)) as connection:
        connection.execute("PRAGMA busy_timeout=5000")
        connection.execute("DELETE FROM charge")
        connection.commit()
