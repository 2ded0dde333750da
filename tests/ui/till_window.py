"""The real window over a real till with a real hub: what a person sees, presses, taps and scans."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from posapp.app import App
from posapp.commands.till_parts import open_parts
from posapp.domain.machine import MachineSettings
from posapp.domain.sale import Sale
from posapp.equipment import Equipment, Told
from posapp.storage.changes import Topic
from posapp.storage.machine import load_machine
from tests.support.shop import Shop, Till
from tests.ui.hands import Hands, tap
from tests.ui.waiting import to_front, wait_until
from ui.bridge import Bridge
from ui.display.chosen import ChosenDisplay
from ui.kit.files import resources
from ui.kit.i18n import Language, Languages
from ui.kit.scan_filter import ScanFilter
from ui.kit.theme import Theme
from ui.screen import Screen
from ui.tasks import Tasks
from ui.window import Window

PATIENCE_MS = 60_000
"""A machine that is busy with other work is no fault of the code; what has come is not waited for."""


class Heard:
    """Sounds that tests can ask for."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def play(self, name: str) -> None:
        self.names.append(name)


def painted(of: QWidget) -> QImage:
    """What it looks like: its window paints from now on."""
    of.window().setUpdatesEnabled(True)
    return of.grab().toImage()


class TillWindow:
    """One till of the shop with its window, which is not painted until somebody looks (`painted`): a seventh of the
    processor's time. Waiting is for conditions, on the event loop."""

    def __init__(
        self, till: Till, app: QApplication, size: tuple[int, int], language: Language, tasks: Tasks | None = None
    ) -> None:
        """`tasks`: the till was opened for these already; any other is switched off and on."""
        self.till = till
        self._app = app
        self.tasks = tasks or Tasks()
        if tasks is None:
            till.parts.close()
            till.parts = open_parts(till.folder, till.clock, hub_url=till.hub_url, later=self.tasks.later)
        self.theme = Theme(app)
        self.theme.apply()
        self.languages = Languages(app, resources() / "i18n")
        self.languages.set(language)
        self.window = Window(self.theme, self.languages, Bridge())
        self.window.resize(*size)
        self.window.show()
        to_front(self.window, PATIENCE_MS)
        self.window.setUpdatesEnabled(False)
        self.hands = Hands(self.window)
        self.sounds = Heard()
        self.scans = ScanFilter(clock=QKeyEvent.timestamp)
        self._switch_on()

    def _switch_on(self) -> None:
        till, bridge = self.till, self.window.bridge
        self.display = ChosenDisplay(bridge)
        told = Told(bridge.paper.emit, bridge.line.emit, self._use)
        self.equipment = Equipment(till.parts, till.folder, load_machine(till.folder), till.clock, told)
        till.parts.till.changes.subscribe(self._committed)
        self.display.attach(till.parts.app, self.equipment.controls())
        handle = self.window.windowHandle()
        assert handle is not None
        self.scans.watch(handle)
        self.window.attach(self.app, self.tasks, self.equipment.controls(), self.sounds, self.scans)
        self.settle()

    def _committed(self, topics: frozenset[Topic]) -> None:
        for topic in topics:
            self.window.bridge.changed.emit(topic)

    def _use(self, machine: MachineSettings) -> None:
        self.theme.set_scale(machine.scale / 100)
        if machine.language:
            self.languages.set(machine.language)
        self.display.use(machine)

    @property
    def app(self) -> App:
        return self.till.parts.app

    # -- waiting --------------------------------------------------------------------------------------------------

    def until(self, so: Callable[[], bool]) -> None:
        """Turn the event loop until something is so."""
        wait_until(so, PATIENCE_MS)

    def settle(self) -> None:
        """Until the worker has done all that was asked of it, and what follows from it is on screen."""
        for _ in range(2):
            answers: list[None] = []
            self.tasks.run(lambda: None, answers.append, lambda _no: None)
            self.until(lambda answers=answers: bool(answers))  # type: ignore[misc]
        for _ in range(4):
            self._app.processEvents()

    # -- a person -------------------------------------------------------------------------------------------------

    def enter(self, staff: str = "c1", pin: str = "1111", float_amount: str = "500.00") -> None:
        """Sign in by the till's use cases and open the shift, then come to the page where work goes on."""
        if self.app.desk.shift is None:
            self.till.sign_in(staff, pin)
            self.till.open_shift(float_amount)
        person = self.app.sign_in.sign_in(staff, pin)
        self.window.sign_in_model.signed_in.emit(person)
        self.settle()

    def type(self, text: str) -> None:
        self.hands.type(text)
        self.settle()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key that types nothing, as the window system hands it over: shortcuts first."""
        handle = self.window.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, key, modifier)
        self.settle()

    def scan(self, code: str) -> None:
        self.hands.scan(code)
        self.settle()

    def tap(self, widget: QWidget) -> None:
        self.until(widget.isVisible)  # a finger finds only what is on the screen
        tap(widget)
        self.settle()

    def page(self) -> Screen:
        """The page in sight."""
        shown = self.window.stack.currentWidget()
        assert isinstance(shown, Screen), shown
        return shown

    def go(self, name: str) -> Screen:
        """As the rail does it."""
        self.window.go(name)
        self.settle()
        return self.page()

    def sell(self, sku: str = "A", cash: str = "1000.00") -> Sale:
        """One sale, behind the window."""
        sale = self.till.sell(sku, cash)
        self.settle()
        return sale

    def close(self) -> None:
        self.display.end()
        self.equipment.stop()
        self.window.close()
        self.tasks.close()
        self.window.deleteLater()
        self._app.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.languages.set("en")
        QLocale.setDefault(QLocale.c())
        self._app.setStyleSheet("")


@contextmanager
def till_window(
    shop: Shop, app: QApplication, size: tuple[int, int] = (1366, 768), language: Language = "en"
) -> Iterator[TillWindow]:
    """A new till of the shop with its window."""
    tasks = Tasks()
    made = TillWindow(shop.till(later=tasks.later), app, size, language, tasks)
    try:
        yield made
    finally:
        made.close()
