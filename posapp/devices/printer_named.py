"""The printer of an address as people write it in the settings."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import SplitResult, parse_qs, urlsplit

from posapp.devices.printer_device import SPEEDS, DevicePrinter
from posapp.devices.printer_file import FilePrinter
from posapp.devices.printer_lp import LpPrinter
from posapp.devices.printer_simulated import SimulatedPrinter
from posapp.devices.printer_tcp import PORT, TcpPrinter
from posapp.domain.errors import Refused
from posapp.ports.printer import Printer


def printer_at(address: str, folder: Path) -> Printer:
    """tcp://host:9100, serial:/dev/ttyS0?speed=9600 or usb:/dev/usb/lp0 (each with answers=no for one that never tells
    its state), lp:QUEUE of the system, file:/dev/usb/lp0 that is only written to, or simulated.

    `folder` is where the simulated printer keeps its jobs. Refused("printer_address") for anything else.
    """
    try:
        parts = urlsplit(address.strip())
        port = parts.port or PORT
    except ValueError as error:
        raise Refused("printer_address", address=address[:80]) from error
    answers = parse_qs(parts.query).get("answers") != ["no"]
    if address.strip() == "simulated":
        return SimulatedPrinter(folder)
    if parts.scheme == "tcp" and parts.hostname:
        return TcpPrinter(parts.hostname, port, answers=answers)
    if parts.scheme == "file":
        return FilePrinter(Path(parts.path))
    if parts.scheme == "lp":
        return LpPrinter(parts.path)
    if not parts.path.startswith("/"):
        raise Refused("printer_address", address=address[:80])
    if parts.scheme == "usb" or (parts.scheme == "serial" and speed_of(parts)):
        return DevicePrinter(Path(parts.path), speed_of(parts) if parts.scheme == "serial" else 0, answers=answers)
    raise Refused("printer_address", address=address[:80])


def speed_of(parts: SplitResult) -> int:
    """Bits a second, the usual ones where none is said; 0 for a speed that no plug has."""
    said = parse_qs(parts.query).get("speed", ["9600"])[0]
    return int(said) if said.isascii() and said.isdigit() and int(said[:9]) in SPEEDS else 0


def check_place(printer: Printer) -> None:
    """Refused("printer_file") where the address names something that is no place for paper."""
    if isinstance(printer, FilePrinter | DevicePrinter):
        printer.check_place()
