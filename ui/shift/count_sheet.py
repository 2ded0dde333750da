"""Counting a drawer in a sheet, where only its sum is wanted."""

from __future__ import annotations

from PySide6.QtCore import Signal

from posapp.domain.errors import Refused
from ui.kit.buttons import Button
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.narrow import NARROW
from ui.screen import Place
from ui.shift.count_panel import CountPanel
from ui.texts import refusal


class CountSheet(Sheet):
    """`counted(Count)`."""

    counted = Signal(object)

    def __init__(self, place: Place) -> None:
        super().__init__(place.theme, place.host, width=860)
        self._from, self._narrow = place, False
        self.panel, self.notice = CountPanel(place), Notice(place.theme)
        self.ok = Button(place.theme, kind="accent", key="Ctrl+E", height=52)
        self.ok.setShortcut("Ctrl+E")
        for widget in (self.panel, self.notice, self.ok):
            self.body.addWidget(widget)
        self.panel.finished.connect(self._done)
        self.ok.clicked.connect(self._done)

    def ask(self) -> None:
        """Open it, empty, by notes."""
        self.set_title(self.tr("Count the drawer"))
        self.ok.set_label(self.tr("The count is done"))
        self.panel.by_notes.setChecked(True)
        self.panel.begin(())
        self.open(self.panel.pieces[0])

    def place(self) -> None:
        """Little width: the keys stand below, and the card scrolls."""
        narrow = self._host.width() < self.theme.px(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self.panel.set_narrow(narrow)
        super().place()

    def _done(self) -> None:
        try:
            count = self.panel.counted()
        except Refused as no:
            self.notice.say("bad", refusal(no, self._from.languages.language), 8)
        else:
            self.close_sheet()
            self.counted.emit(count)
