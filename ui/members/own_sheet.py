"""A shop's own fields of a member: sizes and preferences, as they stand, each typed or chosen by a tap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from posapp.domain.member_details import OwnField
from ui.chip_row import ChipRow
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.kit.theme import Theme


class OwnSheet(Sheet):
    """`said(values by the fields' ids)`: all of them as they shall stand; an emptied one is gone."""

    said = Signal(dict)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=680)
        self.fields: dict[str, Field] = {}
        self._grid = QGridLayout()
        theme.space(self._grid, (0, 0, 0, 0), 8)
        self._grid.setColumnStretch(1, 1)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setProperty("tone", "bad")
        self.notice = Notice(theme)
        self.ok = Button(theme, kind="accent", key="Enter", height=52)
        self.body.addWidget(self.words)
        self.body.addLayout(self._grid)
        for widget in (self.notice, self.ok):
            self.body.addWidget(widget)
        self.ok.clicked.connect(self._enter)

    def ask(
        self, called: str, own: Sequence[OwnField], values: Mapping[str, str], clashes: Mapping[str, str], language: str
    ) -> None:
        """Open with what stands there; `clashes`: by ids what another till wrote without knowing of it."""
        self._clear()
        self.set_title(self.tr("Sizes and preferences of {0}").format(called))
        lines = [
            self.tr("{0}: two tills wrote differently, one of them “{1}”. Type what holds.").format(
                one.name(language), clashes[one.id]
            )
            for one in own
            if one.id in clashes
        ]
        self.words.setText("\n".join(lines))
        self.words.setVisible(bool(lines))
        for number, one in enumerate(own):
            self._add(number, one, values.get(one.id, ""), language)
        self.ok.set_label(self.tr("Keep this"))
        self.notice.clear()
        self.open(next(iter(self.fields.values()), self.ok))

    def _clear(self) -> None:
        self.fields = {}
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add(self, number: int, own: OwnField, value: str, language: str) -> None:
        caption, field = QLabel(own.name(language)), Field(self.theme)
        caption.setProperty("tone", "ink2")
        caption.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        field.set_name(own.name(language))
        field.setText(value)
        field.returnPressed.connect(self._enter)
        self.fields[own.id] = field
        self._grid.addWidget(caption, 2 * number, 0)
        self._grid.addWidget(field, 2 * number, 1)
        if own.choices:
            chips = ChipRow(self.theme)
            chips.set_words(list(own.choices), own.choices.index(value) if value in own.choices else -1)
            chips.chosen.connect(lambda which: field.setText(own.choices[which]))
            self._grid.addWidget(chips, 2 * number + 1, 0, 1, 2)

    def wrong(self, words: str) -> None:
        """Not so."""
        self.notice.say("bad", words, 12)
        self.place()

    def _enter(self) -> None:
        self.said.emit({id_: field.text().strip() for id_, field in self.fields.items()})
