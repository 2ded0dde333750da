"""The hands' side of payment: amount, likely amounts, keypad, and what else a way of paying asks for."""

from __future__ import annotations

from functools import partial

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
    """card_reference_missing card_number gift_card_missing purse_unknown purse_over voucher_like_card
    voucher_number_missing outside_reference_missing outside_reference_pays payment_code_kept
    release_needed live_code_wrong live_code_over live_code_other pin_wrong pin_locked release_refused
    one_time_wrong one_time_over one_time_used one_time_needs_hub""".split()
)
"""Refusals of what was typed beside the amount."""


class TakingPanel(QFrame):
    """`cash(text)`, `part(text)`, `card(text, reference)`, `charge(text)` where a terminal is connected; `wallet(text,
    code)`: the code was typed; `outside(text, reference)`; `other(tender, text, code)` for those of `ways`. The field
    holds what is due, the first key replaces it. `finish` when all is paid already; `edited`: what was said about the
    figures is about others."""

    cash = Signal(str)
    part = Signal(str)
    card = Signal(str, str)
    charge = Signal(str)
    wallet = Signal(str, str)
    outside = Signal(str, str)
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
        self.by_wallet, self.by_outside = Chip(theme, icon="smartphone"), Chip(theme, icon="wallet")
        self._chips = {
            "cash": self.by_cash,
            "terminal": self.by_terminal,
            "card": self.by_card,
            "wallet": self.by_wallet,
            "outside": self.by_outside,
        }
        self._reference_names: dict[str, str] = {}
        self._terminal = False
        self.field = Field(theme, size="amount", numbers=True, input_method=False)
        self.field.setValidator(QRegularExpressionValidator(AMOUNT, self.field))
        self.reference = Field(theme, icon="receipt-text", size="search", input_method=False)
        self.likely = [Button(theme, height=52) for _ in range(LIKELY)]
        self._hand_over: dict[Button, str] = {}
        self.keypad = Keypad(theme)
        self.notice = Notice(theme)
        self.part_key = Button(theme, height=64)
        self.code_key = Button(theme, height=64)
        self.take = PrimaryButton(theme, key="Enter")
        self._ways = QButtonGroup(self)
        self.more = WayRow(theme, self._ways, self.choose)
        self.area = WaysArea(theme, tuple(self._chips.values()), self.more)
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
        for chip in self._chips.values():
            self._ways.addButton(chip)
        for key in self.likely:
            key.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
            likely.addWidget(key)
        hands.addWidget(self.keypad, 4)
        hands.addWidget(self._quick, 1)
        last.addWidget(self.part_key)
        last.addWidget(self.code_key)
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

    def add_above_take(self, widget: QWidget) -> None:
        """Something that must be seen before money is taken."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def _connect(self) -> None:
        self.field.installEventFilter(self)
        self.reference.installEventFilter(self)
        for way, chip in self._chips.items():
            chip.clicked.connect(partial(self.choose, way))
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

    def show_ways(self, member: bool, points: bool, *, topup: bool = False) -> None:
        """Which of them can be used for this basket."""
        self.more.show_ways(member, points, topup=topup)
        self.area.measure()

    @property
    def way(self) -> str:
        """ "cash", "card" (by slip), "terminal", "wallet" (by the customer's code), "outside", or one of `ways`."""
        return self.more.chosen or next((way for way, chip in self._chips.items() if chip.isChecked()), "cash")

    def choose(self, way: str) -> None:
        """Pay this way; the hands go to the amount."""
        chip = self._chips.get(way) or self.more.chips[way]
        chip.setChecked(True)
        self.area.show_chosen(chip)
        self.reference.clear()  # what was typed for another way is not for this one, and may be a PIN
        secret = way == "wallet" or way in BY_NAME and BY_NAME[way].secret  # a code that pays is nobody else's to read
        self.reference.setEchoMode(QLineEdit.EchoMode.Password if secret else QLineEdit.EchoMode.Normal)
        self._say_reference()
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
        cash, card = self.way == "cash" and not self._complete, self.has_reference and not self._complete
        for widget in (*self._chips.values(), self.more, self.field, self.keypad):
            widget.setEnabled(not self._complete)
        self.by_terminal.setVisible(self._terminal)
        self.reference.setVisible(card)
        self.part_key.setVisible(cash)
        self.code_key.setVisible(self.is_released)
        self._quick.setVisible(cash)
        for key in self.likely:
            key.setVisible(bool(key.label))

    @property
    def has_reference(self) -> bool:
        """Whether this way of paying asks for a number besides the amount."""
        return self.way in ("card", "wallet", "outside") or self.way in BY_NAME

    @property
    def is_released(self) -> bool:
        """Whether this way needs the member's word, and something is left to take."""
        return self.way in BY_NAME and BY_NAME[self.way].of_member and not self._complete

    @property
    def amount_typed(self) -> str:
        """The amount in money, unless it is the one that was offered for cash, which may be rounded."""
        text = self.field.text()
        return "" if self.way == "points" or (self.way == "cash" and text == self.offered) else text

    def name_references(self, names: dict[str, str]) -> None:
        """What the number besides the amount is called, by way."""
        self._reference_names |= names
        self._say_reference()

    def set_terminal(self, connected: bool) -> None:
        """Whether a terminal is connected that can be asked."""
        self._terminal = connected
        if not connected and self.by_terminal.isChecked():
            self.by_cash.setChecked(True)
        self._show_needed()

    def say_ways(self, connected: bool, *, narrow: bool) -> None:
        """The words and keys on the ways of paying."""
        by_slip = self.tr("Card by slip") if connected else self.tr("Card terminal")
        if connected and narrow:
            by_slip = self.tr("Slip")
        for chip, words, key in (
            (self.by_cash, self.tr("Cash"), "Alt+1"),
            (self.by_terminal, self.tr("Card") if narrow else self.tr("Card terminal"), "Alt+2"),
            (self.by_card, by_slip, "Alt+4" if connected else "Alt+2"),
            (self.by_wallet, self.tr("Wallet"), "Alt+8"),
            (self.by_outside, self.tr("Outside"), "Alt+9"),
        ):
            chip.set_label(words)
            chip.set_key(key)

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
        self.reference.set_name(self._reference_names.get(self.way, ""))
        whole = self.reference.accessibleName()
        self.reference.setPlaceholderText(self.tr("Slip no.") if self._short and self.way == "card" else whole)

    def scanned(self, code: str) -> bool:
        """A scan while a code is wanted beside the amount: it is that code, and taken at once; but a voucher does not
        say what it is worth, so the hands go to the amount."""
        if self._complete or self.way not in BY_NAME:
            return False
        self.reference.setText(code)
        if self.way == "voucher":
            self._edited()
            self.take_keys()
        else:
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
            self.take.setFocus()  # it had let go of the keyboard while it worked
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
            self._emit_reference()

    def _emit_reference(self) -> None:
        text, reference = self.field.text(), self.reference.text()
        if self.way == "wallet":
            self.reference.clear()
            self.wallet.emit(text, reference)
        else:
            (self.card if self.way == "card" else self.outside).emit(text, reference)
