"""The hands' side of payment: amount, likely amounts, keypad, and for a card by slip the slip's reference."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.kit.buttons import Button, Chip, PrimaryButton
from ui.kit.fields import Field
from ui.kit.keypads import Keypad
from ui.kit.status import Notice
from ui.kit.theme import Theme
from ui.payment.ways import BY_NAME, WayRow, WaysArea

LIKELY = 4
AMOUNT = QRegularExpression(r"-?[0-9]*\.?[0-9]*")
OF_REFERENCE = frozenset(
    """card_reference_missing card_number gift_card_missing purse_unknown purse_over voucher_number_missing
    release_needed live_code_wrong live_code_over live_code_other pin_wrong pin_locked""".split()
)
"""Refusals of what was typed beside the amount."""


class TakingPanel(QFrame):
    """`cash(text)`, `part(text)`, `card(text, reference)`, `charge(text)` where a terminal is connected,
    `other(tender, text, code)` for those of `ways`; the field holds what is due, the first key replaces it. `finish`
    when all is paid already; `edited`: what was said about the figures is about others."""

    cash = Signal(str)
    part = Signal(str)
    card = Signal(str, str)
    charge = Signal(str)
    other = Signal(str, str, str)
    finish = Signal()
    way_changed = Signal(str)
    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._complete = self._short = False
        self.setProperty("look", "card")
        self.by_cash, self.by_card = Chip(theme, icon="banknote"), Chip(theme, icon="receipt-text")
        self.by_terminal = Chip(theme, icon="credit-card")
        self._terminal = False
        self.field = Field(theme, size="amount", numbers=True, input_method=False)
        self.field.setValidator(QRegularExpressionValidator(AMOUNT, self.field))
        self.reference = Field(theme, icon="receipt-text", size="search", input_method=False)
        self.likely = [Button(theme, height=52) for _ in range(LIKELY)]
        self._hand_over: dict[Button, str] = {}
        self.keypad = Keypad(theme)
        self.notice = Notice(theme)
        self.part_key = Button(theme, height=64)
        self.take = PrimaryButton(theme, key="Enter")
        self._ways = QButtonGroup(self)
        self.more = WayRow(theme, self._ways, self.choose)
        self.area = WaysArea(theme, (self.by_cash, self.by_terminal, self.by_card), self.more)
        self._codes: dict[str, str] = {}
        self.offered = ""
        """What stood in the field before anything was typed."""
        self._lay_out()
        self._connect()
        self.choose("cash")

    def _lay_out(self) -> None:
        hands, last = QHBoxLayout(), QHBoxLayout()
        self._column = column = QVBoxLayout(self)
        self._figures = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._quick = QWidget()
        likely = QVBoxLayout(self._quick)
        for chip in (self.by_cash, self.by_terminal, self.by_card):
            self._ways.addButton(chip)
        for key in self.likely:
            key.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
            likely.addWidget(key)
        hands.addWidget(self.keypad, 4)
        hands.addWidget(self._quick, 1)
        last.addWidget(self.part_key)
        last.addWidget(self.take, 1)
        self._theme.fit(column, self._space)
        for layout in (likely, hands, last, self._figures):
            self._theme.space(layout, (0, 0, 0, 0), 8)
        column.addWidget(self.area)
        self._figures.addWidget(self.field, 1)
        self._figures.addWidget(self.reference, 1)
        column.addLayout(self._figures)
        column.addWidget(self.notice)
        column.addLayout(hands, 1)
        column.addLayout(last)

    def _connect(self) -> None:
        self.field.installEventFilter(self)
        self.reference.installEventFilter(self)
        self.by_cash.clicked.connect(lambda: self.choose("cash"))
        self.by_card.clicked.connect(lambda: self.choose("card"))
        self.by_terminal.clicked.connect(lambda: self.choose("terminal"))
        self.field.textChanged.connect(self._edited)
        self.reference.textEdited.connect(self._edited)
        self.field.inputRejected.connect(self._no_figure)
        self.field.returnPressed.connect(self._enter)
        self.reference.returnPressed.connect(self._enter)
        self.take.clicked.connect(self._enter)
        for key in self.likely:
            key.clicked.connect(self._likely_chosen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keypad writes where the cursor stands."""
        if event.type() == QEvent.Type.FocusIn and watched in (self.field, self.reference):
            self.keypad.types_into(self.reference if watched is self.reference else self.field)
        return False

    def show_ways(self, member: bool, points: bool) -> None:
        """Which of them can be used for this basket."""
        self.more.show_ways(member, points)
        self.area.measure()

    @property
    def way(self) -> str:
        """ "cash", "card" (by slip), "terminal", or a tender of `ways`."""
        if self.more.chosen:
            return self.more.chosen
        return "card" if self.by_card.isChecked() else "terminal" if self.by_terminal.isChecked() else "cash"

    def choose(self, way: str) -> None:
        """Pay this way; the hands go to the amount."""
        chips = {"card": self.by_card, "terminal": self.by_terminal, **self.more.chips}
        chips.get(way, self.by_cash).setChecked(True)
        self.area.show_chosen(chips.get(way, self.by_cash))
        self.reference.clear()  # what was typed for another way is not for this one, and may be a PIN
        self._show_needed()
        self.way_changed.emit(way)
        self.take_keys()

    def offer(self, amount: str, likely: tuple[tuple[str, str], ...], *, complete: bool) -> None:
        """What is due this way, to be taken with one key or typed over; `likely`: (as typed, as shown); `complete`:
        there is nothing left to take."""
        self._complete = complete
        self.offered = amount
        self.field.setText(amount)
        for place, key in enumerate(self.likely):
            self._hand_over[key], shown = likely[place] if place < len(likely) else ("", "")
            key.set_label(shown)
            key.set_kind("soft" if place == 0 else "plain")
        self._show_needed()
        self.take_keys()

    def _show_needed(self) -> None:
        cash, other = self.way == "cash" and not self._complete, BY_NAME.get(self.way)
        card = (self.way == "card" or other is not None) and not self._complete
        for widget in (self.by_cash, self.by_card, self.by_terminal, self.more, self.field, self.keypad):
            widget.setEnabled(not self._complete)
        self.by_terminal.setVisible(self._terminal)
        self.reference.setVisible(card)
        secret = other is not None and other.secret
        self.reference.setEchoMode(QLineEdit.EchoMode.Password if secret else QLineEdit.EchoMode.Normal)
        self._say_reference()
        self.part_key.setVisible(cash)
        self._quick.setVisible(cash)
        for key in self.likely:
            key.setVisible(bool(key.label))

    def set_terminal(self, connected: bool) -> None:
        """Whether a terminal is connected that can be asked."""
        self._terminal = connected
        if not connected and self.by_terminal.isChecked():
            self.by_cash.setChecked(True)
        self._show_needed()

    def set_short(self, short: bool) -> None:
        """Little height: the keypad keeps its room, refusals are told beside."""
        self._short = short
        self.area.set_short(short)
        self.notice.setVisible(not short)
        self.keypad.set_low(short)
        directions = QBoxLayout.Direction
        self._figures.setDirection(directions.LeftToRight if short else directions.TopToBottom)
        self._say_reference()
        self._space(self._column)

    def _say_reference(self) -> None:
        """Beside the amount there is room for short words only; the whole ones stay the field's name."""
        whole = self._codes.get(self.way, self._codes.get("card", ""))
        self.reference.set_name(whole)
        if self._short and self.way == "card":
            self.reference.setPlaceholderText(self.tr("Slip no."))

    def set_codes(self, words: dict[str, str]) -> None:
        """What is typed beside the amount, by way."""
        self._codes = words
        self._say_reference()

    def scanned(self, code: str) -> bool:
        """A scan while a code is wanted beside the amount: it is that code, and taken at once."""
        if self._complete or self.way not in BY_NAME:
            return False
        self.reference.setText(code)
        self._enter()
        return True

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say_reference()

    def _space(self, column: QVBoxLayout) -> None:
        px, edge = self._theme.px, 8 if self._short else 16
        column.setContentsMargins(px(20), px(edge), px(20), px(edge))
        column.setSpacing(px(6 if self._short else 8))

    def take_keys(self) -> None:
        """The amount takes the keyboard, ready to be replaced; when all is paid, the key that finishes."""
        if self._complete:
            self.take.setFocus()
            return
        self.field.setFocus()
        self.field.selectAll()

    def wrong(self, words: str, *, reference: bool = False) -> None:
        """The amount (or the reference) was refused; the hands stay there."""
        self.notice.say("bad", words, 8)
        if self._complete:
            return
        field = self.reference if reference else self.field
        field.set_wrong(words)
        field.setFocus()
        field.selectAll()

    def _edited(self) -> None:
        self.notice.clear()
        self.edited.emit()

    def _no_figure(self) -> None:
        words = self.tr("Digits and one point only")
        self.notice.say("bad", words, 4)
        self.field.set_wrong(words)

    def give_part(self) -> None:
        """The amount is only a part of what is due."""
        if self.way == "cash" and not self._complete:
            self.part.emit(self.field.text())

    def _likely_chosen(self) -> None:
        key = self.sender()
        if isinstance(key, Button):
            self.cash.emit(self._hand_over[key])

    def _enter(self) -> None:
        if self._complete:
            self.finish.emit()
        elif self.way == "cash":
            self.cash.emit(self.field.text())
        elif self.way == "terminal":
            self.charge.emit(self.field.text())
        elif not self.reference.text().strip() and not self.reference.hasFocus():
            self.reference.setFocus()
        elif self.way in BY_NAME:
            self.other.emit(self.way, self.field.text(), self.reference.text())
        else:
            self.card.emit(self.field.text(), self.reference.text())
