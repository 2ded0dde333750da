"""What a person types about what lies aside or stands still in the shops, held baskets and shifts: they are listed, and
one that a till took and never went on with is freed."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from hub.clock import system_clock
from hub.lines import plain, print_lines, say
from hub.storage.audit import os_user
from hub.storage.database import Database
from posapp.domain.errors import Refused

Act = Callable[[Database, argparse.Namespace], None]


def add(command: Callable[[str, Act, str], argparse.ArgumentParser]) -> None:
    """Adds the commands; `command` makes one of a name, an act and words of help."""
    holds = command("holds", _holds, "list the baskets that lie aside, or free one that a till took and never had")
    holds.add_argument("--store", help="of this store only")
    holds.add_argument("--free", metavar="ID", help="end the claim of the till that has it: any till may recall it")
    shifts = command("shifts", _shifts, "list the shifts that stand still, or free one that a till took and never had")
    shifts.add_argument("--store", help="of this store only")
    shifts.add_argument("--free", metavar="ID", help="end the claim of the till that has it: any till may resume it")
    for parser in (holds, shifts):
        parser.add_argument("--reason", default="", metavar="WHY", help="a few words for the audit")


def _holds(database: Database, given: argparse.Namespace) -> None:
    from hub.storage import holds

    if given.free is None:
        found = holds.listed(database, given.store)
        print_lines(row.model_dump(exclude={"basket"}, exclude_defaults=True) for row in found)
        return
    freed = holds.free(database, given.free, _reason(given), system_clock(), os_user())
    say(
        f"Freed: held basket {freed.id} (till {freed.freed} had it). Every till of its shop can recall it. Look at "
        f"till {freed.freed} first: recalled while its line was down, it is on that counter and would be sold twice."
    )


def _shifts(database: Database, given: argparse.Namespace) -> None:
    from hub.storage import suspensions

    if given.free is None:
        found = suspensions.listed(database, given.store)
        print_lines(row.model_dump(exclude={"entry"}, exclude_defaults=True) for row in found)
        return
    freed = suspensions.free(database, given.free, _reason(given), system_clock(), os_user())
    say(f"Freed: the shift {freed.id}, suspended at till {freed.number}. Every till of its shop can resume it.")


def _reason(given: argparse.Namespace) -> str:
    reason = plain("--reason", given.reason)
    if not reason:
        raise Refused("reason_to_free")
    return reason
