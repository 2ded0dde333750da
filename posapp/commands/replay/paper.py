"""The printer of a script: a simulated one behind the port of the real ones, worked off when the script says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from posapp.commands.till_parts import TillParts
from posapp.devices.printer_simulated import SimulatedPrinter
from posapp.domain.errors import Refused
from posapp.domain.print_status import PrintStatus
from posapp.ports.clock import Clock
from printing.escpos import EscPos
from printing.layout import PAPER_80
from printing.render import Renderer
from printing.spooler import Spooler
from printing.text import receipt_text
from printing.words import AGAIN, COPY, GIFT, say

STATES = ("ready", "off", "paper_out", "paper_ends")
_MARKS = {"copy": COPY, "again": AGAIN, "gift": GIFT}


class Paper:
    """Printer and queue of one staged till; text mode, so that no window is needed."""

    def __init__(self, parts: TillParts, folder: Path, clock: Clock) -> None:
        self._parts = parts
        self._printer = SimulatedPrinter(folder)
        self._renderer = Renderer(
            parts.till, EscPos(PAPER_80), None, lambda: "zh", simulated=True, labels=parts.app.shelf_labels.due
        )
        self._spooler = Spooler(parts.till, self._printer, self._renderer.job, _heard, clock)

    def set(self, state: str) -> dict[str, Any]:
        """Put the printer into a state and let it work; what it did."""
        if state not in STATES:
            raise Refused("nothing_to_show", what=state)
        self._printer.set(state)  # type: ignore[arg-type]
        return self.work()

    def work(self) -> dict[str, Any]:
        """Print what waits, if the printer can."""
        status = self._spooler.run_pending()
        return {
            "state": status.state,
            "waiting": status.waiting,
            "printed": len(self._printer.jobs()),
            "drawer_opened": self._printer.drawer_opened,
        }

    def papers(self) -> list[dict[str, str]]:
        """What lies there, oldest first: whose receipt it is, its mark, and its first and last line."""
        return [_paper(file.read_text("utf-8").splitlines()) for file in self._printer.jobs()]

    def receipt(self, number: str) -> list[str]:
        """The lines of a receipt as they stand on 80 mm paper."""
        return receipt_text(self._renderer.receipt(number), PAPER_80)


def _paper(lines: list[str]) -> dict[str, str]:
    number = next((line.split()[-1] for line in lines if say("receipt", "zh") in line), "")
    mark = next((mark for mark, text in _MARKS.items() if any(text in line for line in lines)), "")
    return {"receipt": number, "mark": mark, "first": lines[0].strip(), "last": lines[-1].strip()}


def _heard(_status: PrintStatus) -> None:
    """A script asks for the state itself."""
