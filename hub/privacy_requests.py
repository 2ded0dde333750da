"""What a person types about people's own data: requests with each till's word, one more, and all that is kept."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from hub.clock import system_clock
from hub.lines import plain, print_lines, say
from hub.storage import erasing
from hub.storage.audit import os_user
from hub.storage.database import Database
from hub.storage.privacy_requests import listed
from posapp.domain.privacy import ASKERS, ERASE, IDENTITIES

Act = Callable[[Database, argparse.Namespace], None]


def add(command: Callable[[str, Act, str], argparse.ArgumentParser]) -> None:
    """Adds the command; `command` makes one of a name, an act and words of help."""
    asked = command("privacy", _privacy, "list what members asked to be done with their data, or do it")
    asked.add_argument("--erase", metavar="MEMBER", help="forget this member here and at every till")
    asked.add_argument("--forget", action="store_true", help="now, what is kept no longer; the hub does it each day")
    asked.add_argument("--export", metavar="MEMBER", help="write all that is held of this member into two files")
    asked.add_argument("--to", type=Path, default=Path("exports"), metavar="FOLDER", help="where to")
    asked.add_argument("--asked-by", choices=sorted(ASKERS), default="self")
    asked.add_argument("--identity", choices=sorted(IDENTITIES), default="", help="how you saw who that is")


def _privacy(database: Database, given: argparse.Namespace) -> None:
    if given.forget:
        from hub.retention import forget_old

        print_lines([forget_old(database, system_clock, os_user())])
        return
    if given.export is not None:
        from hub.member_exports import export

        for path in export(database, plain("--export", given.export), given.to, os_user(), system_clock()):
            say(str(path))
        return
    if given.erase is not None:
        said = (ERASE, given.asked_by, given.identity)
        request = erasing.ask(database, plain("--erase", given.erase), said, os_user(), system_clock())
        erasing.follow(database, system_clock)
        print_lines(row for row in listed(database) if row["id"] == request)
        return
    done = erasing.follow(database, system_clock)  # what nothing stands against any more
    print_lines(listed(database))
    if done:
        say(f"{done} erased just now; the tills follow at their next exchange.")
