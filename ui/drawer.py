"""Opening the drawer without a sale: never without a reason, and by a person who may."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from posapp.domain.errors import Refused
from posapp.domain.staff import Staff
from ui.approval import NEEDS_SECOND, Approval
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.sheet import Sheet
from ui.kit.theme import Theme
from ui.screen import Place
from ui.texts import refusal


class DrawerSheet(Sheet):
    """Usual reasons as keys, another one as text; asks for a manager's PIN where the person may not alone."""

    opened = Signal()
    refused = Signal(str)

    def __init__(self, place: Place) -> None:
        super().__init__(place.theme, place.host, width=420)
        self._from = place
        self._usual = [self._reason_key(place.theme) for _ in range(3)]
        self.field = Field(place.theme)
        self.ok = Button(place.theme, kind="accent", key="Enter", height=52)
        keys = QVBoxLayout()
        place.theme.space(keys, (0, 0, 0, 0), 8)
        for key in self._usual:
            keys.addWidget(key)
        self.body.addLayout(keys)
        self.body.addWidget(self.field)
        self.body.addWidget(self.ok)
        self.approval = Approval(place)
        self.field.returnPressed.connect(self._typed)
        self.ok.clicked.connect(self._typed)

    def _reason_key(self, theme: Theme) -> Button:
        key = Button(theme, height=48)
        key.clicked.connect(lambda: self._open(key.label))
        return key

    def ask(self) -> None:
        """Open the sheet."""
        self.set_title(self.tr("Open the drawer: why?"))
        words = (self.tr("Change money"), self.tr("Check the float"), self.tr("Wrong change given"))
        for key, text in zip(self._usual, words, strict=True):
            key.set_label(text)
        self.field.set_name(self.tr("Another reason"))
        self.field.clear()
        self.ok.set_label(self.tr("Open drawer"))
        self.open(self.field)

    def _typed(self) -> None:
        self._open(self.field.text())

    def _open(self, reason: str, approver: Staff | None = None) -> None:
        app = self._from.app
        try:
            app.receipts.open_drawer(reason, approver)
        except Refused as no:
            self._said_no(no, reason)
        else:
            self.close_sheet()
            self.opened.emit()

    def _said_no(self, no: Refused, reason: str) -> None:
        self._from.sounds.play("refused")
        if no.code in NEEDS_SECOND:
            self.approval.ask_for("no_sale", reason, lambda manager: self._open(reason, manager))
            return
        if not self.isVisible():  # the PIN was asked for in its place
            self.ask()
            self.field.setText(reason)
        words = refusal(no, self._from.languages.language)
        self.field.set_wrong(words)
        self.refused.emit(words)
