"""The customer display that the settings of this machine choose, and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from posapp.domain.errors import Refused

if TYPE_CHECKING:
    from posapp.app import App
    from posapp.domain.machine import MachineSettings
    from posapp.ports.display import Display
    from ui.bridge import Bridge
    from ui.controls import Controls
    from ui.display.model import CustomerModel
    from ui.display.screen import CustomerWindow


class ChosenDisplay(QObject):
    """None costs nothing: what draws and follows is imported when a display is chosen."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._till: tuple[App, Controls] | None = None
        self._key: tuple[str, str] = ("", "")
        self._model: CustomerModel | None = None
        self.window: CustomerWindow | None = None

    def attach(self, app: App, controls: Controls) -> None:
        """The till is open."""
        self._till = (app, controls)

    def use(self, machine: MachineSettings) -> None:
        """As the machine is set up, from now on."""
        key = (machine.display, machine.receipt_words)
        if key == self._key or self._till is None:
            return
        self.end()
        self._key = key
        display = self._display(machine, self._till[1])
        if display is not None:
            from ui.display.model import CustomerModel

            self._model = CustomerModel(self._till[0], self._bridge, display, self)

    def _display(self, machine: MachineSettings, controls: Controls) -> Display | None:
        if machine.display == "window":
            from ui.display.screen import CustomerWindow

            self.window = CustomerWindow(machine.receipt_words)
            self.window.open()
            return self.window
        try:
            return controls.pole(machine.display) if machine.display else None
        except Refused:  # a settings file edited by hand must not keep the till closed
            return None

    def end(self) -> None:
        """No display any more."""
        if self._model is not None:
            self._model.end()
        self._model = self.window = None
        self._key = ("", "")
