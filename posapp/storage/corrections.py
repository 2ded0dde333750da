"""Tenders of completed sales that were corrected, and what a shift took by tender."""

from __future__ import annotations

from typing import Final

from posapp.domain.sale import Sale
from posapp.domain.tender import TenderType
from posapp.storage.database import Database, Transaction
from posapp.storage.schema import insert_sql

_COLUMNS: Final = ("seq", "sale", "tender", "shift", "was", "type", "amount", "reference")
_INSERT: Final = insert_sql("tender_correction", _COLUMNS)
_OF_SALE: Final = "SELECT tender, type, reference FROM tender_correction WHERE sale = :sale ORDER BY seq"
_TAKEN: Final = (
    "SELECT type, sum(amount) FROM (SELECT t.type, t.amount FROM sale s JOIN tender t ON t.sale = s.seq"
    " WHERE s.shift = :shift"
    " UNION ALL SELECT 'cash', -change FROM sale WHERE shift = :shift AND change"
    " UNION ALL SELECT was, -amount FROM tender_correction WHERE shift = :shift"
    " UNION ALL SELECT type, amount FROM tender_correction WHERE shift = :shift"
    " UNION ALL SELECT type, -amount FROM refund_payout WHERE shift = :shift"
    " UNION ALL SELECT r.wallet, p.amount FROM refund_payout p JOIN wallet_refund r ON r.seq = p.refund"
    " WHERE p.shift = :shift) GROUP BY type ORDER BY type"
)


class Corrections:
    """Of this till's sales; the sale's own rows stay as they were committed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note_in(self, tx: Transaction, seq: int, sale: Sale, tender: int, now: tuple[str, str, int, str]) -> None:
        """One more, in the transaction of its journal entry; `now`: what it was, what it is, amount, reference."""
        tx.execute(_INSERT, (seq, _number(sale), tender, sale.shift, *now))
        tx.touch("sales")

    def of(self, sale: Sale) -> dict[int, tuple[TenderType, str]]:
        """What each corrected tender really was, and its reference; the last word counts."""
        return {row[0]: (row[1], row[2]) for row in self._database.select(_OF_SALE, sale=_number(sale))}

    def taken_in(self, shift: str) -> dict[str, int]:
        """By tender type what the shift took, cash less the change, corrections counted; a refund paid out in place
        of a wallet went out of that tender and stayed in the wallet's."""
        return {kind: int(amount) for kind, amount in self._database.select(_TAKEN, shift=shift)}


def _number(sale: Sale) -> int:
    return int(sale.id.rpartition(".")[2])
