"""Which labels of the shelf were replaced, so that the list of the others is short."""

from __future__ import annotations

from typing import Final

from posapp.storage.database import Database, Transaction
from posapp.storage.schema import insert_sql

_PUT: Final = insert_sql("shelf_label", ("sku", "since"), conflict="OR REPLACE")
_FORGET: Final = "DELETE FROM shelf_label WHERE since < ?"
_DONE: Final = "SELECT sku, since FROM shelf_label WHERE since >= :start"


class ShelfLabels:
    """By product and the moment of its new price."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, tx: Transaction, sku: str, since: str, start: str) -> None:
        """It was replaced; what is before `start` no list asks for any more."""
        tx.execute(_PUT, (sku, since))
        tx.execute(_FORGET, (start,))
        tx.touch("shelf_labels")

    def done(self, start: str) -> frozenset[tuple[str, str]]:
        """(product, moment of its price) from that moment on."""
        return frozenset((sku, since) for sku, since in self._database.select(_DONE, start=start))
