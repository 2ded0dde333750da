"""Money on balances, as this till took it and gave it back: one transaction writes the number, the row, the journal
entry and the print job. And which of its sales had their points given later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from posapp.contract.ops import TenderOp, encode
from posapp.contract.topup_ops import LatePointsOp, TopUpOp, decode_late_points, decode_topup
from posapp.domain.pricing.values import PricedCart
from posapp.domain.sale import Sale, SaleDraft
from posapp.domain.tender import Settlement, Tender
from posapp.domain.topup import TopUp, number_of, topup_number
from posapp.storage.baskets import Baskets
from posapp.storage.database import Database
from posapp.storage.driver import Row
from posapp.storage.enrolment import Enrolments
from posapp.storage.journal import Journal
from posapp.storage.print_jobs import PrintJobs
from posapp.storage.refunds import Refunds
from posapp.storage.schema import insert_sql, select_sql

_COLUMNS: Final = (
    *("seq", "business_date", "number", "receipt", "shift", "at", "staff", "purse", "account"),
    *("principal", "bonus", "handed", "back", "change", "rounding", "asked"),
)
_INSERT: Final = insert_sql("topup", _COLUMNS)
_LAST: Final = "SELECT coalesce(max(number), 0) FROM topup WHERE business_date = ?"
_BY_NUMBER: Final = (
    "SELECT seq, at, business_date, staff, receipt FROM topup WHERE business_date = :date AND number = :n"
)
_OF_SHIFT: Final = "SELECT seq FROM topup WHERE shift = :shift ORDER BY seq"
_OF_DAY: Final = "SELECT receipt FROM topup WHERE business_date = :date ORDER BY seq DESC LIMIT :most"
_ALONE: Final = (
    "SELECT coalesce(sum(principal), 0) FROM topup WHERE account = :account AND business_date = :date"
    " AND asked = 0 AND principal > 0"
)
_UNHEARD: Final = (
    "SELECT coalesce(sum(principal + bonus), 0), coalesce(sum(bonus), 0) FROM topup"
    " WHERE account = :account AND seq > :heard"
)
_BACK: Final = "SELECT seq FROM topup WHERE account = :account AND principal < 0 ORDER BY seq"
_LATE: Final = insert_sql("late_points", ("seq", "sale", "member", "points"))
_LATE_OF: Final = select_sql("late_points", ("seq",), "WHERE sale = :sale")


class TopUps:
    """Those of this till."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        enrolments: Enrolments,
        baskets: Baskets,
        print_jobs: PrintJobs,
        refunds: Refunds,
    ) -> None:
        self._database, self._journal, self._enrolments = database, journal, enrolments
        self._baskets, self._print_jobs, self._refunds = baskets, print_jobs, refunds

    def complete(self, draft: SaleDraft, release: Tender | None = None, reason: str = "", of: str = "") -> Sale:
        """Commit a paid one, or one that gives money back (as `of` was paid), which `release` was asked for: the hub's
        reservation and what released it. When this returns it is safe on disk."""
        topup = draft.topup
        if topup is None or not draft.settlement.complete:
            raise ValueError("what is committed here is a top-up that is paid")
        with self._database.transaction() as tx:
            self._journal.must_be_current()
            seq, here = self._journal.next_seq(tx), self._enrolments.required()
            number = tx.execute(_LAST, (draft.business_date,)).fetchall()[0][0] + 1
            name = topup_number(here.store, here.register, draft.business_date, number)
            paid = _paper(f"{here.till}.{seq}", name, draft, topup)
            op = _op(paid, topup, release, reason, of)
            self._journal.append(tx, "topup", encode(op), paid.at, paid.business_date, paid.staff)
            tx.execute(_INSERT, _row(seq, number, paid, topup))
            self._refunds.begin_in(tx, paid)
            self._print_jobs.add(tx, "topup", name, paid.at)
            if release is None:
                self._baskets.remove(tx)
            tx.touch("sales")
        return paid

    # ------------------------------------------------------------ reading

    def by_number(self, receipt: str) -> Sale | None:
        """The one with this printed number, as its entry tells it."""
        named = number_of(receipt)
        row = self._database.first(_BY_NUMBER, date=named[0], n=named[1]) if named is not None else None
        return self._read(row[:4]) if row is not None and row[4] == receipt.strip().upper() else None

    def newest(self, business_date: str, most: int) -> list[Sale]:
        """At most so many of one business date, the newest first."""
        rows = self._database.select(_OF_DAY, date=business_date, most=most)
        return [found for row in rows if (found := self.by_number(row[0])) is not None]

    def taken_in(self, shift: str) -> dict[str, int]:
        """By tender type what a shift took for them, cash less the change."""
        found: dict[str, int] = {}
        for (seq,) in self._database.select(_OF_SHIFT, shift=shift):
            op = self._told(seq)
            for tender in op.tenders:
                found[tender.type] = found.get(tender.type, 0) + tender.amount
            found["cash"] = found.get("cash", 0) - op.change
        return found

    def alone(self, account: str, business_date: str) -> int:
        """What was put onto it that day without the hub's word."""
        return int(self._database.few(_ALONE, account=account, date=business_date)[0][0])

    def unheard(self, account: str) -> int:
        """What this till moved on it that the hub has not acknowledged: the balance that it signed lacks that."""
        return self.unheard_parts(account)[0]

    def unheard_parts(self, account: str) -> tuple[int, int]:
        """The same, and how much of it is bonus."""
        ((units, bonus),) = self._database.few(_UNHEARD, account=account, heard=self._journal.acknowledged())
        return int(units), int(bonus)

    def gone_back(self, account: str, receipt: str) -> int:
        """How much principal has gone back as this top-up was paid."""
        told = (self._told(seq) for (seq,) in self._database.select(_BACK, account=account))
        return -sum(op.principal for op in told if op.of == receipt)

    def _read(self, row: Row) -> Sale:
        seq, at, business_date, staff = row
        return as_paid(self._told(seq), at, business_date, staff)

    def _told(self, seq: int) -> TopUpOp:
        return decode_topup(self._journal.entries_after(seq - 1, 1)[0].body)

    # ------------------------------------------------------------ points for an earlier receipt

    def give_late(self, op: LatePointsOp, at: str, business_date: str, staff: str) -> None:
        """Once a sale; a second one fails whole."""
        with self._database.transaction() as tx:
            entry = self._journal.append(tx, "late_points", encode(op), at, business_date, staff)
            tx.execute(_LATE, (entry.seq, op.of, op.member, op.points))
            tx.touch("members")
            tx.touch("sales")

    def late(self, sale: str) -> LatePointsOp | None:
        """What was given later for the sale of this id."""
        row = self._database.first(_LATE_OF, sale=sale)
        return decode_late_points(self._journal.entries_after(row[0] - 1, 1)[0].body) if row is not None else None


def as_paid(op: TopUpOp, at: str, business_date: str, staff: str) -> Sale:
    """What an entry tells of, as a paper."""
    topup = TopUp(op.purse, op.account, op.principal, op.bonus, op.asked, op.balance, op.of_it, op.approver)  # type: ignore[arg-type]
    attempts = op.attempts or ("",) * len(op.tenders)
    tenders = tuple(
        Tender(n, t.type, t.amount, t.reference, attempt)  # type: ignore[arg-type]
        for n, (t, attempt) in enumerate(zip(op.tenders, attempts, strict=True), 1)
    )
    due = op.principal + op.rounding
    settlement = Settlement(op.principal, op.rounding, due, due + op.change, op.change, 0, 0, True)
    priced = PricedCart(total=op.principal)
    return Sale(
        *(op.id, op.number, op.shift, staff, business_date, at, op.currency, priced, tenders, settlement), topup=topup
    )


def _paper(id_: str, name: str, draft: SaleDraft, topup: TopUp) -> Sale:
    return Sale(
        *(id_, name, draft.shift, draft.staff, draft.business_date, draft.at, draft.currency, draft.priced),
        *(draft.tenders, draft.settlement),
        topup=topup,
    )


def _op(paid: Sale, topup: TopUp, release: Tender | None, reason: str, of: str) -> TopUpOp:
    attempts: Sequence[str] = [t.attempt for t in paid.tenders]
    told = TopUpOp(
        paid.id,
        paid.receipt,
        paid.shift,
        topup.purse,
        topup.account,
        topup.principal,
        topup.bonus,
        tuple(TenderOp(t.type, t.amount, t.reference) for t in paid.tenders),
        tuple(attempts) if any(attempts) else (),
        paid.settlement.rounding,
        paid.settlement.change,
        paid.currency,
        topup.asked,
        topup.balance,
        topup.of_it,
        topup.approver,
        reason,
    )
    if release is None:
        return told
    return msgspec.structs.replace(told, reserved=release.reserved, proof=release.proof, name=release.named, of=of)


def _row(seq: int, number: int, paid: Sale, topup: TopUp) -> Row:
    cash = [t.amount for t in paid.tenders if t.type == "cash"]
    handed, back = sum(a for a in cash if a > 0), -sum(a for a in cash if a < 0)
    head = (seq, paid.business_date, number, paid.receipt, paid.shift, paid.at, paid.staff, topup.purse, topup.account)
    settled = (handed, back, paid.settlement.change, paid.settlement.rounding, int(topup.asked))
    return (*head, topup.principal, topup.bonus, *settled)
