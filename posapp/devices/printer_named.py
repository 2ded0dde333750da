"""The printer of an address as people write it in the settings."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from posapp.devices.printer_file import FilePrinter
from posapp.devices.printer_simulated import SimulatedPrinter
from posapp.devices.printer_tcp import PORT, TcpPrinter
from posapp.domain.errors import Refused
from posapp.ports.printer import Printer


def printer_at(address: str, folder: Path) -> Printer:
    """tcp://host:9100 (with ?answers=no for one that never tells its state), file:/dev/usb/lp0, or simulated.

    `folder` is where the simulated printer keeps its jobs. Refused("printer_address") for anything else.
    """
    try:
        parts = urlsplit(address.strip())
        port = parts.port or PORT
    except ValueError as error:
        raise Refused("printer_address", address=address[:80]) from error
    if address.strip() == "simulated":
        return SimulatedPrinter(folder)
    if parts.scheme == "tcp" and parts.hostname:
        return TcpPrinter(parts.hostname, port, answers=parse_qs(parts.query).get("answers") != ["no"])
    if parts.scheme == "file":
        return FilePrinter(Path(parts.path))
    raise Refused("printer_address", address=address[:80])
