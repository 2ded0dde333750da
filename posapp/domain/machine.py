"""How one machine is set up: what people see and hear, its scanner, its printer. No business rule depends on it."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Ending = Literal["either", "enter", "tab"]
ReceiptWords = Literal["zh", "en", "both"]

SCALES: Final = (100, 125, 150, 200)
A4: Final = 210
PAPERS: Final = (58, 80, A4)


class MachineSettings(NamedTuple):
    """`language` "" is the one that the program was started in; `scale` in percent; times in milliseconds; `prefix` and
    `suffix` are what the scanner sends around each code, `least` how many characters a code has; `printer` is an
    address (see devices.printer_named); paper in mm of its width, 210 are sheets of A4 for an office printer."""

    language: Literal["", "zh", "en"] = ""
    scale: int = 100
    sound: bool = True
    scan_gap: int = 35
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
    scan_least: int = 4
    scan_suffix: str = ""

    label_printer: str = ""
    """The address of the printer for labels of the shelf; "" where the receipt printer prints them."""
    display: str = ""
    """What the customer sees: "window" on the second screen, the address of a pole (see devices.display_pole), ""."""
    visitor_sensor: str = ""
    """The address of what counts visitors (see devices.sensor_tcp); "" where a person types them."""
    backup_folder: str = ""
    """Where the nightly backups go: a folder on another drive or machine; "" nowhere."""
    backup_keep: int = 14
    """How many of them are kept."""
    photo_folder: str = ""
    """Where the camera puts its pictures; "" is the person's own folder of pictures."""
    pick_slips: bool = False
    """New online orders are printed here as they come; else at the till that takes one."""

    @property
    def printing(self) -> tuple[str, str, int, bool, str, int]:
        """All that concerns the printers."""
        return self.printer, self.label_printer, self.paper, self.drawn, self.receipt_words, self.drawer_pin
