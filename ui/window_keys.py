"""The keys that work on every page, and the sheet that lists all keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QLabel, QMainWindow, QWidget

from ui.kit.sheet import Sheet
from ui.kit.theme import Theme

HELP, REPRINT, DRAWER, FULL, LOCK, PERSON = "help", "reprint", "drawer", "full", "lock", "person"
FOLLOW = "follow_ups"
LAST_KEY = 12
ALWAYS = (FULL, LOCK)
"""What works over an open question too."""
KEYS = {HELP: "F1", REPRINT: "F9", DRAWER: "F10", FULL: "F11", LOCK: "Ctrl+L", PERSON: "Ctrl+M", FOLLOW: "Ctrl+J"}


class WindowKeys(QObject):
    """The window's QActions by name; `set_signed_in` takes away what needs a person."""

    def __init__(self, window: QMainWindow, acts: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(window)
        self.actions: dict[str, QAction] = {}
        for name, do in acts.items():
            action = QAction(window)
            action.setShortcut(QKeySequence(KEYS[name]))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(do)
            window.addAction(action)
            self.actions[name] = action
        self.retranslate()
        self.set_signed_in(False)

    def retranslate(self) -> None:
        """Every word in the language of now."""
        words = {
            HELP: self.tr("Keys"),
            REPRINT: self.tr("Reprint last"),
            DRAWER: self.tr("Open drawer"),
            FULL: self.tr("Full screen"),
            LOCK: self.tr("Lock"),
            PERSON: self.tr("Person, PIN, training"),
            FOLLOW: self.tr("Follow-ups"),
        }
        for name, action in self.actions.items():
            action.setText(words[name])

    def set_signed_in(self, signed_in: bool) -> None:
        """Nobody signed in: only help and full screen."""
        for name in (REPRINT, DRAWER, LOCK, PERSON, FOLLOW):
            self.actions[name].setVisible(signed_in)


def _place(row: tuple[str, str]) -> int:
    """F1 to F12 in their order, then the others as they come."""
    key = row[0]
    return int(key[1:]) if key[:1] == "F" and key[1:].isdigit() else LAST_KEY + 1


class HelpSheet(Sheet):
    """Which key does what, of the window and of the page in sight."""

    gives_way = True

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=620)
        self._list = QWidget()

    def show_keys(self, actions: Iterable[QAction], more: Iterable[tuple[str, str]]) -> None:
        """One line a key: a page's own use goes before the window's. `more` are no actions: (key, words)."""
        rows = {a.shortcut().toString(): a.text() for a in actions if a.text() and not a.shortcut().isEmpty()}
        self._list.deleteLater()
        self._list = QWidget()
        grid = QGridLayout(self._list)
        self.theme.space(grid, (0, 0, 0, 0), 10)
        for number, (key, words) in enumerate([*sorted(rows.items(), key=_place), *more]):
            line, side = divmod(number, 2)
            for column, (text, tone) in enumerate(((key, "accent"), (words, "ink2"))):
                label = QLabel(text)
                label.setProperty("type", "strong" if column == 0 else "body")
                label.setProperty("tone", tone)
                label.setWordWrap(column == 1)
                grid.addWidget(label, line, side * 2 + column)
        for column in (1, 3):
            grid.setColumnStretch(column, 1)
        self.body.addWidget(self._list)
        self.set_title(self.tr("Keys"))
        self.open()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self.isVisible():
            self.close_sheet()
        super().changeEvent(event)
