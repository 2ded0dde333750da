"""How one machine is set up: what people see and hear, its scanner, its printer. No business rule depends on it."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Ending = Literal["either", "enter", "tab"]
ReceiptWords = Literal["zh", "en", "both"]

SCALES: Final = (100, 125, 150, 200)
PAPERS: Final = (58, 80)


class MachineSettings(NamedTuple):
    """`language` "" is the one that the program was started in; `scale` in percent; times in milliseconds; `prefix` is
    what the scanner sends before each code; `printer` is an address (see devices.printer_named); paper in mm."""

    language: Literal["", "zh", "en"] = ""
    scale: int = 100
    sound: bool = True
    scan_gap: int = 35
    scan_repeat: int = 300
    scan_prefix: str = ""
    scan_ending: Ending = "either"
    printer: str = "simulated"
    paper: int = 80
    drawn: bool = True
    """The receipt is drawn as dots; otherwise the printer's own characters are used."""
    receipt_words: ReceiptWords = "both"
    drawer_pin: Literal[2, 5] = 2
    terminal: str = ""
    """The card terminal's address (see devices.terminal_tcp); "" where none is connected."""

    display: Literal["", "window"] = ""
    """What the customer sees: a window on the second screen, or "" nothing."""

    @property
    def printing(self) -> tuple[str, int, bool, str, int]:
        """All that concerns the printer."""
        return self.printer, self.paper, self.drawn, self.receipt_words, self.drawer_pin
