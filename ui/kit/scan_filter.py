"""Hears a keyboard-wedge scanner wherever the cursor stands.

A scanner types a code with a few milliseconds between the characters and ends with Enter or Tab; a person is slower.
The filter looks at key events of windows only (widgets would see each key twice). The first character of anything goes
on to the widget at once, so a person never waits. Characters that follow at a scanner's pace are held back: if the
ending key proves a scan, they are dropped with it, the one that got through is taken back, and `scanned` is emitted
within the same event; if it does not come, they are handed on as if nothing had happened. So a scan starts no search,
draws no letters and presses no keys.

A scanner that pauses inside a code sends two pieces. The first is handed on like a person's keys; a second that ends
like a scan is half a code, so it is refused as `garbled`, with what was heard, and both are taken back.

Judged by the keys' own stamps, a person with a quick hand on a busy machine can still look like a scanner. Where that
would cost a PIN the filter gives way: a PIN pad gets as many digits as it holds, however they came.

Single printable keys must not be shortcuts, or they would eat the first character of codes: connect `lone_key` instead,
which names a printable key after the scanner gap has passed in silence.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol, runtime_checkable

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from ui.kit.keypads import PinPad

GS: Final = "\x1d"
LONGEST: Final = 7089  # the most a QR code can hold
ENDINGS: Final = {
    "enter": frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter}),
    "tab": frozenset({Qt.Key.Key_Tab}),
    "either": frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}),
}
PAUSE_MS: Final = 500  # whoever stops for longer inside a code has begun another
SLACK_MS: Final = 15  # how much longer than the gap held characters wait, for timers that run early
MODIFIERS: Final = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock, Qt.Key.Key_AltGr}
)
CONTROL: Final = Qt.KeyboardModifier.ControlModifier.value
COMMANDS: Final = CONTROL | Qt.KeyboardModifier.AltModifier.value | Qt.KeyboardModifier.MetaModifier.value
ALT_GR: Final = Qt.KeyboardModifier.GroupSwitchModifier.value


@dataclass(frozen=True, slots=True)
class ScanSettings:
    """A shop's scanner: longest gap in ms, least characters, prefix and suffix (taken off), ending key; within
    `repeat_ms` the same code is the same scan, since a code that was read twice overcharges a customer."""

    gap_ms: int = 35
    least: int = 4
    prefix: str = ""
    suffix: str = ""
    ending: str = "either"
    repeat_ms: int = 300


@runtime_checkable
class TakesBack(Protocol):
    """A widget of our own that can forget what a scanner typed into it."""

    def scan_mark(self) -> object: ...

    def scan_restore(self, mark: object) -> None: ...


def event_time(event: QKeyEvent) -> int:
    """When the key was pressed, in ms. The window system's own stamp stays true when the till was busy."""
    return event.timestamp() or time.monotonic_ns() // 1_000_000


class ScanFilter(QObject):
    """Install once with `watch_all(app)`. `scanned` gives the code without prefix and ending, FNC1 as GS (0x1D)."""

    scanned = Signal(str)
    repeated = Signal(str)
    garbled = Signal(str)
    lone_key = Signal(str)

    def __init__(self, settings: ScanSettings | None = None, clock: Callable[[QKeyEvent], int] = event_time) -> None:
        super().__init__()
        self.settings = settings or ScanSettings()
        self._clock = clock
        self._typed: list[str] = []
        self._unfinished: list[str] = []
        self._last_at = -1
        self._marks: dict[int, tuple[QWidget, Callable[[], None]]] = {}
        self._held: list[tuple[QObject, QKeyEvent]] = []
        self._swallowed: set[int] = set()
        self._handing_on = False
        self._accepted: tuple[str, int] = ("", -1)
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.timeout.connect(self._silent)

    def watch_all(self, app: QApplication) -> None:
        """Listen to each window from the moment it gets the keyboard."""
        app.focusWindowChanged.connect(self._window_focused)
        for window in QGuiApplication.topLevelWindows():
            self.watch(window)

    def watch(self, window: QWindow) -> None:
        window.removeEventFilter(self)
        window.installEventFilter(self)

    def _window_focused(self, window: QWindow | None) -> None:
        if window is not None:
            self.watch(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._handing_on or not isinstance(event, QKeyEvent):
            return False
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            return self.key_pressed(event, watched)
        if kind == QEvent.Type.KeyRelease and event.key() in self._swallowed:
            self._swallowed.discard(event.key())
            return True
        return False

    # -- keys -----------------------------------------------------------------------------------------------------

    def key_pressed(self, event: QKeyEvent, window: QObject) -> bool:
        """Take one key press into account; True when nobody else may see it (now)."""
        key = event.key()
        if key in MODIFIERS:
            return False
        self._silence.stop()
        now = self._clock(event)
        follows = bool(self._typed) and 0 <= now - self._last_at <= self.settings.gap_ms
        paused = len(self._typed) > 1 and 0 <= now - self._last_at < PAUSE_MS
        self._last_at = now
        if key in ENDINGS[self.settings.ending] and follows and self._ended(now, receiver(window)):
            self._swallowed.add(key)
            return True
        character = "" if event.isAutoRepeat() else self._character(event)
        if character and follows:
            self._hold(event, window, character)
            return True
        self._hand_on()
        begins = self.settings.prefix[:1] == character  # a prefix says where a code begins
        if character and paused and not begins:
            self._unfinished += self._typed
            self._typed = []
        else:
            self._forget()
        if character:
            self._typed.append(character)
            self._mark(receiver(window))
            self._silence.start(self.settings.gap_ms)
        return False

    def _hold(self, event: QKeyEvent, window: QObject, character: str) -> None:
        self._typed.append(character)
        if len(self._typed) <= LONGEST:
            self._held.append((window, QKeyEvent(event)))
        self._swallowed.add(event.key())
        self._silence.start(self.settings.gap_ms + SLACK_MS)

    def _hand_on(self) -> None:
        """It was a person after all: give the widget what was held back."""
        held, self._held = self._held, []
        self._handing_on = True
        for window, press in held:
            if shiboken6.isValid(window):
                self._mark(receiver(window))
                QCoreApplication.sendEvent(window, press)
                release = QKeyEvent(QEvent.Type.KeyRelease, press.key(), press.modifiers(), press.text())
                QCoreApplication.sendEvent(window, release)
        self._handing_on = False

    def _silent(self) -> None:
        """The gap has passed. What was typed stays noted: after a busy moment, keys that came in time may be delivered
        only now, and their stamps still make them a scan."""
        if len(self._typed) == 1:
            self.lone_key.emit(self._typed[0])
        self._hand_on()

    def _character(self, event: QKeyEvent) -> str:
        """The printable character or GS of a key press; "" for everything else."""
        text, modifiers = event.text(), event.modifiers().value
        if modifiers & COMMANDS:
            if text == GS or (event.key() == Qt.Key.Key_BracketRight and modifiers & COMMANDS == CONTROL):
                return GS
            if not modifiers & ALT_GR and text not in self.settings.prefix + self.settings.suffix:
                return ""
        marks = self.settings.prefix + self.settings.suffix
        return text if len(text) == 1 and (text.isprintable() or text in marks or text == GS) else ""

    def _ended(self, now: int, widget: QWidget | None) -> bool:
        """Deliver what was typed if it is a code; otherwise False and nothing has changed."""
        settings = self.settings
        typed = [*self._unfinished, *self._typed]
        code = "".join(typed[:LONGEST])
        around = len(settings.prefix) + len(settings.suffix)
        marked = code.startswith(settings.prefix) and code.endswith(settings.suffix)
        if len(typed) - around < settings.least or not marked:
            return False
        if isinstance(widget, PinPad) and code.isdigit() and len(typed) <= widget.most_digits:
            return False
        self._held = []
        self._take_back()
        garbled = bool(self._unfinished) or len(typed) > LONGEST
        self._forget()
        code = code.removeprefix(settings.prefix).removesuffix(settings.suffix)
        if garbled:
            self.garbled.emit(code)
        else:
            self._deliver(code, now)
        return True

    def _deliver(self, code: str, now: int) -> None:
        before, at = self._accepted
        if code == before and 0 <= now - at < self.settings.repeat_ms:
            self.repeated.emit(code)
            return
        self._accepted = (code, now)
        self.scanned.emit(code)

    def _forget(self) -> None:
        self._typed = []
        self._unfinished = []
        self._marks = {}

    # -- what the characters left behind --------------------------------------------------------------------------

    def _mark(self, widget: QWidget | None) -> None:
        if widget is not None and id(widget) not in self._marks:
            restore = remember(widget)
            if restore is not None:
                self._marks[id(widget)] = (widget, restore)

    def _take_back(self) -> None:
        for widget, restore in self._marks.values():
            if shiboken6.isValid(widget):
                restore()


def receiver(window: QObject) -> QWidget | None:
    """The widget that a window hands its keys to; it also exists while another program is in front."""
    focused = QApplication.focusWidget()
    if focused is not None:
        return focused
    owners = (widget for widget in QApplication.topLevelWidgets() if widget.windowHandle() is window)
    owner = next(owners, None)
    return owner.focusWidget() if owner is not None else None


def remember(widget: QWidget) -> Callable[[], None] | None:
    """How to put a text widget back to its present text and cursor; None when it takes no text."""
    if isinstance(widget, QLineEdit):
        return _remember_line(widget)
    if isinstance(widget, QAbstractSpinBox):
        return _remember_line(widget.lineEdit())
    if isinstance(widget, QComboBox):
        line = widget.lineEdit() if widget.isEditable() else None
        return _remember_line(line) if line is not None else None
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return _remember_text(widget)
    if isinstance(widget, TakesBack):
        mark = widget.scan_mark()
        return lambda: widget.scan_restore(mark)
    return None


def _remember_line(line: QLineEdit) -> Callable[[], None]:
    text, cursor = line.text(), line.cursorPosition()
    start, length = line.selectionStart(), line.selectionLength()

    def restore() -> None:
        if line.text() != text:
            line.setText(text)
        line.setCursorPosition(cursor)
        if start >= 0:
            line.setSelection(start, length)

    return restore


def _remember_text(edit: QPlainTextEdit | QTextEdit) -> Callable[[], None]:
    steps = edit.document().availableUndoSteps()
    text, position = edit.toPlainText(), edit.textCursor().position()

    def restore() -> None:
        document = edit.document()
        while document.availableUndoSteps() > steps and edit.toPlainText() != text:
            document.undo()
        if edit.toPlainText() != text:  # typing was merged into an older undo step
            cursor = edit.textCursor()
            cursor.setPosition(position)
            cursor.movePosition(cursor.MoveOperation.End, cursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            cursor.insertText(text[position:])
        cursor = edit.textCursor()
        cursor.setPosition(position)
        edit.setTextCursor(cursor)

    return restore
