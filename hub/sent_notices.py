"""What a person types about messages to customers: they are listed."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from hub.lines import print_lines
from hub.storage.database import Database

Act = Callable[[Database, argparse.Namespace], None]


def add(command: Callable[[str, Act, str], argparse.ArgumentParser]) -> None:
    """Adds the command; `command` makes one of a name, an act and words of help."""
    sent = command("notices", _notices, "list the messages to customers: asked, sent or failed, and why")
    sent.add_argument("--store", help="of this store only")


def _notices(database: Database, given: argparse.Namespace) -> None:
    from hub.storage import notices

    told = ("store", "id", "way", "kind", "about", "masked", "state", "why", "tries", "moved_at", "simulated")
    print_lines({name: getattr(row, name) for name in told} for row in notices.listed(database, given.store))
