"""The copy of the shop's settings: one row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from posapp.domain.errors import Refused
from posapp.domain.store import Store
from posapp.storage.cursors import move
from posapp.storage.database import Database
from posapp.storage.schema import insert_sql

_PUT: Final = insert_sql("settings", ("store", "body"), conflict="OR REPLACE")
_EMPTY: Final = "DELETE FROM settings"
_LOAD: Final = "SELECT body FROM settings"


class Settings:
    """The shop as the hub last told."""

    def __init__(self, copies: Database) -> None:
        self._copies = copies
        self._decode = msgspec.json.Decoder(Store).decode

    def store(self) -> Store:
        """The shop, or Refused("no_settings") before the first exchange with the hub."""
        row = self._copies.first(_LOAD)
        if row is None:
            raise Refused("no_settings")
        return self._decode(row[0])

    def known(self) -> bool:
        """Whether they are here."""
        return self._copies.first(_LOAD) is not None

    def apply(self, stores: Iterable[Store], cursor: int, epoch: str, as_of: str) -> None:
        """One page of the feed and its cursor, together. A till has one shop: the last row is it."""
        with self._copies.transaction(durable=False) as tx:
            move(tx, "settings", epoch, cursor, as_of)
            for store in stores:
                tx.execute(_EMPTY)
                tx.execute(_PUT, (store.id, msgspec.json.encode(store)))
            tx.touch("settings")
