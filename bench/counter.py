"""The demonstration till with its real window, for pictures and measurements; keys as hands and scanners press them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from posapp.app import App
from posapp.commands.demo import Demo
from posapp.commands.till_parts import CATALOG_FILE, TillParts, open_parts
from posapp.contract.snapshot import AGE, OPEN_PRICE, SERIAL
from posapp.devices.clock import SystemClock
from posapp.domain.catalog import Product
from posapp.domain.machine import MachineSettings
from posapp.equipment import Equipment, Told
from posapp.storage.driver import connect
from sync.pictures import fetch_pictures
from ui.bridge import Bridge
from ui.checkout.screen import CheckoutScreen
from ui.kit.files import resources
from ui.kit.i18n import Language, Languages
from ui.kit.scan_filter import ScanFilter
from ui.kit.theme import Theme
from ui.launch import application
from ui.tasks import Tasks
from ui.window import Window

ASKING = SERIAL | OPEN_PRICE | 0x7F << AGE
"""Flags of goods that ask something when they are rung up."""

PATIENCE_MS = 20_000
LOOK_MS = 5
"""A condition of which no event tells is looked at so often."""
WAITING = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
TRIES = 10
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
    for _ in range(TRIES):  # a busy machine may build the first catalogue for longer than a call waits
        if parts.app.desk.resume():
            break
        parts.engine.sync()
    pictures = [picture.sha256 for picture in parts.till.pictures.all()]
    fetch_pictures(parts.engine.hub, PATIENCE_MS / 1000, pictures, parts.till.picture_files.put)
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
        told = Told(self.bridge.paper.emit, self.bridge.line.emit, lambda _machine: None)
        folder = self.parts.till.folder
        self.equipment = Equipment(self.parts, folder, MachineSettings(), SystemClock(), told)
        self.window.attach(self.app, self.tasks, self.equipment.controls(), Silent(), self.scans)
        self.settle()

    @property
    def app(self) -> App:
        """The till's use cases."""
        return self.parts.app

    @property
    def checkout(self) -> CheckoutScreen:
        """The register page."""
        page = self.window.page_of("checkout")
        assert isinstance(page, CheckoutScreen)
        return page

    def codes(self, count: int) -> list[str]:
        """Codes of that many goods of the demonstration shop that ask nothing: no serial number, price or age."""
        connection = connect(self.app.till.folder / CATALOG_FILE, mode="ro")
        rows = connection.execute(
            "SELECT codes FROM product WHERE codes <> '' AND flags & ? = 0 ORDER BY id LIMIT ?", (ASKING, count)
        ).fetchall()
        connection.close()
        return [codes.split()[0] for (codes,) in rows]

    def product(self, sku: str) -> Product:
        """Goods by their number."""
        found = self.app.catalog.by_sku(sku)
        assert found is not None, sku
        return found

    def calm(self) -> None:
        """Until the worker has done what it was asked for."""
        done: list[bool] = []
        self.tasks.run(lambda: True, done.append, lambda _no: None)
        self.until(lambda: bool(done))
        self.settle()

    def settle(self) -> None:
        """Everything that is due now, twice for what follows from it."""
        for _ in range(4):
            QCoreApplication.sendPostedEvents()
            self.app_qt.processEvents()

    def until(self, done: Callable[[], bool]) -> None:
        """Turn the event loop until something is so, asleep meanwhile; TimeoutError when it does not come."""
        end, look = QDeadlineTimer(PATIENCE_MS), QTimer()
        look.start(LOOK_MS)
        while not done():
            self.app_qt.processEvents(WAITING)
            if end.hasExpired():
                raise TimeoutError("the window did not get there")
        look.stop()

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
