"""What becomes of the goods, a few words about them, and a picture."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from posapp.domain.return_window import GOES
from posapp.domain.return_words import DISPOSITION_WORDS
from posapp.domain.sold import Condition, Disposition
from ui.chip_row import ChipRow
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.returns.photo_sheet import PhotoSheet, accept_file, dropped
from ui.screen import Place

WAYS: Final[tuple[Disposition, ...]] = ("sellable", "damaged", "warehouse", "supplier")


class StateBox(QWidget):
    """Of the page of returns; the condition proposes where the goods go until a person says otherwise."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place
        theme = place.theme
        self.words = QLabel()
        self.words.setProperty("tone", "ink2")
        self.chips, self.note = ChipRow(theme), Field(theme, icon="pencil-line")
        self.camera = Button(theme, icon="camera", height=44)
        self.setAcceptDrops(True)
        self._chosen: Disposition | None = None
        self._condition: Condition = "as_new"
        self.photo = ""
        column, row = QVBoxLayout(self), QHBoxLayout()
        theme.space(column, (0, 0, 0, 0), 8)
        theme.space(row, (0, 0, 0, 0), 8)
        row.addWidget(self.note, 1)
        row.addWidget(self.camera)
        column.addWidget(self.words)
        column.addWidget(self.chips)
        column.addLayout(row)
        self.chips.chosen.connect(self._choose)
        self.camera.clicked.connect(self.ask_photo)

    @cached_property
    def sheet(self) -> PhotoSheet:
        """Which picture?"""
        sheet = PhotoSheet(self._place)
        sheet.kept.connect(self._kept)
        return sheet

    def retranslate(self) -> None:
        """Also what was chosen stays."""
        self.words.setText(self.tr("Where does it go? Alt+5"))
        self.note.set_name(self.tr("Note"))
        self.camera.set_label(self.tr("Another picture") if self.photo else self.tr("Picture"))
        self.camera.set_key("Alt+6")
        self.camera.set_kind("accent" if self.photo else "plain")
        zh = self._place.languages.language == "zh"
        self.chips.set_words([DISPOSITION_WORDS[way][0 if zh else 1] for way in WAYS], WAYS.index(self.disposition))

    def clear(self) -> None:
        """Other goods."""
        self._chosen, self._condition, self.photo = None, "as_new", ""
        self.note.clear()
        self.retranslate()

    @property
    def disposition(self) -> Disposition:
        """Where the goods go."""
        return self._chosen or GOES[self._condition]

    def follow(self, condition: Condition) -> None:
        """The goods are in this state."""
        self._condition = condition
        self.chips.choose(WAYS.index(self.disposition))

    def choose_next(self) -> None:
        """Somewhere else."""
        self.chips.choose_next(1)

    def ask_photo(self) -> None:
        """Which picture shows them?"""
        self.sheet.ask()

    def _choose(self, number: int) -> None:
        self._chosen = WAYS[number]

    def _kept(self, id_: str) -> None:
        self.photo = id_
        self.retranslate()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        accept_file(event)

    def dropEvent(self, event: QDropEvent) -> None:
        file = dropped(event)
        if file is not None:
            self.sheet.take(file)
