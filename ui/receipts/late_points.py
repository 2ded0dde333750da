"""补积分 on the page of receipts: a member is named for the receipt in sight, once, for its points only."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QWidget

from posapp.domain.errors import Refused
from posapp.domain.member import masked, masked_name
from posapp.domain.staff import Staff
from ui.approval import NEEDS_SECOND, amount_of
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.kit.theme import Theme
from ui.screen import Place
from ui.texts import refusal


class LatePointsSheet(Sheet):
    """`said(what was typed)`: whose the points are."""

    said = Signal(str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        self.words, self.ok = QLabel(), Button(theme, kind="accent", key="Enter", height=52)
        self.member, self.notice = Field(theme, icon="user-round", input_method=False), Notice(theme)
        super().__init__(theme, host, width=520)
        self.words.setWordWrap(True)
        self.words.setProperty("tone", "ink2")
        for widget in (self.words, self.member, self.notice, self.ok):
            self.body.addWidget(widget)
        self.member.returnPressed.connect(self._enter)
        self.ok.clicked.connect(self._enter)

    def retranslate(self) -> None:
        super().retranslate()
        self.member.set_name(self.tr("Telephone number, member code or card"))
        self.ok.set_label(self.tr("Give the points"))

    def _enter(self) -> None:
        self.said.emit(self.member.text())


class LatePointsSide(QObject):
    """`given(words)` when they are the member's; the prices stay as they were paid."""

    given = Signal(str)

    def __init__(self, place: Place, parent: QObject) -> None:
        super().__init__(parent)
        self._place, self._receipt = place, ""

    @cached_property
    def sheet(self) -> LatePointsSheet:
        """Whose are they?"""
        sheet = LatePointsSheet(self._place.theme, self._place.host)
        sheet.said.connect(lambda _typed: self._give(None))
        return sheet

    def possible(self, receipt: str) -> bool:
        """Whether this receipt has points that nobody got."""
        return bool(receipt) and self._place.app.late_points.possible(receipt) > 0

    def ask(self, receipt: str) -> None:
        """Open for it."""
        self._receipt = receipt
        self.sheet.member.clear()
        self._show()

    def _show(self) -> None:
        points = self._place.app.late_points.possible(self._receipt)
        words = self.tr("{0} points are there for {1}. Its prices stay as they were paid, and it is done once.")
        self.sheet.set_title(self.tr("Points for an earlier receipt"))
        self.sheet.words.setText(words.format(points, self._receipt))
        self.sheet.notice.clear()
        self.sheet.open(self.sheet.member)

    def _give(self, approver: Staff | None) -> None:
        late = self._place.app.late_points
        try:
            member = late.find(self.sheet.member.text())
            done = late.give(self._receipt, member, approver)
        except Refused as no:
            self._said_no(no)
            return
        self.sheet.close_sheet()
        self._place.sounds.play("good")
        who = f"{masked_name(member.name)} {masked(member.phone)}".strip()
        self.given.emit(self.tr("{0} points for {1} of {2}").format(done.points, who, done.receipt))

    def _said_no(self, no: Refused) -> None:
        self._place.sounds.play("refused")
        if no.code in NEEDS_SECOND and no.facts.get("act") == "late_points":
            self._place.second("late_points", self._receipt, self._give, amount_of(no))
            return
        if not self.sheet.isVisible():
            self._show()
        self.sheet.notice.say("bad", refusal(no, self._place.languages.language), 10)
        self.sheet.member.setFocus()
