"""Receipts that shall go to customers by e-mail: the entry with its seal, and beside it the address that it seals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from posapp.contract.mail_ops import ReceiptMailedOp
from posapp.contract.members import Private, seal_of
from posapp.contract.ops import encode
from posapp.domain.mail import masked_mail
from posapp.storage.database import Database
from posapp.storage.journal import Journal
from posapp.storage.schema import insert_sql

_INSERT: Final = insert_sql("receipt_mail", ("seq", "sale", "salt", "email", "masked"))
_OF: Final = "SELECT salt, email FROM receipt_mail WHERE seq = :seq AND salt <> ''"
_ASKED: Final = "SELECT seq, masked FROM receipt_mail WHERE sale = :sale ORDER BY seq"
_FORGET: Final = "UPDATE receipt_mail SET salt = '', email = '' WHERE seq = ? AND salt <> ''"


@dataclass(frozen=True, slots=True)
class MailAsked:
    """A receipt on its way to an address: `id` is the till's id, a dot and the entry's number; `sent_up`: the hub has
    it."""

    id: str
    masked: str
    sent_up: bool


class ReceiptMails:
    """Those of this till."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal

    def ask(self, sale: str, private: Private, at: str, business_date: str, staff: str) -> MailAsked:
        """Of one more address."""
        masked = masked_mail(private.email)
        with self._database.transaction() as tx:
            seq = self._journal.next_seq(tx)
            body = encode(ReceiptMailedOp(sale, seal_of(private)))
            self._journal.append(tx, "receipt_mailed", body, at, business_date, staff)
            tx.execute(_INSERT, (seq, sale, private.salt, private.email, masked))
        return MailAsked(f"{self._journal.till}.{seq}", masked, sent_up=False)

    def of(self, sale: str) -> tuple[MailAsked, ...]:
        """What was asked for of a sale, the oldest first."""
        acknowledged = self._journal.acknowledged()
        rows = self._database.select(_ASKED, sale=sale)
        return tuple([MailAsked(f"{self._journal.till}.{seq}", masked, seq <= acknowledged) for seq, masked in rows])

    def forget(self, ids: Iterable[str]) -> None:
        """The addresses of these are needed no more: they were written to, or never will be."""
        own = f"{self._journal.till}."
        with self._database.transaction(durable=False) as tx:
            tx.executemany(_FORGET, [(int(id_.removeprefix(own)),) for id_ in ids if id_.startswith(own)])

    def private(self, seqs: Iterable[int]) -> dict[str, Private]:
        """The addresses that these entries seal, by the request's id."""
        found = {seq: self._database.first(_OF, seq=seq) for seq in seqs}
        return {f"{self._journal.till}.{seq}": Private(row[0], "", email=row[1]) for seq, row in found.items() if row}
