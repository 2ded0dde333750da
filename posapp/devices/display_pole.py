"""A customer display on a pole: two lines of twenty signs on a serial plug (or USB that looks like one), ASCII only."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from posapp.devices.printer_device import open_device
from posapp.devices.printer_named import speed_of
from posapp.domain.customer_view import CustomerView
from posapp.domain.errors import Refused

WIDE: Final = 20
SECONDS: Final = 2.0
_START: Final = b"\x1b@\x0c"
"""Start afresh, clear: what ESC/POS displays and those of Epson, CD5220 and LD220 have in common."""


class PoleDisplay:
    """Writes on a thread of its own, the newest view only; one that is not plugged in is tried again with the next."""

    def __init__(self, path: Path, speed: int) -> None:
        self._path, self._speed = path, speed
        self._bell = threading.Condition()
        self._next: tuple[str, str] | None = None
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="pole", daemon=True)
        self._thread.start()

    def show_view(self, view: CustomerView) -> None:
        """As its port says."""
        with self._bell:
            self._next = pole_lines(view)
            self._bell.notify()

    def end(self) -> None:
        """As its port says."""
        with self._bell:
            self._next, self._ended = ("", ""), True
            self._bell.notify()
        self._thread.join(SECONDS)

    def _run(self) -> None:
        ended = False
        while not ended:
            with self._bell:
                self._bell.wait_for(lambda: self._next is not None)
                (upper, lower), self._next, ended = self._next or ("", ""), None, self._ended
            try:
                with open_device(self._path, self._speed) as line:
                    line.send(_START + f"{upper:{WIDE}}{lower:{WIDE}}".encode("ascii", "replace"), SECONDS)
            except (Refused, OSError):
                continue


def pole_lines(view: CustomerView) -> tuple[str, str]:
    """The two lines: what was rung up last and the total; then what is asked, then the change."""
    total = _line("TOTAL", view.total)
    if view.state == "idle":
        return _line("WELCOME", ""), _line(view.shop, "")
    if view.state == "trial":
        return "DISPLAY WORKS".ljust(WIDE), "1234567890".ljust(WIDE)
    if view.state == "basket" and view.lines:
        last = view.lines[-1]
        return _line(_ascii(last.names[1]) or last.quantity, last.amount), total
    if view.state == "done":
        return total, _line("CHANGE", view.change) if view.change else _line("THANK YOU", "")
    return total, _line("PLEASE PAY", view.asked)


def _line(words: str, amount: str) -> str:
    """The words at the left, cut where the amount at the right begins."""
    figure = _ascii(amount).replace(" ", "")
    room = WIDE - len(figure) - bool(figure)
    return f"{_ascii(words)[:room]:{WIDE - len(figure)}}{figure}"


def _ascii(text: str) -> str:
    return " ".join(text.replace("\u2212", "-").encode("ascii", "ignore").decode().split())


def pole_at(address: str) -> PoleDisplay:
    """pole:/dev/ttyS1?speed=9600; Refused("display_address") for anything else."""
    place, speed = pole_place(address)
    return PoleDisplay(place, speed)


def pole_place(address: str) -> tuple[Path, int]:
    """The device and its speed; Refused("display_address") when the address names none."""
    parts = urlsplit(address)
    path, speed = Path(parts.path), speed_of(parts)
    if parts.scheme != "pole" or not speed or not path.is_absolute() or (path.exists() and not path.is_char_device()):
        raise Refused("display_address", address=address[:80])
    return path, speed
