"""Goods that no sale proves: who brings them, which, how many, why, and in which state."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from posapp.domain.return_rules import REASONS
from ui.chip_row import ChipRow
from ui.kit.buttons import Button, IconButton
from ui.kit.fields import Field
from ui.kit.keypads import Keypad
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.kit.theme import Theme
from ui.returns.model import CONDITIONS
from ui.returns.no_receipt import Brought


class NoReceiptSheet(Sheet):
    """`said(Brought)`."""

    said = Signal(object)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=560)
        self._receipt, self._pieces = "", 1
        self.words, self.count, self.why, self.state = QLabel(), QLabel(), QLabel(), QLabel()
        for told in (self.words, self.why, self.state):
            told.setProperty("tone", "ink2")
        self.words.setWordWrap(True)
        self.count.setProperty("type", "strong")
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.phone = Field(theme, icon="user-round", input_method=False)
        self.goods = Field(theme, icon="scan-barcode", input_method=False)
        self.serial = Field(theme, icon="scan-barcode", input_method=False)
        self.keys = Keypad(theme, number=True)
        self.less, self.more = IconButton(theme, "minus", kind="plain"), IconButton(theme, "plus", kind="plain")
        self.reasons, self.conditions = ChipRow(theme), ChipRow(theme)
        self.notice = Notice(theme)
        self.ok = Button(theme, kind="accent", height=52, key="Enter")
        self.more_goods = Button(theme, height=52, key="F8")
        many = QHBoxLayout()
        theme.space(many, (0, 0, 0, 0), 8)
        many.addWidget(self.goods, 1)
        for widget in (self.less, self.count, self.more):
            many.addWidget(widget)
        for above in (self.words, self.phone, self.keys):
            self.body.addWidget(above)
        self.body.addLayout(many)
        for below in (self.serial, self.why, self.reasons, self.state, self.conditions, self.notice):
            self.body.addWidget(below)
        keys = QHBoxLayout()
        theme.space(keys, (0, 0, 0, 0), 8)
        keys.addWidget(self.more_goods)
        keys.addWidget(self.ok, 1)
        self.body.addLayout(keys)
        self.keys.types_into(self.phone)
        self.phone.returnPressed.connect(self.goods.setFocus)
        self.phone.steered.connect(self._steer)
        self.goods.steered.connect(self._steer)
        self.goods.returnPressed.connect(self._enter)
        self.serial.returnPressed.connect(self._enter)
        for key, act in (
            ("Alt+1", partial(self.reasons.choose_next, 1)),
            ("Alt+2", partial(self.conditions.choose_next, 1)),
            ("F8", self._more),
        ):
            chosen = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            chosen.activated.connect(act)
        self.less.clicked.connect(lambda: self._many(-1))
        self.more.clicked.connect(lambda: self._many(1))
        self.ok.clicked.connect(self._enter)
        self.more_goods.clicked.connect(self._more)

    def ask(self, receipt: str, reasons: Sequence[str]) -> None:
        """Open, for goods without a receipt or with one (`receipt`) that nobody could be asked about."""
        self._receipt, self._pieces = receipt, 1
        self.set_title(self.tr("Receipt {0} is not known here").format(receipt) if receipt else self.tr("No receipt"))
        words = self.tr("Store credit at the lowest price of the last weeks, to whoever brings it.")
        if receipt:
            words = self.tr("The hub is away: provisional store credit, up to the shop's cap. Head office looks at it.")
        self.words.setText(words)
        self.phone.set_name(self.tr("Telephone of whoever brings it"))
        self.goods.set_name(self.tr("Scan the goods, or type their number"))
        self.why.setText(self.tr("Why does it come back? Alt+1"))
        self.state.setText(self.tr("In which state is it? Alt+2"))
        self.less.set_label(self.tr("One less"))
        self.more.set_label(self.tr("One more"))
        self.serial.set_name(self.tr("Serial number on the goods"))
        self.ok.set_label(self.tr("Take back for store credit"))
        self.more_goods.set_label(self.tr("And more goods"))
        self.reasons.set_words(reasons, -1)
        states = [self.tr("As new"), self.tr("Opened"), self.tr("Damaged"), self.tr("Defective")]
        self.conditions.set_words(states, 0)
        self.phone.clear()
        self._clear()
        self.open(self.phone)

    def again(self, taken: str) -> None:
        """These were taken; other goods of the same person."""
        self._clear()
        self.notice.say("good", taken, 12)
        self.goods.setFocus()
        self.place()

    def _clear(self) -> None:
        self._pieces = 1
        self.serial.setVisible(False)
        for field in (self.goods, self.serial):
            field.clear()
        self.notice.clear()
        self._many(0)

    def ask_serial(self) -> None:
        """These goods have a number of their own."""
        self.serial.setVisible(True)
        self.serial.setFocus()
        self.place()

    def take_scan(self, code: str) -> bool:
        """The goods, or their serial number where that is asked."""
        if self.serial.hasFocus():
            self.serial.setText(code.strip())
            return True
        self.goods.setText(code.strip())
        self.goods.setFocus()
        return True

    def wrong(self, words: str) -> None:
        """Not so."""
        self.notice.say("bad", words, 12)
        self.place()

    def _steer(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.reasons.choose_next(step)

    def _many(self, by: int) -> None:
        self._pieces = max(1, min(99, self._pieces + by))
        self.count.setText(str(self._pieces))

    def _more(self) -> None:
        self._enter(more=True)

    def _enter(self, *, more: bool = False) -> None:
        reason = REASONS[self.reasons.checked][0] if self.reasons.checked >= 0 else ""
        state = CONDITIONS[max(0, self.conditions.checked)]
        who, serial = self.phone.text().strip(), self.serial.text().strip()
        self.said.emit(Brought(self._receipt, who, self.goods.text(), self._pieces, reason, state, serial, more))
