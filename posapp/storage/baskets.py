"""The unfinished basket on the counter: one row, gone with the sale that is made of it."""

from __future__ import annotations

from typing import Final

import msgspec

from posapp.domain.basket import Basket
from posapp.storage.database import Database, Transaction
from posapp.storage.schema import insert_sql

_SAVE: Final = insert_sql("basket", ("id", "body"), conflict="OR REPLACE")
_REMOVE: Final = "DELETE FROM basket"
_LOAD: Final = "SELECT body FROM basket"


class Baskets:
    """The basket as the next start finds it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._encode = msgspec.json.Encoder().encode
        self._decode = msgspec.json.Decoder(Basket).decode

    def save(self, on_counter: Basket) -> None:
        """Keep the basket. It survives a kill at once; once money was taken for it, a power cut too."""
        with self._database.transaction(durable=bool(on_counter.tenders)) as tx:
            self.save_in(tx, on_counter)

    def save_in(self, tx: Transaction, on_counter: Basket) -> None:
        """Keep it inside another fact's transaction."""
        tx.execute(_SAVE, (1, self._encode(on_counter)))
        tx.touch("basket")

    def load(self) -> Basket | None:
        """The basket that was on the counter, or None."""
        row = self._database.first(_LOAD)
        return self._decode(row[0]) if row else None

    def clear(self) -> None:
        """Nothing is on the counter."""
        with self._database.transaction(durable=False) as tx:
            self.remove(tx)

    def remove(self, tx: Transaction) -> None:
        """Take it away inside another fact's transaction."""
        tx.execute(_REMOVE)
        tx.touch("basket")
