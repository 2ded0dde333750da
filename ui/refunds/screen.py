"""Refunds to wallets: how each stands, how old it is, of which receipt; what is owed is paid out from here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from posapp.domain.errors import Refused
from posapp.domain.staff import Staff
from ui.approval import Approval
from ui.kit.buttons import Button
from ui.kit.result_list import Result, ResultList
from ui.kit.sheet import ConfirmSheet
from ui.kit.status import Notice
from ui.kit.tokens import State
from ui.narrow import FittingScreen
from ui.payment.decide_sheet import DecideSheet
from ui.refunds.model import PayOut, RefundRow, RefundsModel, Stands
from ui.refunds.pay_out_sheet import PayOutSheet
from ui.screen import Place
from ui.texts import refusal

HOUR, DAY = 60, 24 * 60
STATES: dict[Stands, State] = {
    "owed": "bad",
    "late": "bad",
    "twice": "bad",
    "asked": "warn",
    "accepted": "neutral",
    "arrived": "good",
    "failed": "neutral",
    "too_old": "neutral",
    "paid_out": "good",
}


SHEETS: Final = {"sheet", "decision"}
"""In which somebody types; made when they are needed first."""


class RefundsScreen(FittingScreen):
    """One list; Enter or a tap does what is to be done about a row."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._place = place
        self._rows: list[RefundRow] = []
        self._row: RefundRow | None = None
        self._again: Callable[[Staff], None] | None = None
        self.model = RefundsModel(place, self)
        self.title, self.hint = QLabel(), QLabel()
        self.title.setProperty("type", "panel")
        self.hint.setProperty("tone", "ink2")
        self.hint.setWordWrap(True)
        self.list, self.notice = ResultList(place.theme, row_height=60), Notice(place.theme)
        self.back = Button(place.theme, icon="undo-2")
        self.decide = Button(place.theme, icon="pencil-line")
        self.to_decide = self.on_key("Alt+7", self._ask_decision)
        self.leave = self.on_key("Esc", lambda: place.go("receipts"))
        self.back.follow(self.leave)
        self.decide.follow(self.to_decide)
        head, words, column = QHBoxLayout(), QVBoxLayout(), QVBoxLayout(self)
        for layout in (head, words):
            place.theme.space(layout, (0, 0, 0, 0), 10)
        place.theme.space(column, (24, 10, 18, 16), 10)
        words.addWidget(self.title)
        words.addWidget(self.hint)
        head.addLayout(words, 1)
        head.addWidget(self.decide)
        head.addWidget(self.back)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.notice)
        column.addStretch(0)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.model.listed.connect(self._show)
        self.model.asked.connect(self._asked)
        self.model.paid_out.connect(self._paid_out)
        self.model.decided.connect(self._decided)
        self.model.refused.connect(self._refused)
        self.list.chosen.connect(self._chosen)
        self._place.bridge.changed.connect(self._changed)

    @cached_property
    def sheet(self) -> PayOutSheet:
        """How does the customer have it instead?"""
        sheet = PayOutSheet(self._place.theme, self._place.host)
        sheet.said.connect(self._pay_out)
        return sheet

    @cached_property
    def decision(self) -> DecideSheet:
        """What does the wallet's bill say?"""
        sheet = DecideSheet(self._place.theme, self._place.host)
        sheet.decided.connect(self._decide)
        return sheet

    @cached_property
    def question(self) -> ConfirmSheet:
        """Is what was paid late to go back?"""
        sheet = ConfirmSheet(self._place.theme, self._place.host)
        sheet.confirmed.connect(self._give_back)
        return sheet

    @cached_property
    def approval(self) -> Approval:
        """A second person's PIN."""
        return Approval(self._place)

    def retranslate(self) -> None:
        self.leave.setText(self.tr("Back to the receipts"))
        self.to_decide.setText(self.tr("Decide"))
        self._show(self._rows)
        if self._rows:
            self.model.reload()

    def more_keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", self.tr("Ask again, give back or pay out")),)

    def opened(self) -> None:
        self.notice.clear()
        self.model.reload()
        self.list.setFocus()

    def scanned(self, code: str) -> None:
        self._place.sell(code)

    def _changed(self, topic: str) -> None:
        if topic == "refunds" and self.isVisible():
            self.model.reload()

    # -- the list -------------------------------------------------------------------------------------------------

    def _show(self, rows: list[RefundRow]) -> None:
        current = self.list.current
        self._rows = rows
        todo = sum(row.stands in ("owed", "late") for row in rows)
        self.title.setText(self.tr("Refunds to wallets: %n to settle", "", todo))
        self.hint.setText(self._hint())
        self.list.set_results([self._result(row) for row in rows], min(max(current, 0), len(rows) - 1))
        self.list.setVisible(bool(rows))
        self.to_decide.setVisible(any(row.unanswered for row in rows))

    def _hint(self) -> str:
        if not self._rows:
            return self.tr("No refund to a wallet was asked for at this till.")
        words = self.tr("Enter or a tap: ask the wallet again, give back what was paid late, pay out what is owed.")
        if any(row.unanswered for row in self._rows):
            words += " " + self.tr("Where it never answers, decide by its bill.")
        return words

    def _result(self, row: RefundRow) -> Result:
        detail = " · ".join(words for words in (row.receipt, row.at, self._age(row.minutes), self._why(row)) if words)
        tint = 5 if row.stands in ("owed", "late", "twice") else 3
        return Result(
            row.id, row.wallet, detail, row.amount, self._state(row), STATES[row.stands], icon="undo-2", tint=tint
        )

    def _why(self, row: RefundRow) -> str:
        return "" if row.stands in ("accepted", "arrived") else row.why

    def _state(self, row: RefundRow) -> str:
        paid_out = {"cash": self.tr("cash"), "card": self.tr("card"), "wallet_outside": self.tr("wallet, outside")}
        words: dict[Stands, str] = {
            "owed": self.tr("failed: pay it out"),
            "late": self.tr("paid late: give it back"),
            "twice": self.tr("given twice: tell head office"),
            "asked": self.tr("asked, no answer yet"),
            "accepted": self.tr("accepted, on its way"),
            "arrived": self.tr("arrived"),
            "failed": self.tr("failed, settled at the counter"),
            "too_old": self.tr("too old, settled at the counter"),
            "paid_out": self.tr("paid out: {0}").format(paid_out.get(row.paid_out, row.paid_out)),
        }
        return words[row.stands]

    def _age(self, minutes: int) -> str:
        if minutes < HOUR:
            return self.tr("{0} min").format(minutes)
        hours = minutes // HOUR
        return self.tr("{0} h").format(hours) if minutes < DAY else self.tr("{0} d").format(hours // 24)

    # -- acts -----------------------------------------------------------------------------------------------------

    def _chosen(self, number: int) -> None:
        if not 0 <= number < len(self._rows):
            return
        self._row = row = self._rows[number]
        self._again = None
        if row.stands == "owed":
            self.sheet.ask(row)
        elif row.stands == "late":
            title = self.tr("Give {0} back to {1}?").format(row.amount, row.wallet)
            words = self.tr("It was paid after somebody had said that it was not. The customer is owed it.")
            self.question.ask(title, words, yes=self.tr("Give back"), no=self.tr("Keep"))
        elif row.stands in ("asked", "accepted"):
            self.notice.say("neutral", self.tr("{0} is being asked").format(row.wallet), 13)
            self.model.ask(row)
        else:
            self.notice.say("neutral", self.tr("Nothing is to be done about this one."), 4)

    def _give_back(self, approver: Staff | None = None) -> None:
        if self._row is not None:
            self._again = self._give_back
            self.model.give_back(self._row, approver)

    def _pay_out(self, said: PayOut, approver: Staff | None = None) -> None:
        if self._row is not None:
            self._again = lambda person: self._pay_out(said, person)
            self.model.pay_out(self._row, said, approver)

    def _ask_decision(self) -> None:
        """Of the row chosen, or else of the first that nobody answers for."""
        here = self._rows[self.list.current : self.list.current + 1] if self.list.current >= 0 else []
        self._row = next((row for row in (*here, *self._rows) if row.unanswered), None)
        if self._row is not None:
            self.list.set_current(self._rows.index(self._row))
            self.decision.ask_refund(self._row.amount, self._row.wallet)

    def _decide(self, given: bool, reference: str, reason: str, approver: Staff | None = None) -> None:
        if self._row is not None:
            self._again = lambda person: self._decide(given, reference, reason, person)
            self.model.decide(self._row, given, (reference, reason), approver)

    def _decided(self, row: RefundRow) -> None:
        self.decision.close_sheet()
        self._place.sounds.play("good")
        self._asked(row)
        self.model.reload()

    def _asked(self, row: RefundRow) -> None:
        state: State = "bad" if row.stands in ("owed", "failed", "too_old") else STATES[row.stands]
        self.notice.say(state, f"{row.wallet} {row.amount}: {self._state(row)}", 8)

    def _paid_out(self, amount: str) -> None:
        self.sheet.close_sheet()
        self._place.sounds.play("good")
        self.notice.say("good", self.tr("{0} is paid out; a slip is printing").format(amount), 8)

    def _refused(self, no: Refused) -> None:
        again = self._again
        if no.code in ("not_permitted", "amount_beyond") and again is not None:
            words = f"{self._row.wallet} {self._row.amount}" if self._row is not None else ""
            self._close_sheets()
            self.approval.ask_for(str(no.facts.get("act", "withdraw_tender")), words, again)
            return
        self._place.sounds.play("refused")
        words = refusal(no, self._place.languages.language)
        for name in SHEETS & self.__dict__.keys():
            sheet: PayOutSheet | DecideSheet = getattr(self, name)
            if sheet.isVisible():
                sheet.wrong(words)
                return
        self.notice.say("bad", words, 8)

    def _close_sheets(self) -> None:
        for name in SHEETS & self.__dict__.keys():
            getattr(self, name).close_sheet()
