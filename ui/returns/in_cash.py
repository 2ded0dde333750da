"""Money that goes back in cash although it was not paid so: why, before somebody who may allows it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from posapp.domain.errors import Refused
from posapp.domain.staff import Staff
from ui.chip_row import ReasonChips
from ui.kit.theme import Theme
from ui.kit.words_sheet import WordsSheet
from ui.screen import Place


class WhyInCash(WordsSheet):
    """The usual reasons, or another."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, needed=True)
        self.reasons = ReasonChips(theme, self.field)
        self.body.insertWidget(1, self.reasons)

    def ask_why(self) -> None:
        """Open; the first of the usual ones is proposed."""
        usual = (self.tr("Wallet or card closed"), self.tr("Somebody else had paid"), self.tr("Customer wants cash"))
        self.reasons.set_reasons(*usual)
        words = self.tr("It was not paid in cash. The reason stands on the return, and somebody must allow it.")
        self.ask(self.tr("Why in cash?"), words, self.tr("Reason"), self.tr("Go on"))
        self.reasons.choose(0)
        self.field.setText(usual[0])
        self.field.selectAll()


class InCash(QObject):
    """Asks once for the goods that are chosen."""

    def __init__(self, place: Place, second: Callable[[Refused, str, Callable[[Staff], None]], None], parent: QObject):
        super().__init__(parent)
        self._place, self._second = place, second
        self.reason = ""
        self._then: Callable[[], None] = lambda: None

    @cached_property
    def sheet(self) -> WhyInCash:
        """Made when somebody asks for it."""
        sheet = WhyInCash(self._place.theme, self._place.host)
        sheet.entered.connect(self._said)
        return sheet

    def forget(self) -> None:
        """Other goods, or another way."""
        self.reason = ""

    def ask(self, then: Callable[[], None]) -> None:
        """Why; `then` goes on."""
        self._then = then
        self.sheet.ask_why()

    def _said(self, reason: str) -> None:
        self.reason = reason.strip()
        self._then()

    def give(self, then: Callable[[], None], approver: Staff | None = None) -> None:
        """What lies in the basket goes back so."""
        try:
            self._place.app.returns.refund_by("cash", self.reason, approver)
        except Refused as no:
            self._second(no, "cash_refund", lambda who: self.give(then, who))
            return
        then()
