"""Refunds to wallets and wallets that were paid late, as ready words; asked on, or paid out in another way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

from PySide6.QtCore import QObject, Signal

from posapp.domain.attempt import Attempt
from posapp.domain.errors import Refused
from posapp.domain.payment_code import provider_name
from posapp.domain.refund import GIVEN_LATE, WHY_REFUND, Refund, RefundAnswer
from posapp.domain.staff import Staff
from posapp.domain.tender import TenderType
from posapp.domain.times import from_text
from posapp.usecases.refunds import next_question
from ui.screen import Place
from ui.texts import date_clock_text, money

MOST: Final = 200
Stands = Literal["owed", "late", "twice", "asked", "accepted", "arrived", "failed", "too_old", "paid_out"]
ORDER: Final[tuple[Stands, ...]] = (
    *("owed", "late", "twice", "asked", "accepted", "failed", "too_old", "paid_out", "arrived"),
)
"""What somebody has to do comes first."""


@dataclass(frozen=True, slots=True)
class RefundRow:
    """One refund, or (`late`) a payment that came after a person had said that it was not paid. `of`: that payment;
    `units`: minor units; `why` in words."""

    id: str
    of: str
    stands: Stands
    wallet: str
    amount: str
    units: int
    receipt: str
    at: str
    minutes: int
    why: str
    paid_out: str = ""
    unanswered: bool = False
    """A person may decide what became of it."""


@dataclass(frozen=True, slots=True)
class PayOut:
    """What the person says about one that is owed."""

    by: TenderType
    reference: str
    reason: str


class RefundsModel(QObject):
    """The list is read on the worker; wallets are asked on a thread of their own."""

    listed = Signal(list)
    asked = Signal(object)
    """The refund after a wallet's answer."""
    paid_out = Signal(str)
    decided = Signal(object)
    """The refund after a person's word."""
    refused = Signal(object)

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._asking = False
        self._next: list[Refund] = []

    def reload(self) -> None:
        """Read the list again."""
        self._place.tasks.run(self._read, self.listed.emit, self._said_no)

    def _read(self) -> list[RefundRow]:
        app = self._place.app
        rows = [self._row(refund) for refund in app.till.refunds.newest(MOST)]
        rows += [self._late(attempt) for attempt in app.payouts.late()]
        return sorted(rows, key=lambda row: (ORDER.index(row.stands), row.minutes))

    def _row(self, refund: Refund) -> RefundRow:
        language = self._place.languages.language
        zh, en = WHY_REFUND.get(refund.why, (refund.why, refund.why))
        who = provider_name(refund.wallet, language)
        return RefundRow(
            id=refund.id,
            of=refund.of,
            stands=_stands(refund),
            wallet=provider_name(refund.wallet, language, begins=True),
            amount=self._money(refund.amount),
            units=refund.amount,
            receipt=self._place.app.till.refunds.receipt_of(refund.of),
            at=self._at(refund.at),
            minutes=self._age(refund.at),
            why=(zh if language == "zh" else en).replace("{who}", who),
            paid_out=refund.paid_out,
            unanswered=refund.unanswered,
        )

    def _late(self, attempt: Attempt) -> RefundRow:
        return RefundRow(
            id=attempt.id,
            of=attempt.id,
            stands="late",
            wallet=provider_name(attempt.provider, self._place.languages.language, begins=True),
            amount=self._money(attempt.has),
            units=attempt.has,
            receipt="",
            at=self._at(attempt.at),
            minutes=self._age(attempt.at),
            why=" · ".join([attempt.reference, *([f"≠ {self._money(attempt.amount)}"] if attempt.taken else [])]),
        )

    def _money(self, units: int) -> str:
        return money(units, self._place.app.desk.store.currency)

    def _at(self, at: str) -> str:
        return date_clock_text(at, self._place.app.desk.store.timezone)

    def _age(self, at: str) -> int:
        return max(0, int((self._place.app.clock.now() - from_text(at)).total_seconds() // 60))

    # -- acts -----------------------------------------------------------------------------------------------------

    def ask(self, row: RefundRow) -> None:
        """What became of it? What was not accepted yet is asked for again, which gives nothing back twice."""
        refund = self._place.app.till.refunds.by_id(row.id)
        if refund is not None and refund.going:
            self._ask(refund)

    def give_back(self, row: RefundRow, approver: Staff | None = None) -> None:
        """What was paid late goes back to the wallet."""
        refunds = self._place.app.refunds
        self._place.tasks.run(lambda: refunds.begin(row.of, row.units, "", approver), self._ask, self._said_no)

    def pay_out(self, row: RefundRow, said: PayOut, approver: Staff | None = None) -> None:
        """The customer has it in another way."""
        payouts = self._place.app.payouts
        self._place.tasks.run(
            lambda: payouts.pay_out(row.id, said.by, said.reference, said.reason, approver),
            lambda _refund: self.paid_out.emit(row.amount),
            self._said_no,
        )

    def decide(self, row: RefundRow, given: bool, said: tuple[str, str], approver: Staff | None = None) -> None:
        """A person's word in the wallet's place; `said`: the number on the bill, and why."""
        refunds = self._place.app.refunds
        self._place.tasks.run(
            lambda: refunds.decide(row.id, given, *said, approver),
            lambda now: self.decided.emit(self._row(now)),
            self._said_no,
        )

    def _ask(self, refund: Refund) -> None:
        """One after the other: what was written down to be given back is asked for, whoever is being asked just now."""
        if self._asking:
            self._next.append(refund)
            return
        self._asking = True
        ask = partial(self._place.controls.ask_refund, next_question(refund), refund)
        self._place.tasks.ask(ask, partial(self._answered, refund), lambda no: self._answered(refund, _SILENT))

    def _answered(self, refund: Refund, answer: RefundAnswer) -> None:
        heard = partial(self._place.app.refunds.heard, refund.id, answer)
        self._place.tasks.run(heard, self._heard, self._not_heard)

    def _heard(self, now: Refund) -> None:
        self.asked.emit(self._row(now))
        self.reload()
        self._free()

    def _not_heard(self, no: Refused) -> None:
        self._said_no(no)
        self._free()

    def _free(self) -> None:
        self._asking = False
        if self._next:
            self._ask(self._next.pop(0))

    def _said_no(self, no: Refused) -> None:
        self.refused.emit(no)


def _stands(refund: Refund) -> Stands:
    if refund.why == GIVEN_LATE:
        return "twice"
    if refund.paid_out:
        return "paid_out"
    return "owed" if refund.owed else refund.state


_SILENT: Final = RefundAnswer("silent")
