"""What a person types about e-invoices: they are listed."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from hub.lines import print_lines
from hub.storage.database import Database

Act = Callable[[Database, argparse.Namespace], None]


def add(command: Callable[[str, Act, str], argparse.ArgumentParser]) -> None:
    """Adds the command; `command` makes one of a name, an act and words of help."""
    asked = command("invoices", _invoices, "list the e-invoices that customers asked for, and their numbers")
    asked.add_argument("--store", help="of this store only")


def _invoices(database: Database, given: argparse.Namespace) -> None:
    from hub.storage import receipts

    print_lines(receipts.invoices(database, given.store))
