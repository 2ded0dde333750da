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
        self.keys = Keypad(theme, number=True)
        self.less, self.more = IconButton(theme, "minus", kind="plain"), IconButton(theme, "plus", kind="plain")
        self.reasons, self.conditions = ChipRow(theme), ChipRow(theme)
        self.notice = Notice(theme)
        self.ok = Button(theme, kind="accent", height=52, key="Enter")
        many = QHBoxLayout()
        theme.space(many, (0, 0, 0, 0), 8)
        many.addWidget(self.goods, 1)
        for widget in (self.less, self.count, self.more):
            many.addWidget(widget)
        for above in (self.words, self.phone, self.keys):
            self.body.addWidget(above)
        self.body.addLayout(many)
        for below in (self.why, self.reasons, self.state, self.conditions, self.notice, self.ok):
            self.body.addWidget(below)
        self.keys.types_into(self.phone)
        self.phone.returnPressed.connect(self.goods.setFocus)
        self.phone.steered.connect(self._steer)
        self.goods.steered.connect(self._steer)
        self.goods.returnPressed.connect(self._enter)
        for key, chips in (("Alt+1", self.reasons), ("Alt+2", self.conditions)):
            chosen = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            chosen.activated.connect(partial(chips.choose_next, 1))
        self.less.clicked.connect(lambda: self._many(-1))
        self.more.clicked.connect(lambda: self._many(1))
        self.ok.clicked.connect(self._enter)

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
        self.ok.set_label(self.tr("Take back for store credit"))
        self.reasons.set_words(reasons, -1)
        states = [self.tr("As new"), self.tr("Opened"), self.tr("Damaged"), self.tr("Defective")]
        self.conditions.set_words(states, 0)
        self.phone.clear()
        self.phone.setVisible(not receipt)
        self.keys.setVisible(not receipt)
        self.again()
        self.open(self.goods if receipt else self.phone)

    def again(self) -> None:
        """Other goods of the same person."""
        self._pieces = 1
        self.goods.clear()
        self.notice.clear()
        self._many(0)

    def take_scan(self, code: str) -> bool:
        """The goods."""
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

    def _enter(self) -> None:
        reason = REASONS[self.reasons.checked][0] if self.reasons.checked >= 0 else ""
        state = CONDITIONS[max(0, self.conditions.checked)]
        self.said.emit(
            Brought(self._receipt, self.phone.text().strip(), self.goods.text(), self._pieces, reason, state)
        )
