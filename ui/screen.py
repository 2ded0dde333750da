"""What every page of the window is: a widget that hears of being opened, of scans and of single keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from posapp.app import App
from posapp.domain.errors import Refused
from posapp.domain.staff import Staff
from ui.bridge import Bridge
from ui.controls import Controls
from ui.kit.i18n import Languages
from ui.kit.sounds import Sounds
from ui.kit.theme import Theme
from ui.tasks import Tasks

Second = Callable[[str, str, Callable[[Staff], None], int], None]
"""(act, words, then, amount in minor units): has somebody who may say yes, and then `then` with them."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a page works with. `host` carries sheets, `stack` pages; `go(page)` shows one; `sell(code)` rings up;
    `second` asks a second person."""

    theme: Theme
    languages: Languages
    bridge: Bridge
    app: App
    tasks: Tasks
    controls: Controls
    sounds: Sounds
    host: QWidget
    stack: QWidget
    go: Callable[[str], None]
    sell: Callable[[str], None]
    second: Second

    def approvers(self, act: str, fits: Callable[[Staff], bool] = lambda _person: True) -> list[tuple[str, str]]:
        """(id, name) of everyone else who may approve the act, and whom it fits."""
        return [(p.id, p.name) for p in self.app.sign_in.deputies.approvers(act) if fits(p)]


class Screen(QWidget):
    """A page. Children set their texts in `retranslate`, which also runs after each change of language."""

    def __init__(self, place: Place) -> None:
        super().__init__(place.stack)  # at once: a page that comes there full is dressed anew

    def on_key(self, key: str, do: Callable[[], object]) -> QAction:
        """An act of this page on a key; the help sheet lists it once it has words."""
        action = QAction(self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(do)
        self.addAction(action)
        return action

    def opened(self) -> None:
        """The page has come into sight: read again and take the keyboard."""

    def scanned(self, code: str) -> None:
        """A scan while this page is in sight."""

    def scan_lost(self, no: Refused) -> bool:
        """A scan came in pieces: whether the page has said so where scans are told of."""
        return False

    def lone_key(self, key: str) -> None:
        """A single printable key that no scanner typed."""

    def more_keys(self) -> Sequence[tuple[str, str]]:
        """Keys of this page that are no actions, for the help sheet: (key, words)."""
        return ()

    def retranslate(self) -> None:
        """Every text in the language of now."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
