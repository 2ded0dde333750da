"""Tills that were there before the test: their rows at the hub, their files as an earlier program left them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from hub.storage import tables
from posapp.domain.journal import GENESIS
from posapp.storage.database import open_database
from tests.support.hub import RunningHub

KEY = bytes(range(32))


def make_known(hub: RunningHub, till: str, token: str, store: str = "S1", register: str = "1") -> None:
    """The hub enrolled this till once and holds nothing of its journal."""
    with hub.database.write() as connection:
        row = {"id": till, "store": store, "register": register, "name": "", "enrolled_at": "2026-11-21T00:00:00Z"}
        held = {"token_hash": hashlib.sha256(token.encode()).digest(), "last_seq": 0, "last_hash": GENESIS}
        connection.execute(tables.till.insert().values(**row, **held, token_at="2026-11-21T00:00:00Z"))


def lay_out(script: Path, folder: Path) -> None:
    """A till's folder whose till.db is what this SQL makes, under KEY."""
    folder.mkdir(parents=True)
    (folder / "key").write_text(KEY.hex() + "\n", "ascii")
    database = open_database(folder / "till.db", KEY)
    with database.transaction() as tx:
        for statement in script.read_text("utf-8").split(";\n"):
            if statement.strip():
                tx.execute(statement)
    database.close()
