"""A simulated sensor at the door, of this machine's own, for the demonstration shop and for tests: a process."""

from __future__ import annotations

from typing import Final

from posapp.commands.simulated_process import SimulatedProcess
from posapp.domain.errors import Refused

A_DAY: Final = 180
"""So many come into the demonstration shop while it is open."""


class SensorProcess(SimulatedProcess):
    """`python -m posapp.devices.sensor_simulated` on a free loopback port."""

    def start(self, visitors: int = A_DAY, *, spread: bool = True) -> None:
        """Switch it on: so many a day, `spread` over its hours, else all of them at once. Refused("sensor_not_started")
        when it does not come up."""
        command = ["posapp.devices.sensor_simulated", "--visitors", str(visitors), "--port", str(self.port)]
        self.switch_on([*command, "--spread"] if spread else command, Refused("sensor_not_started"))

    @property
    def address(self) -> str:
        """As the settings of a machine name it; asked for, it is switched on. "" where it does not come up."""
        try:
            if not self.running:
                self.start()
        except Refused:
            return ""  # people type how many came in
        return f"simulated://127.0.0.1:{self.port}"
