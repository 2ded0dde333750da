"""The queue of the printer, on disk: a receipt waits here until it came out, whatever happens to the till meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from posapp.storage.database import Database, Transaction
from posapp.storage.schema import select_sql

JobKind = Literal[
    "receipt",
    "receipt_copy",
    "gift_receipt",
    "drawer",
    "labels",
    "label",
    "refund",
    "cash",
    "x",
    "z",
    "z_copy",
    "report",
    "order",
    "came_back",
    "topup",
    "topup_copy",
    "test",
]

KEPT: Final = 500
"""So many jobs are remembered after they came out: enough for a busy day, and the queue never grows for ever."""

_ADD: Final = "INSERT INTO print_job (kind, document, at, copies) VALUES (?, ?, ?, ?)"
_PRINTED: Final = "UPDATE print_job SET printed_at = ?, tries = tries + 1, failure = NULL WHERE id = ?"
_FORGET: Final = "DELETE FROM print_job WHERE id <= ? AND printed_at IS NOT NULL"
_FAILED: Final = "UPDATE print_job SET tries = tries + 1, failure = ? WHERE id = ?"
_DROP: Final = "DELETE FROM print_job WHERE id = ? AND printed_at IS NULL"
_DROP_ALL: Final = "DELETE FROM print_job WHERE kind = ? AND printed_at IS NULL"
_COUNT: Final = "SELECT count(*) FROM print_job WHERE printed_at IS NULL AND kind = :kind"
_COLUMNS: Final = ("id", "kind", "document", "at", "copies", "tries", "printed_at", "failure")
_WAITING: Final = select_sql("print_job", _COLUMNS, "WHERE printed_at IS NULL ORDER BY id")
_LAST_OF: Final = select_sql(
    "print_job", _COLUMNS, "WHERE kind = :kind AND document = :document ORDER BY id DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class PrintJob:
    """`document` is the receipt number (of labels for goods that came back the return's), for a label the product's,
    for a Z its name, for an X and an order's papers what it says ("" for the others); times are UTC texts; `failure`:
    why the last try failed."""

    id: int
    kind: JobKind
    document: str
    at: str
    copies: int
    tries: int
    printed_at: str | None
    failure: str | None


class PrintJobs:
    """What is to be printed, in order."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, tx: Transaction, kind: JobKind, document: str, at: str, copies: int = 1) -> None:
        """Queue a document inside the transaction of the fact it tells of."""
        tx.execute(_ADD, (kind, document, at, copies))
        tx.touch("print_jobs")

    def queue(self, kind: JobKind, document: str, at: str, copies: int = 1) -> None:
        """Queue a document that is no fact of its own."""
        with self._database.transaction(durable=False) as tx:
            self.add(tx, kind, document, at, copies)

    def queue_all(self, kind: JobKind, documents: Iterable[str], at: str) -> None:
        """Queue several, or none of them."""
        with self._database.transaction(durable=False) as tx:
            for document in documents:
                self.add(tx, kind, document, at)

    def count(self, kind: JobKind) -> int:
        """How many of a kind wait."""
        row = self._database.first(_COUNT, kind=kind)
        return row[0] if row else 0

    def drop_all(self, kind: JobKind) -> None:
        """Take all of a kind that wait out of the queue; one that has begun ends by itself."""
        self._write(_DROP_ALL, kind)

    def waiting(self) -> list[PrintJob]:
        """What has not come out yet, oldest first."""
        return [PrintJob(*row) for row in self._database.select(_WAITING)]

    def last_of(self, kind: JobKind, document: str) -> PrintJob | None:
        """The newest job of a document: whether a receipt printed."""
        row = self._database.first(_LAST_OF, kind=kind, document=document)
        return PrintJob(*row) if row else None

    def printed(self, job: int, at: str) -> None:
        """It came out; what came out long before is forgotten. What still waits stays, however old."""
        with self._database.transaction(durable=False) as tx:
            tx.execute(_PRINTED, (at, job))
            tx.execute(_FORGET, (job - KEPT,))
            tx.touch("print_jobs")

    def failed(self, job: int, reason: str) -> None:
        """It did not; it stays in the queue."""
        self._write(_FAILED, reason, job)

    def drop(self, job: int) -> None:
        """Take a document that waits out of the queue."""
        self._write(_DROP, job)

    def drop_in(self, tx: Transaction, job: int) -> None:
        """The same inside the transaction of the fact that tells of it."""
        tx.execute(_DROP, (job,))
        tx.touch("print_jobs")

    def _write(self, sql: str, *values: str | int) -> None:
        with self._database.transaction(durable=False) as tx:
            tx.execute(sql, values)
            tx.touch("print_jobs")
