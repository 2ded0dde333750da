"""From nothing to a painted window, then to the end of the program. The till itself is imported after the paint."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from posapp.domain.machine import SCALES
from ui.bridge import Bridge
from ui.crash import CrashLog
from ui.display.chosen import ChosenDisplay
from ui.kit.files import resources
from ui.kit.i18n import Language, Languages
from ui.kit.theme import Theme, fitting_scale, room_of
from ui.tasks import Tasks
from ui.window import Window

if TYPE_CHECKING:
    from posapp.app import App
    from posapp.domain.machine import MachineSettings
    from ui.controls import Controls

IDLE_MS: Final = 5_000
READY_MS: Final = 600
FREEZE_MS: Final = 2_500
LATEST_FREEZE_MS: Final = 20_000
SWEEP_MS: Final = 4_000
WORTH_A_SWEEP: Final = 5_000
"""Objects made and not yet freed since the last time."""


class Launch(QObject):
    """The application with its window on screen. `after_paint` runs once the PIN field stands there and takes keys."""

    def __init__(self, folder: Path, language: str, after_paint: Callable[[Launch], None], scale: float = 1.0) -> None:
        super().__init__()
        self.app = application()
        self._wished = round(scale * 100)
        self.theme = Theme(self.app, fitting_scale(self._wished, self.app.primaryScreen().size(), SCALES) / 100)
        self.theme.apply()
        self.languages = Languages(self.app, resources() / "i18n")
        self.languages.set(_known(language))
        self.bridge = Bridge()
        self.crashes = CrashLog(folder / "logs", self.bridge.fault.emit)
        self.crashes.install()
        self.window = Window(self.theme, self.languages, self.bridge)
        self.tasks = Tasks()
        self.display = ChosenDisplay(self.bridge, self)
        self.window.closed.connect(self.display.end)
        self._after_paint: Callable[[Launch], None] | None = after_paint
        self.window.installEventFilter(self)
        self.window.show_on_screen()
        self._follow_screen()
        QTimer.singleShot(LATEST_FREEZE_MS, self, freeze_memory)
        sweep = QTimer(self, interval=SWEEP_MS)
        sweep.timeout.connect(collect_garbage)
        sweep.start()
        self._ticking: list[QTimer] = [sweep]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.window and event.type() == QEvent.Type.Paint and self._after_paint is not None:
            first, self._after_paint = self._after_paint, None
            QTimer.singleShot(0, self, lambda: first(self))
        elif watched is self.window and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._fit_screen)
        return False

    def attach(self, app: App, controls: Controls, key_warning: str | None) -> None:
        """The till is loaded: connect scanner and sounds, hand everything to the window."""
        from ui.kit.scan_filter import ScanFilter
        from ui.kit.sounds import PlayedSounds

        self.sounds = PlayedSounds(resources() / "sounds")
        self.scans = ScanFilter()
        self.scans.watch_all(self.app)
        self.display.attach(app, controls)
        self.window.attach(app, self.tasks, controls, self.sounds, self.scans, key_warning or "")
        QTimer.singleShot(FREEZE_MS, self, freeze_memory)

    def use(self, machine: MachineSettings) -> None:
        """Work as the machine is set up, from now on."""
        self._wished = machine.scale
        self._fit_screen()
        if machine.language:
            self.languages.set(machine.language)
        self.sounds.muted = not machine.sound
        self.display.use(machine)
        self.scans.settings = replace(
            self.scans.settings,  # what the shop says of repeated scans stays
            gap_ms=machine.scan_gap,
            least=machine.scan_least,
            prefix=machine.scan_prefix,
            suffix=machine.scan_suffix,
            ending=machine.scan_ending,
        )

    def _follow_screen(self) -> None:
        """Another screen, or another resolution of it, may have room for another size."""
        handle = self.window.windowHandle()
        if handle is not None:
            handle.screenChanged.connect(self._fit_screen)
        for screen in self.app.screens():
            screen.geometryChanged.connect(self._fit_screen)
        self.app.screenAdded.connect(lambda screen: screen.geometryChanged.connect(self._fit_screen))
        self._fit_screen()

    def _fit_screen(self) -> None:
        """A size kept from a larger screen stays wished for; in use is the largest that this one is offered."""
        self.theme.set_scale(fitting_scale(self._wished, room_of(self.window), SCALES) / 100)

    def once_ready(self, do: Callable[[], object]) -> None:
        """Have it done when the first page is built and painted."""
        QTimer.singleShot(READY_MS, self, lambda: _drop(do()))

    def when_idle(self, do: Callable[[], object]) -> None:
        """Have it done by the worker from time to time."""
        timer = QTimer(self, interval=IDLE_MS)
        timer.timeout.connect(lambda: self.tasks.later(lambda: _drop(do())))
        timer.start()
        self._ticking.append(timer)

    def run(self) -> int:
        """Until the window is closed or Ctrl+C; the worker has finished what was asked of it."""
        import signal

        previous = signal.signal(signal.SIGINT, lambda *_: self.app.exit(130))
        awake = QTimer(self, interval=200)  # inside Qt's loop Python hears of Ctrl+C only when some Python runs
        awake.timeout.connect(int)
        awake.start()
        try:
            code = self.app.exec()
        finally:
            for timer in (*self._ticking, awake):
                timer.stop()
            self.tasks.close()
            self.crashes.remove()
            signal.signal(signal.SIGINT, previous)
        return code


def freeze_memory() -> None:
    """What is loaded by now stays: the collector need not look through it in the middle of a scan (tens of ms)."""
    gc.disable()
    gc.collect()
    gc.freeze()


def collect_garbage() -> None:
    """Only here, on the GUI thread: a timer or widget that another thread's collection takes away leaves a hole that
    Qt falls into. So the collector never runs by itself; what is left to look through is small."""
    if gc.get_count()[0] > WORTH_A_SWEEP:
        gc.collect()


def application() -> QApplication:
    """The one QApplication, named so that desktops know its windows."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_SCALE_FACTOR_ROUNDING_POLICY", "PassThrough")
    app = QApplication(["posapp", "-style", "fusion"])
    app.setApplicationName("posapp")
    app.setDesktopFileName("posapp")
    return app


def _known(language: str) -> Language:
    return "en" if language == "en" else "zh"


def _drop(_result: object) -> None:
    """A job of the worker has no result."""
