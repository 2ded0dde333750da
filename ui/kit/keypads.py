"""Keys for fingers: an amount keypad and a PIN pad. Each key is at least 44 px and says its name."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.kit import paint
from ui.kit.buttons import PaintedButton
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE, RADIUS, TARGET

BACK: Final = "back"
CLEAR: Final = "clear"
ENTER: Final = "enter"
AMOUNT_KEYS: Final = (("7", "8", "9"), ("4", "5", "6"), ("1", "2", "3"), ("00", "0", "."))
NUMBER_KEYS: Final = (("1", "2", "3", "4", "5", BACK), ("6", "7", "8", "9", "0", CLEAR))
"""Two low rows, for the number on a slip."""
PIN_KEYS: Final = (("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9"), (BACK, "0", ENTER))
ICONS: Final = {BACK: "delete", ENTER: "arrow-right"}
LABELS: Final = {BACK: "", ENTER: "", CLEAR: "C"}


class PadKey(PaintedButton):
    """One key of a pad: a figure or an icon."""

    def __init__(self, theme: Theme, code: str) -> None:
        self.code = code
        self.low = False
        super().__init__(theme, LABELS.get(code, code), icon=ICONS.get(code, ""))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(72), self.theme.px(56))

    def minimumSizeHint(self) -> QSize:
        if self.low:
            return QSize(max(TARGET, self.theme.px(28)), max(TARGET, self.theme.px(24)))
        return QSize(self.theme.px(52), self.theme.px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, area = self.theme, self.rect()
        accent = self.code == ENTER and self.isEnabled()
        fill = PALETTE.line if self.isDown() else PALETTE.sunken if self.hovered else PALETTE.surface
        ink = PALETTE.ink if self.isEnabled() else PALETTE.disabled
        if accent:
            fill, ink = (PALETTE.accent_pressed if self.isDown() else PALETTE.accent), PALETTE.on_accent
        painter = QPainter(self)
        radius = theme.px(RADIUS["button"])
        paint.box(painter, area, radius, fill, None if accent else PALETTE.outline)
        if self.icon_name:
            paint.icon(painter, theme, self.icon_name, 22, ink, QPointF(area.width() / 2, area.height() / 2))
        else:
            painter.setFont(theme.font("keypad", numbers=True))
            paint.text(painter, area, paint.CENTRE, self.label, ink)
        if self.hasFocus():
            paint.focus_ring(painter, area, radius, PALETTE.pay_ring if accent else PALETTE.accent)
        painter.end()


class Keypad(QWidget):
    """0-9, 00, the point, backspace and clear; of a number without the point and 00. `pressed(code)`;
    `types_into(field)` makes it write there."""

    pressed = Signal(str)

    def __init__(self, theme: Theme, *, point: bool = True, number: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._target: QLineEdit | None = None
        self._grid = QGridLayout(self)
        theme.space(self._grid, (0, 0, 0, 0), 8)
        self.keys: dict[str, PadKey] = {}
        for row, codes in enumerate(NUMBER_KEYS if number else AMOUNT_KEYS):
            for column, code in enumerate(codes):
                self._grid.addWidget(self._key(code), row, column)
        if number:
            self.set_low(True)
        else:
            self._grid.addWidget(self._key(BACK), 0, 3, 2, 1)
            self._grid.addWidget(self._key(CLEAR), 2, 3, 2, 1)
            self.set_point(point)
        self.retranslate()

    def set_point(self, point: bool) -> None:
        """A currency without fractions has no point key."""
        self.keys["."].setVisible(point)
        self._grid.addWidget(self.keys["0"], 3, 1, 1, 1 if point else 2)

    def _key(self, code: str) -> PadKey:
        key = self.keys[code] = PadKey(self._theme, code)
        key.clicked.connect(self._clicked)
        return key

    def set_low(self, low: bool) -> None:
        """Little room: keys may shrink to what a finger needs, also where everything is twice as large."""
        for key in self.keys.values():
            key.low = low
            key.updateGeometry()

    def types_into(self, field: QLineEdit | None) -> None:
        self._target = field

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Keypad"))
        self.keys[BACK].setAccessibleName(self.tr("Backspace"))
        self.keys[CLEAR].setAccessibleName(self.tr("Clear"))
        if "." in self.keys:
            self.keys["."].setAccessibleName(self.tr("Decimal point"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _clicked(self) -> None:
        key = self.sender()
        if isinstance(key, PadKey):
            self.press(key.code)

    def press(self, code: str) -> None:
        if self._target is not None:
            if code == BACK:
                self._target.backspace()
            elif code == CLEAR:
                self._target.clear()
            else:
                self._target.insert(code)
        self.pressed.emit(code)


class PinDots(QWidget):
    """How many digits are typed; which, only where they are no secret (`text`)."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._filled = 0
        self._wrong = False
        self._text = ""
        theme.fit(self, PinDots._measure)

    def _measure(self) -> None:
        self.setFixedHeight(self._theme.px(28))

    def show_count(self, filled: int, *, wrong: bool, text: str = "") -> None:
        self._filled, self._wrong, self._text = filled, wrong, text
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = self._theme.px
        side, gap = px(14), px(14)
        count = max(4, self._filled)
        x = (self.width() - count * side - (count - 1) * gap) // 2
        y = (self.height() - side) // 2
        ink = PALETTE.bad if self._wrong else PALETTE.ink
        ring = PALETTE.bad if self._wrong else PALETTE.input_outline
        painter = QPainter(self)
        if self._text:
            painter.setFont(self._theme.font("panel", numbers=True))
            paint.text(painter, self.rect(), paint.CENTRE, self._text, ink)
            count = 0
        for index in range(count):
            dot = QRect(x + index * (side + gap), y, side, side)
            full = index < self._filled
            paint.box(painter, dot, side / 2, ink if full else None, ink if full else ring, 1.5)
        painter.end()


class PinPad(QWidget):
    """Typed or tapped PIN; it takes the keyboard itself. Enter or the arrow key emits `entered(pin)` and empties it."""

    entered = Signal(str)
    typed = Signal(int)

    def __init__(self, theme: Theme, *, least: int = 4, most: int = 8) -> None:
        super().__init__()
        self._least, self.most_digits = least, most
        self.in_clear = False
        """Whether what is typed is no secret: a code that was read aloud."""
        self._pin = ""
        self._dots = PinDots(theme)
        layout = QVBoxLayout(self)
        theme.space(layout, (0, 0, 0, 0), 14)
        layout.addWidget(self._dots)
        grid = QGridLayout()
        theme.space(grid, (0, 0, 0, 0), 8)
        layout.addLayout(grid)
        self.keys: dict[str, PadKey] = {}
        for row, codes in enumerate(PIN_KEYS):
            for column, code in enumerate(codes):
                key = self.keys[code] = PadKey(theme, code)
                key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                key.clicked.connect(self._clicked)
                grid.addWidget(key, row, column)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._show()
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("PIN"))
        self.keys[BACK].setAccessibleName(self.tr("Backspace"))
        self.keys[ENTER].setAccessibleName(self.tr("Confirm"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def clear(self, *, wrong: bool = False) -> None:
        """Forget what was typed; `wrong` turns the empty dots red until the next digit."""
        self._pin = ""
        self._show(wrong=wrong)

    def scan_mark(self) -> object:
        return self._pin

    def scan_restore(self, mark: object) -> None:
        self._pin = str(mark)
        self._show()

    def _show(self, *, wrong: bool = False) -> None:
        self._dots.show_count(len(self._pin), wrong=wrong, text=self._pin if self.in_clear else "")
        self.keys[ENTER].setEnabled(len(self._pin) >= self._least)
        self.setAccessibleDescription(self.tr("Digits typed: {0}").format(len(self._pin)))
        self.typed.emit(len(self._pin))

    def _clicked(self) -> None:
        key = self.sender()
        if isinstance(key, PadKey):
            self.press(key.code)

    def press(self, code: str) -> None:
        if code == BACK:
            self._pin = self._pin[:-1]
        elif code == ENTER:
            self._enter()
            return
        elif len(self._pin) < self.most_digits:
            self._pin += code
        self._show()

    def _enter(self) -> None:
        if len(self._pin) >= self._least:
            pin, self._pin = self._pin, ""
            self._show()
            self.entered.emit(pin)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        if len(text) == 1 and text in "0123456789":
            self.press(text)
        elif key == Qt.Key.Key_Backspace:
            self.press(BACK)
        elif key == Qt.Key.Key_Delete:
            self.clear()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._pin:
            self._enter()
        else:
            event.ignore()  # Enter without a digit belongs to the screen

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
