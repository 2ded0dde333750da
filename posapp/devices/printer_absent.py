"""Printers that are none: where labels have none of their own, and where an address makes no sense."""

from __future__ import annotations

from posapp.domain.errors import Refused


class NoPrinter:
    """Where labels have no printer of their own."""

    simulated = False

    def check(self) -> None:
        """It is never asked to print."""

    def send(self, data: bytes) -> None:
        """As an unusable one."""
        raise Refused("printer_off")


class UnusablePrinter:
    """An address that makes no sense: receipts wait until a person has mended it."""

    simulated = False

    def check(self) -> None:
        """Always Refused."""
        raise Refused("printer_off")

    def send(self, data: bytes) -> None:
        """Always Refused; nothing is lost."""
        raise Refused("printer_off")
