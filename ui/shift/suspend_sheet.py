"""One question before a shift is carried to another till."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from posapp.domain.errors import Refused
from posapp.domain.staff import Staff
from ui.kit.buttons import Button
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.screen import Place
from ui.texts import refusal


class SuspendSheet(Sheet):
    """`suspended` once the shift stands still."""

    suspended = Signal()

    def __init__(self, place: Place) -> None:
        super().__init__(place.theme, place.host, width=480)
        self._from = place
        self._words, self.notice = QLabel(), Notice(place.theme)
        self._words.setWordWrap(True)
        self._words.setProperty("tone", "ink2")
        self.ok = Button(place.theme, icon="log-out", kind="accent", key="Enter", height=52)
        for widget in (self._words, self.notice, self.ok):
            self.body.addWidget(widget)
        self.ok.clicked.connect(lambda: self._suspend())

    def ask(self) -> None:
        """Open it."""
        self.set_title(self.tr("Suspend the shift and carry the drawer along?"))
        self._words.setText(
            self.tr(
                "Take the drawer out and put it into the other till. Sign in there and choose “Resume a suspended "
                "shift”. Sales and cash so far go with it; one Z counts all of it."
            )
        )
        self.ok.set_label(self.tr("Suspend the shift"))
        self.notice.clear()
        self.open(self.ok)

    def _suspend(self, approver: Staff | None = None) -> None:
        place = self._from
        try:
            place.app.suspending.suspend(approver)
        except Refused as no:
            if no.code == "not_permitted" and approver is None:
                self.close_sheet()
                place.second(str(no.facts["act"]), self.tr("Suspend the shift"), self._suspend, 0)
                return
            place.sounds.play("refused")
            if not self.isVisible():
                self.open(self.ok)
            self.notice.say("bad", refusal(no, place.languages.language), 12)
        else:
            self.close_sheet()
            self.suspended.emit()
