"""Counting a drawer: how many of each note and coin, or one amount; beside it what other tenders come to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from posapp.domain.drawer import MOST_PIECES, Count, count_of, denominations
from posapp.domain.errors import Refused
from posapp.domain.money import Currency, parse_amount
from posapp.domain.sale_words import sale_word
from ui.kit.amounts import TotalRow
from ui.kit.buttons import Chip
from ui.kit.fields import Field
from ui.kit.keypads import Keypad
from ui.kit.scrolling import ScrollPlace
from ui.screen import Place
from ui.texts import money, plain

COLUMNS = 2
FIELDS = 200
"""Height of the fields where the keys stand below them, in token pixels."""


class CountPanel(QWidget):
    """`finished` on Enter in the last field. What is typed is a number of pieces, or an amount; nobody is told what
    must be there."""

    finished = Signal()

    def __init__(self, place: Place) -> None:
        super().__init__()
        theme = place.theme
        self._place = place
        self.by_notes, self.by_amount = Chip(theme, icon="banknote"), Chip(theme, icon="calculator")
        self.notes = denominations(place.app.desk.store.drawer, place.app.desk.store.currency)
        self.pieces = [self._field() for _ in self.notes]
        self.amount = Field(theme, size="amount", numbers=True, input_method=False)
        self.others: dict[str, Field] = {}
        self._other_names: dict[str, QLabel] = {}
        self.total = TotalRow(theme, "panel")
        self.keypad = Keypad(theme)
        self._names = [QLabel() for _ in self.notes]
        self._grid_place, self._others_place = QWidget(), QWidget()
        self._others_grid = QGridLayout(self._others_place)
        theme.space(self._others_grid, (0, 8, 0, 0), 8)
        self._lay_out()
        for chip in (self.by_notes, self.by_amount):
            chip.clicked.connect(self._arrange)
        self.amount.textChanged.connect(self._sum)
        self._follow(self.amount)
        self.by_notes.setChecked(True)
        self.retranslate()

    def _field(self) -> Field:
        field = Field(self._place.theme, numbers=True, input_method=False)
        field.setMaxLength(len(str(MOST_PIECES)))
        field.textChanged.connect(self._sum)
        self._follow(field)
        return field

    def _follow(self, field: Field) -> None:
        field.installEventFilter(self)
        field.returnPressed.connect(self._next)

    def _lay_out(self) -> None:
        theme = self._place.theme
        grid = QGridLayout(self._grid_place)
        theme.space(grid, (0, 0, 0, 0), 8)
        rows = -(-len(self.notes) // COLUMNS)
        for number, (name, field) in enumerate(zip(self._names, self.pieces, strict=True)):
            name.setProperty("type", "strong")
            grid.addWidget(name, number % rows, number // rows * 2)
            grid.addWidget(field, number % rows, number // rows * 2 + 1)
        for pair in range(COLUMNS):
            grid.setColumnStretch(pair * 2 + 1, 1)
        inside, area = QWidget(), ScrollPlace()
        column = QVBoxLayout(inside)
        theme.space(column, (0, 0, 8, 0), 8)
        for widget in (self._grid_place, self.amount, self._others_place):
            column.addWidget(widget)
        column.addStretch(1)
        area.setWidget(inside)
        chips, left, whole = QHBoxLayout(), QVBoxLayout(), QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole, self._area = whole, area
        for layout, gap in ((chips, 8), (left, 10), (whole, 20)):
            theme.space(layout, (0, 0, 0, 0), gap)
        for chip in (self.by_notes, self.by_amount):
            chip.setAutoExclusive(True)
            chips.addWidget(chip)
        chips.addStretch(1)
        left.addLayout(chips)
        left.addWidget(area, 1)
        left.addWidget(self.total)
        beside = QFrame()
        around = QVBoxLayout(beside)
        theme.space(around, (0, 0, 0, 0), 0)
        around.addWidget(self.keypad)
        whole.addLayout(left, 62)
        whole.addWidget(beside, 38)

    def set_narrow(self, narrow: bool) -> None:
        """Little width: the keys stand below what they type into."""
        ways, px = QBoxLayout.Direction, self._place.theme.px
        self._whole.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self._area.setMinimumHeight(px(FIELDS) if narrow else 0)
        self.keypad.set_low(narrow)

    def retranslate(self) -> None:
        currency = self._place.app.desk.store.currency
        self.by_notes.set_label(self.tr("By notes and coins"))
        self.by_amount.set_label(self.tr("One amount"))
        self.amount.set_name(self.tr("Cash counted, in {0}").format(currency.code))
        for name, field, value in zip(self._names, self.pieces, self.notes, strict=True):
            face = _face(value, currency)
            name.setText(f"{face} ×")
            field.setAccessibleName(self.tr("How many of {0}").format(face))
        self._name_others()
        self._sum()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def begin(self, others: Sequence[str]) -> None:
        """Empty, with these other types of tender to be declared."""
        for field in (*self.pieces, self.amount):
            field.clear()
        while (item := self._others_grid.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        self.others, self._other_names, theme = {}, {}, self._place.theme
        for number, kind in enumerate(others):
            label, field = QLabel(), Field(theme, numbers=True, input_method=False)
            label.setProperty("type", "strong")
            self._follow(field)
            self._others_grid.addWidget(label, number, 0)
            self._others_grid.addWidget(field, number, 1)
            self.others[kind], self._other_names[kind] = field, label
        self._name_others()
        self._others_place.setVisible(bool(others))
        self._arrange()

    def _name_others(self) -> None:
        """In the language of now; what is typed stays."""
        for kind, field in self.others.items():
            word = sale_word(kind, self._place.languages.language)
            self._other_names[kind].setText(word)
            field.setAccessibleName(self.tr("{0}: what the slips come to").format(word))
            field.setPlaceholderText(self.tr("sum of the slips"))

    def take_keys(self) -> None:
        """The first field; what stands there already is typed over."""
        first = self.pieces[0] if self.by_notes.isChecked() and self.pieces else self.amount
        first.setFocus()
        first.selectAll()

    def counted(self) -> Count:
        """What stands there; Refused("amount_format", "pieces_format", "not_counted") with nothing typed at all."""
        digits = self._place.app.desk.store.currency.digits
        declared = tuple(
            (kind, parse_amount(field.text(), digits)) for kind, field in self.others.items() if field.text().strip()
        )
        if self.by_amount.isChecked():
            if not self.amount.text().strip():
                raise Refused("not_counted")
            return Count(parse_amount(self.amount.text(), digits), (), declared)
        if not any(field.text().strip() for field in self.pieces):
            raise Refused("not_counted")
        return count_of(self._pieces(), declared)

    def _pieces(self) -> list[tuple[int, int]]:
        found = []
        for value, field in zip(self.notes, self.pieces, strict=True):
            text = field.text().strip()
            if text and not (text.isascii() and text.isdecimal()):
                raise Refused("pieces_format")
            found.append((value, int(text or 0)))
        return found

    def _sum(self) -> None:
        currency = self._place.app.desk.store.currency
        try:
            if self.by_amount.isChecked():
                amount = parse_amount(self.amount.text() or "0", currency.digits)
            else:
                amount = count_of(self._pieces()).amount
        except Refused:
            self.total.set(self.tr("Counted"), "–")
        else:
            self.total.set(self.tr("Counted"), money(amount, currency))

    def _arrange(self) -> None:
        by_amount = self.by_amount.isChecked()
        self._grid_place.setVisible(not by_amount)
        self.amount.setVisible(by_amount)
        self.keypad.set_point(by_amount and self._place.app.desk.store.currency.digits > 0)
        self._sum()
        if self.isVisible():
            self.take_keys()

    def _fields(self) -> list[Field]:
        first = [self.amount] if self.by_amount.isChecked() else self.pieces
        return [*first, *self.others.values()]

    def _next(self) -> None:
        """Enter goes down the list; from its end the count is done."""
        fields, now = self._fields(), self.focusWidget()
        at = next((n for n, field in enumerate(fields) if field is now), len(fields))
        if at + 1 < len(fields):
            fields[at + 1].setFocus()
            fields[at + 1].selectAll()
        else:
            self.finished.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, Field):
            self.keypad.types_into(watched)
        return False


def _face(value: int, currency: Currency) -> str:
    """ "100" and "0.50": as it stands on the note or coin."""
    whole, part = divmod(value, 10**currency.digits)
    return plain(value, currency) if part else str(whole)
