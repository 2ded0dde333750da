"""The demonstration till with its real window, for pictures and measurements; keys as hands and scanners press them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from posapp.app import App
from posapp.commands.demo import Demo
from posapp.commands.till_parts import TillParts, open_parts
from posapp.devices.clock import SystemClock
from posapp.domain.machine import MachineSettings
from ui.bridge import Bridge
from ui.controls import Controls, Picture
from ui.kit.files import resources
from ui.kit.i18n import Language, Languages
from ui.kit.scan_filter import ScanFilter
from ui.kit.theme import Theme
from ui.launch import application
from ui.tasks import Tasks
from ui.window import Window

PATIENCE_MS = 20_000
NONE = Qt.KeyboardModifier.NoModifier
KEYS = {"\r": Qt.Key.Key_Return, "\x1b": Qt.Key.Key_Escape, "\t": Qt.Key.Key_Tab}


class Silent:
    """No sound."""

    def play(self, name: str) -> None:
        """Nothing."""


def prepare(folder: Path) -> None:
    """Enrol the demonstration till once and fetch its copies."""
    demo = Demo(folder)
    parts = demo.open(SystemClock(), lambda job: job(), lambda: None, lambda _step: None)
    parts.close()
    demo.close()


class Counter:
    """The window over an open till; waits are conditions on the event loop, never pauses."""

    def __init__(self, parts_of: Callable[[Tasks], TillParts], language: Language, size: tuple[int, int]) -> None:
        self.app_qt: QApplication = application()
        self.theme = Theme(self.app_qt)
        self.theme.apply()
        self.languages = Languages(self.app_qt, resources() / "i18n")
        self.languages.set(language)
        self.bridge = Bridge()
        self.window = Window(self.theme, self.languages, self.bridge)
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        self.tasks = Tasks()
        self.parts = parts_of(self.tasks)
        self.now = 10_000
        self.scans = ScanFilter(clock=lambda _event: self.now)
        handle = self.window.windowHandle()
        assert handle is not None
        self.scans.watch(handle)
        self.window.attach(self.app, self.tasks, _controls(), Silent(), self.scans)
        self.settle()

    @property
    def app(self) -> App:
        """The till's use cases."""
        return self.parts.app

    def settle(self) -> None:
        """Everything that is due now, twice for what follows from it."""
        for _ in range(4):
            QCoreApplication.sendPostedEvents()
            self.app_qt.processEvents()

    def until(self, done: Callable[[], bool]) -> None:
        """Turn the event loop until something is so; TimeoutError when it does not come."""
        end = QDeadlineTimer(PATIENCE_MS)
        while not done():
            self.app_qt.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            if end.hasExpired():
                raise TimeoutError("the window did not get there")

    def key(self, key: Qt.Key, text: str = "", modifier: Qt.KeyboardModifier = NONE) -> None:
        """One key, pressed and released."""
        handle: QWidget | object = self.window.windowHandle()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(handle, QKeyEvent(kind, key, modifier, text))  # type: ignore[arg-type]

    def type(self, text: str, gap: int = 120) -> None:
        """A person by default; `gap` ms before each character."""
        for character in text:
            self.now += gap
            self.key(KEYS.get(character, Qt.Key(ord(character.upper()))), character)
        self.settle()

    def scan(self, code: str) -> None:
        """A scanner, and everything that follows."""
        self.burst(code)
        self.settle()

    def burst(self, code: str) -> None:
        """Only the keys of a scanner."""
        self.now += 500
        for character in code + "\r":
            self.now += 5
            self.key(KEYS.get(character, Qt.Key(ord(character.upper()))), character)

    def close(self) -> None:
        """Put everything away."""
        self.window.close()
        self.tasks.close()
        self.parts.close()
        self.window.deleteLater()
        self.settle()


@contextmanager
def counter(folder: Path, language: Language, size: tuple[int, int]) -> Iterator[Counter]:
    """The prepared till of `folder`, without a hub."""
    made = Counter(
        lambda tasks: open_parts(folder / "till", SystemClock(), hub_url="http://127.0.0.1:9", later=tasks.later),
        language,
        size,
    )
    try:
        yield made
    finally:
        made.close()


def _controls() -> Controls:
    return Controls(
        go_offline=_nothing,
        go_online=_nothing,
        sync_now=_nothing,
        line_status=lambda: None,
        print_now=_nothing,
        paper_status=lambda: None,
        receipt_picture=lambda _sale, _language: Picture(8, 1, b"\0", ()),
        printer_name=lambda: "simulated",
        machine=MachineSettings,
        set_machine=lambda _machine: None,
    )


def _nothing() -> None:
    """There is no line and no printer here."""
