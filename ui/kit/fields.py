"""Text fields: an icon in front, a clear key behind, an error state with words, and a pause before searching."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit

from ui.kit.buttons import IconButton
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE

Size = Literal["plain", "search", "amount"]
PAUSE_MS: Final = 40  # longer than a scanner's gap: a scan never starts a search
EDITING: Final = frozenset("ACVXYZ")
"""Letters that edit text together with Ctrl. The others, which some systems' fields take too, are the page's keys."""
OF_TEXT: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Z)
"""Keys that edit text where there is some; in an empty field they are the page's."""
LONGEST: Final = 300  # Qt lays the whole line out at each character; a long QR code must not freeze the till


class Field(QLineEdit):
    """One line of text. `settled(text)` follows typing after a short pause; `steered` hands arrow keys on.

    `numbers` right-aligns equally wide digits; `input_method=False` keeps Chinese input from catching scanner keys.
    """

    settled = Signal(str)
    steered = Signal(QKeyEvent)

    def __init__(
        self,
        theme: Theme,
        name: str = "",
        *,
        icon: str = "",
        size: Size = "plain",
        numbers: bool = False,
        input_method: bool = True,
        clears: bool = False,
    ) -> None:
        super().__init__()
        self.theme = theme
        self._icon_name = icon
        self._wrong = ""
        self._numbers = numbers
        self._size: Size = size
        self._icon = QLabel(self) if icon else None
        self._clear = IconButton(theme, "x", kind="quiet") if clears else None
        if self._clear is not None:
            self._clear.setParent(self)
            self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._clear.hide()
            self._clear.clicked.connect(self.clear)
        self.setMaxLength(LONGEST)
        self.setProperty("form", size)
        self.set_name(name)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, input_method)
        if numbers:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._settle)
        self.textChanged.connect(self._text_changed)
        theme.fit(self, Field._measure)
        self.retranslate()

    def set_name(self, name: str) -> None:
        """What the field is for: its placeholder and its name for a screen reader."""
        self.setPlaceholderText(name)
        self.setAccessibleName(name)

    def set_wrong(self, words: str) -> None:
        """Mark the content as wrong, with the reason in words ("" takes the mark away)."""
        if words != self._wrong:
            self._wrong = words
            self.setProperty("wrong", bool(words))
            self.setAccessibleDescription(words)
            self.style().unpolish(self)
            self.style().polish(self)

    @property
    def wrong(self) -> str:
        return self._wrong

    def retranslate(self) -> None:
        if self._clear is not None:
            self._clear.set_label(self.tr("Clear"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        """A key of the page stays the page's while the cursor stands here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._passes(event):
            event.ignore()
            return True
        return super().event(event)

    def _passes(self, event: QKeyEvent) -> bool:
        if event.key() in OF_TEXT and not self.text():
            return True
        letter = Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z
        return letter and event.modifiers() == Qt.KeyboardModifier.ControlModifier and chr(event.key()) not in EDITING

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steering = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if event.key() in steering:
            self.steered.emit(event)
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier:
            event.ignore()  # a key of the page below an open question is no text
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _text_changed(self) -> None:
        self.set_wrong("")
        if self._clear is not None and not self.text():
            self._clear.hide()
            self._keep_room()
        self._pause.start()

    def _settle(self) -> None:
        if self._clear is not None:
            self._clear.setVisible(bool(self.text()))
            self._keep_room()
        self.settled.emit(self.text())

    def _measure(self) -> None:
        px = self.theme.px
        if self._icon is not None:
            self._icon.setPixmap(self.theme.pixmap(self._icon_name, 22, PALETTE.accent, self.devicePixelRatioF()))
            self._icon.setFixedSize(px(22), px(22))
        if self._numbers:
            self.setFont(self.theme.font("large" if self._size == "amount" else "body", numbers=True))
        self._keep_room()
        self._place()

    def _keep_room(self) -> None:
        """For the icon, and for the clear key while there is something to clear: the placeholder has it else."""
        px, clears = self.theme.px, self._clear is not None and bool(self.text())
        self.setTextMargins(px(34) if self._icon is not None else 0, 0, px(36) if clears else 0, 0)

    def _place(self) -> None:
        if self._icon is not None:
            self._icon.move(self.theme.px(15), (self.height() - self._icon.height()) // 2)
        if self._clear is not None:
            side = self._clear.sizeHint().width()
            self._clear.setGeometry(self.width() - side - 2, (self.height() - side) // 2, side, side)
