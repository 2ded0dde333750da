"""What a person types to see what brought customers here and who sold."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from hub.lines import print_lines
from hub.storage.database import Database

Act = Callable[[Database, argparse.Namespace], None]


def add(command: Callable[[str, Act, str], argparse.ArgumentParser]) -> None:
    """Adds the command; `command` makes one of a name, an act and words of help."""
    from hub.storage.attribution import BY

    asked = command("attribution", _attribution, "sum the sales by what brought customers, by who sold, or by book")
    asked.add_argument("--by", choices=BY, default=BY[0])
    asked.add_argument("--store", help="of this store only")
    asked.add_argument("--from", dest="first", metavar="DATE", help="first business date, 2026-11-01")
    asked.add_argument("--to", dest="last", metavar="DATE", help="last business date")


def _attribution(database: Database, given: argparse.Namespace) -> None:
    from hub.storage.attribution import attributed

    print_lines(attributed(database, given.by, given.store, given.first, given.last))
