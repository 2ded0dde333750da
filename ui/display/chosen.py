"""The customer display that the settings of this machine choose, and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from posapp.app import App
    from posapp.domain.machine import MachineSettings
    from ui.bridge import Bridge
    from ui.display.model import CustomerModel
    from ui.display.screen import CustomerWindow


class ChosenDisplay(QObject):
    """None costs nothing: what draws and follows is imported when a display is chosen."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.app: App | None = None
        """The till, once it is open."""
        self._key: tuple[str, str] = ("", "")
        self._model: CustomerModel | None = None
        self.window: CustomerWindow | None = None

    def use(self, machine: MachineSettings) -> None:
        """As the machine is set up, from now on."""
        key = (machine.display, machine.receipt_words)
        if key == self._key:
            return
        self.end()
        self._key = key
        if machine.display == "window" and self.app is not None:
            from ui.display.model import CustomerModel
            from ui.display.screen import CustomerWindow

            self.window = CustomerWindow(machine.receipt_words)
            self._model = CustomerModel(self.app, self._bridge, self.window, self)
            self.window.open()

    def end(self) -> None:
        """No display any more."""
        if self._model is not None:
            self._model.end()
        self._model = self.window = None
        self._key = ("", "")
