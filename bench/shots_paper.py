"""Pictures of labels, of printers being set up, and of what the customer sees meanwhile."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from bench.counter import Counter
from ui.display.model import CustomerModel
from ui.display.screen import DESIGN, CustomerWindow
from ui.labels.screen import LabelsScreen
from ui.settings.screen import SettingsScreen

CTRL = Qt.KeyboardModifier.ControlModifier


class ShotOf(Protocol):
    """Takes a picture of the window, or of another one."""

    def __call__(self, name: str, of: QWidget | None = None) -> None:
        """Under this name."""


def paper(at: Counter, shot: ShotOf) -> None:
    """Labels of a category, then the settings of the printer and of the screen."""
    labels = at.window.page_of("labels")
    assert isinstance(labels, LabelsScreen)
    at.window.go("labels")
    at.calm()
    shot("labels")
    at.key(Qt.Key.Key_K, modifier=CTRL)
    shot("labels-category")
    at.key(Qt.Key.Key_Escape)
    labels.progress.show_progress(labels.tr("Labels: {0} of {1}").format(12, 40), 0.3)
    labels.progress.show()
    shot("labels-printing")
    labels.progress.hide()
    settings = at.window.page_of("settings")
    assert isinstance(settings, SettingsScreen)
    at.window.go("settings")
    shot("settings-screen")
    settings.chips[2].click()
    shot("settings-printer")
    settings.chips[0].click()
    at.window.go("checkout")


def customer(at: Counter, shot: ShotOf) -> None:
    """The second screen through a sale."""
    window = CustomerWindow("both")
    model = CustomerModel(at.app, at.bridge, window)
    window.resize(*DESIGN)
    window.show()
    at.window.activateWindow()

    def picture(name: str) -> None:
        at.calm()
        window.show_view(model.now)
        shot(f"customer-{name}", window)

    picture("idle")
    codes = at.codes(5)
    for code in (*codes, codes[0]):
        at.scan(code)
    picture("basket")
    at.key(Qt.Key.Key_F12)
    picture("paying")
    at.app.payment.take_cash_and_complete(at.app.desk.settlement().remaining + 1_000)
    at.bridge.changed.emit("sales")
    picture("done")
    model.end()
    at.window.go("checkout")
