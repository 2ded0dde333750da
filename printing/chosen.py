"""The printer that the settings name now, and how papers look on it: another may be chosen between two jobs."""

from __future__ import annotations

from posapp.ports.printer import Printer
from posapp.storage.print_jobs import PrintJob
from printing.render import Renderer


class Chosen:
    """The printer of the settings of now: another may be chosen between two jobs."""

    def __init__(self, printer: Printer, render: Renderer) -> None:
        self._now = (printer, render)

    def choose(self, printer: Printer, render: Renderer) -> None:
        """From the next job on."""
        self._now = (printer, render)

    @property
    def printer(self) -> Printer:
        """The one of now."""
        return self._now[0]

    @property
    def simulated(self) -> bool:
        """As its port says."""
        return self.printer.simulated

    def check(self) -> None:
        """As its port says."""
        self.printer.check()

    def send(self, data: bytes) -> None:
        """As its port says."""
        self.printer.send(data)

    @property
    def render(self) -> Renderer:
        """How receipts look on it."""
        return self._now[1]

    def job(self, job: PrintJob, *, again: bool, drawer: bool) -> bytes:
        """The bytes of a job for this printer."""
        return self.render.job(job, again=again, drawer=drawer)
