"""What was done with online orders at this till: each step with its journal entry, and who collected beside it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import msgspec

from posapp.contract.members import Private, seal_of
from posapp.contract.ops import encode
from posapp.contract.order_ops import OrderStepOp
from posapp.domain.order import OrderStep
from posapp.storage.database import Database
from posapp.storage.journal import Journal
from posapp.storage.schema import insert_sql

_INSERT: Final = insert_sql("order_step", ("seq", "order_id", "step", "salt", "name", "signature"))
_OF: Final = "SELECT step FROM order_step WHERE order_id = :order_id ORDER BY seq"
_PRIVATE: Final = "SELECT salt, name, signature FROM order_step WHERE seq = :seq AND salt <> ''"
_COLLECTED: Final = (
    "SELECT name, signature FROM order_step WHERE order_id = :order_id AND salt <> '' ORDER BY seq DESC LIMIT 1"
)
_TOUCHED: Final = "SELECT DISTINCT order_id FROM order_step WHERE seq > :seq"


class OrderSteps:
    """Those of this till."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal
        self._encode = msgspec.json.Encoder(order="deterministic").encode
        self._decode = msgspec.json.Decoder(OrderStep).decode

    def record(
        self, order: str, step: OrderStep, business_date: str, collector: str = "", signature: str = ""
    ) -> OrderStep:
        """Write the step and its entry; the step with its name."""
        private = Private(secrets.token_hex(16), "", collector, signature=signature) if collector or signature else None
        with self._database.transaction() as tx:
            seq = self._journal.next_seq(tx)
            named = replace(step, till=self._journal.till, seq=seq, signed=bool(signature))
            body = encode(OrderStepOp.of(order, named, seal_of(private) if private else ""))
            self._journal.append(tx, "order_step", body, named.at, business_date, named.staff)
            kept = (private.salt, private.name, private.signature) if private else ("", "", "")
            tx.execute(_INSERT, (seq, order, self._encode(named), *kept))
            tx.touch("orders")
        return named

    def of(self, order: str) -> tuple[OrderStep, ...]:
        """The steps of one order, the oldest first."""
        return tuple(self._decode(row[0]) for row in self._database.select(_OF, order_id=order))

    def touched(self, after: int) -> tuple[str, ...]:
        """Orders with steps after that entry."""
        return tuple(row[0] for row in self._database.select(_TOUCHED, seq=after))

    def collector(self, order: str) -> tuple[str, str]:
        """Name and signature of whoever collected it last, at this till; "" where nobody did."""
        row = self._database.first(_COLLECTED, order_id=order)
        return (row[0], row[1]) if row else ("", "")

    def private(self, seqs: Iterable[int]) -> dict[str, Private]:
        """What these entries seal, by the step's name."""
        found = {seq: self._database.first(_PRIVATE, seq=seq) for seq in seqs}
        return {
            f"{self._journal.till}.{seq}": Private(row[0], "", row[1], signature=row[2])
            for seq, row in found.items()
            if row
        }
