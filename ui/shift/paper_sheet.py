"""An X or a Z as it is on paper, with one key to print it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.controls import Picture
from ui.kit.buttons import Button
from ui.kit.sheet import Sheet
from ui.receipts.paper_view import PaperView
from ui.screen import Place

TALL = 420


class PaperSheet(Sheet):
    """`printed` when the key is pressed."""

    printed = Signal()

    def __init__(self, place: Place) -> None:
        super().__init__(place.theme, place.host, width=560)
        self.view = PaperView(place.theme)
        self.ok = Button(place.theme, icon="printer", kind="accent", key="Enter", height=52)
        place.theme.fit(self.view, lambda view: view.setMinimumHeight(place.theme.px(120)))
        place.theme.fit(
            self.view, lambda view: view.setFixedHeight(min(place.theme.px(TALL), place.host.height() // 2))
        )
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.ok)
        self.ok.clicked.connect(self.close_sheet)
        self.ok.clicked.connect(self.printed)

    def show_paper(self, title: str, picture: Picture, ok: str) -> None:
        """Open it."""
        self.set_title(title)
        self.view.setFixedHeight(min(self.theme.px(TALL), self._host.height() * 6 // 10))
        self.view.show_paper(picture)
        self.ok.set_label(ok)
        self.open(self.ok)
