"""What is owed and what has been taken: other tenders stand under the total, never as a discount."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.amounts import AmountLabel, TotalRow
from ui.kit.buttons import Button, IconButton
from ui.kit.painted_view import touch_scrolling
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE
from ui.payment.model import Goods, Standing, Taken
from ui.texts import MINUS


class StandingPanel(QFrame):
    """`remove(number)` asks to take a tender back, `leave_out(line)` to leave goods out that were paid for."""

    remove = Signal(int)
    leave_out = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words: Mapping[str, str] = {}
        self._out_word = ""
        self._remove_word = ""
        self._shown: tuple[object, ...] = ()
        self._rows_shown: tuple[object, ...] = ()
        self.out: list[IconButton] = []
        self.take_back: list[IconButton] = []
        self.setProperty("look", "card")
        self.title = QLabel()
        self.title.setProperty("type", "panel")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.words = QLabel()
        self.words.setProperty("tone", "ink2")
        self.due = AmountLabel(theme, "change")
        self.trouble = QLabel()
        self.trouble.setProperty("type", "strong")
        self.trouble.setProperty("tone", "bad")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self.total, self.rounding = TotalRow(theme), TotalRow(theme)
        self.back = Button(theme, icon="undo-2")
        self._goods, self._lines = QScrollArea(), QVBoxLayout()
        self._rows = QVBoxLayout()
        self._short = False
        self._block = QVBoxLayout()
        self._column = column = QVBoxLayout(self)
        theme.fit(column, self._space)
        theme.space(self._rows, (0, 0, 0, 0), 4)
        top = QFrame()
        top.setProperty("look", "sunken")
        top.setLayout(self._block)
        self._block.addWidget(self.words)
        self._block.addWidget(self.due)
        column.addWidget(self.title)
        column.addWidget(top)
        column.addWidget(self.trouble)
        column.addWidget(self.total)
        column.addWidget(self.rounding)
        column.addWidget(self._goods, 1)
        column.addStretch(0)
        column.addWidget(self.back)
        self._make_goods()

    def _make_goods(self) -> None:
        inside = QWidget()
        around = QVBoxLayout(inside)
        self._theme.space(self._lines, (0, 0, 0, 0), 0)
        self._theme.space(around, (0, 0, 0, 0), 8)
        around.addLayout(self._rows)
        around.addLayout(self._lines)
        around.addStretch(1)
        self._goods.setWidget(inside)
        self._goods.setWidgetResizable(True)
        self._goods.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._goods.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._goods.setMinimumHeight(1)  # 0 would be the usual least of a scrolling place
        inside.setAutoFillBackground(False)
        self._goods.viewport().setAutoFillBackground(False)
        touch_scrolling(self._goods.viewport())

    def say(self, words: str) -> None:
        """A refusal, where there is no room for it beside the amount; "" takes it away."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))

    def set_short(self, short: bool) -> None:
        """Little height: everything stands closer; tenders and goods scroll in what is left."""
        self._short = short
        self._space(self._column)

    def _space(self, column: QVBoxLayout) -> None:
        px, edge = self._theme.px, 10 if self._short else 20
        column.setContentsMargins(px(edge), px(edge), px(edge), px(edge))
        column.setSpacing(px(6 if self._short else 12))
        inner = 4 if self._short else 14
        self._block.setContentsMargins(px(18), px(inner), px(18), px(inner))
        self._block.setSpacing(px(0 if self._short else 4))

    def set_words(self, tenders: Mapping[str, str], remove: str, leave_out: str) -> None:
        """The names of the tenders, and of the keys that take one back and leave goods out."""
        self._words = tenders
        self._remove_word, self._out_word = remove, leave_out

    def show_standing(self, at: Standing, total: str, rounding: str, due: str) -> None:
        """Amounts with their words."""
        self.words.setText(due)
        self.due.set_name(due)
        self.due.set_amount(at.surplus or at.back or at.due, PALETTE.bad if at.surplus else PALETTE.ink)
        self.total.set(total, at.total)
        self.rounding.set(rounding, at.rounding)
        self.rounding.setVisible(at.rounding not in ("", "0.00", "0"))
        self.back.setEnabled(not at.waits)
        self._show_goods(
            at.goods, locked=bool(at.taken) and not at.back and sum(one.pieces for one in at.goods) > 1 and not at.waits
        )
        self._show_taken(at.taken)
        for key in self.take_back:
            key.setEnabled(not at.waits)

    def head(self, at: Standing) -> None:
        """What is paid."""
        goods = self.tr("Payment · %n item(s)", "", at.pieces) if at.pieces else self.tr("Goods come back")
        self.title.setText(self.tr("Top-up") if at.topup else goods)

    def _show_taken(self, taken: tuple[Taken, ...]) -> None:
        shown = (taken, tuple(self._words.values()), self._remove_word)
        if shown == self._rows_shown:  # a key that stays can be pressed while the page is drawn anew
            return
        self._rows_shown = shown
        _empty(self._rows)
        self.take_back = []
        for one in taken:
            self._rows.addWidget(self._row(one))

    def _show_goods(self, goods: tuple[Goods, ...], *, locked: bool) -> None:
        if (goods, locked) == self._shown:
            return
        self._shown = (goods, locked)
        _empty(self._lines)
        self.out = []
        for one in goods:
            line = TotalRow(self._theme, "second")
            line.set(one.name, one.amount, PALETTE.ink2, many=one.many)
            self._lines.addWidget(self._with_key(line, one) if locked else line)

    def _with_key(self, line: TotalRow, one: Goods) -> QWidget:
        """Money was taken: goods are left out one by one from here."""
        row = QWidget()
        inside = QHBoxLayout(row)
        self._theme.space(inside, (0, 0, 0, 0), 8)
        key = IconButton(self._theme, "minus", f"{self._out_word} {one.name}", kind="quiet")
        key.clicked.connect(lambda: self.leave_out.emit(one.line))
        inside.addWidget(line, 1)
        inside.addWidget(key)
        self.out.append(key)
        return row

    def _row(self, taken: Taken) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        self._theme.space(line, (0, 0, 0, 0), 8)
        amount = TotalRow(self._theme, "name")
        named = self._words.get(taken.type, taken.type)
        amount.set(f"{named} · {taken.reference}" if taken.reference else named, taken.amount)
        if taken.amount.startswith(MINUS):
            line.addWidget(amount, 1)
            return row
        key = IconButton(self._theme, "x", f"{self._remove_word} {named}")
        key.clicked.connect(lambda: self.remove.emit(taken.number))
        line.addWidget(amount, 1)
        self.take_back.append(key)
        line.addWidget(key)
        return row


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()  # at once; it is deleted when nothing runs in it any more
            widget.deleteLater()
