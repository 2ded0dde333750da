"""The settings of this machine: each change is kept and used at once, or refused and nothing has changed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from posapp.domain.errors import Refused
from posapp.domain.machine import MachineSettings
from posapp.domain.staff import Staff
from ui.screen import Place

SIMULATED, NETWORK, USB, SERIAL, QUEUE, FILE = "simulated", "tcp", "usb", "serial", "lp", "file"
RANGES = {"scan_gap": (5, 200), "scan_least": (3, 40)}
PORT = ":9100"
POLE = "pole"

MANAGED = frozenset({"printer", "label_printer", "drawer_pin", "terminal", "visitor_sensor", "backup_folder"})
"""What decides where paper and money go: a manager's to change."""


class SettingsModel(QObject):
    """`stands` after each change, `refused(name, Refused)` when a value makes no sense, `not_permitted(name, value)`
    when somebody else has to say so; `tried(name)` when a device was asked to show itself."""

    stands = Signal(object)
    refused = Signal(str, object)
    not_permitted = Signal(str, object)
    tried = Signal(str)

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place

    @property
    def now(self) -> MachineSettings:
        """As set up now."""
        return self._place.controls.machine()

    def show(self) -> None:
        """Say how the machine is set up."""
        self.stands.emit(self.now)

    def change(self, name: str, value: Any, approver: Staff | None = None) -> bool:
        """Set one of them; False when it was refused. `approver` is someone who may, where the person may not."""
        if getattr(self.now, name) == value:
            return True
        try:
            if name in MANAGED or str(value).startswith(f"{POLE}:"):
                self._place.app.desk.seller("settings", approver)
            self._place.controls.set_machine(self.now._replace(**{name: value}))
        except Refused as no:
            if no.code == "not_permitted":
                self.not_permitted.emit(name, value)
            else:
                self._say_no(name, no)
            return False
        self.show()
        return True

    def number(self, name: str, typed: str) -> bool:
        """Set a figure that was typed."""
        low, high = RANGES[name]
        text = typed.strip()
        if not (text.isascii() and text.isdigit() and len(text) < 6 and low <= int(text) <= high):
            self._say_no(name, Refused("setting_range", low=low, high=high))
            return False
        return self.change(name, int(text))

    def printer(self, kind: str, typed: str) -> bool:
        """Another printer: the simulated one, a host on the network, a device file."""
        text = typed.strip()
        if kind == NETWORK:
            text = text.removeprefix("tcp://")
            address = f"tcp://{text}" if ":" in text else f"tcp://{text}{PORT}"
        elif kind == SIMULATED:
            address = SIMULATED
        else:
            address = f"{kind}:" + text.removeprefix(f"{kind}:")
        return self.change("printer", address)

    def try_printer(self, name: str, approver: Staff | None = None) -> None:
        """See what comes out: a page of the printer, the drawer, or words on the customer's display."""
        place = self._place
        if name == "display":
            place.bridge.display_trial.emit()
            self.tried.emit(name)
        elif name == "drawer":
            reason = {"zh": "测试钱箱"}.get(place.languages.language, "Test of the drawer")
            place.tasks.run(
                lambda: place.app.receipts.open_drawer(reason, approver),
                lambda _: self.tried.emit(name),
                lambda no: self._not_tried(name, no),
            )
        else:
            place.tasks.run(
                place.app.receipts.print_trial, lambda _: self.tried.emit(name), lambda no: self._say_no(name, no)
            )

    def _not_tried(self, name: str, no: Refused) -> None:
        if no.code == "not_permitted":
            self.not_permitted.emit(name, None)
        else:
            self._say_no(name, no)

    def display(self, kind: str, typed: str) -> bool:
        """Another customer display: none, the second screen, or a pole at this device."""
        return self.change("display", f"pole:{typed.strip().removeprefix('pole:')}" if kind == POLE else kind)

    def terminal(self, typed: str) -> bool:
        """Another card terminal, or none."""
        return self.change("terminal", _on_network(typed))

    def sensor(self, typed: str) -> bool:
        """Another visitor sensor, or none."""
        return self.change("visitor_sensor", _on_network(typed))

    def _say_no(self, name: str, no: Refused) -> None:
        self._place.sounds.play("refused")
        self.refused.emit(name, no)


def _on_network(typed: str) -> str:
    """The address of what was typed: a host and port alone is one of the network."""
    text = typed.strip()
    return text if "://" in text or not text else f"tcp://{text}"


def printer_parts(address: str) -> tuple[str, str]:
    """The kind of a printer's address, and what a person types for it."""
    if address.startswith("tcp://"):
        return NETWORK, address.removeprefix("tcp://")
    kind, _, typed = address.partition(":")
    return (kind, typed) if kind in (USB, SERIAL, QUEUE, FILE) else (SIMULATED, "")
