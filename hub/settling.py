"""What a person types about exceptions: they are listed and settled, and head office gets a token to do the same."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from hub.clock import system_clock
from hub.lines import plain, print_lines, say
from hub.storage import offices
from hub.storage.audit import os_user
from hub.storage.database import Database
from posapp.domain.errors import Refused
from posapp.domain.typed import seen

if TYPE_CHECKING:
    from posapp.contract.exceptions import SettleRequest

WAYS: Final = ("accepted", "corrected", "refunded", "written_off", "merged", "other")
"""Of posapp.contract.exceptions, whose models need not be imported for every command; a test compares."""

Act = Callable[[Database, argparse.Namespace], None]


def add(command: Callable[[str, Act, str], argparse.ArgumentParser]) -> None:
    """Adds the commands; `command` makes one of a name, an act and words of help."""
    listing = command("exceptions", _exceptions, "list what head office must see, or settle it")
    listing.add_argument("--store", help="of this store only")
    listing.add_argument("--all", action="store_true", help="the settled ones too")
    listing.add_argument("--settle", metavar="ID", help="settle this one")
    listing.add_argument("--how", choices=WAYS, default="accepted")
    listing.add_argument("--by", default="", metavar="NAME", help="who settles it")
    listing.add_argument("--note", default="", metavar="TEXT", help="a few words about it")
    office = command("office", _office, "make a token for somebody at head office")
    office.add_argument("name", metavar="NAME")


def _exceptions(database: Database, given: argparse.Namespace) -> None:
    from hub.storage import exceptions

    if given.settle is None:
        found = exceptions.every(database, given.store, settled=given.all)
    else:
        asked, by = _asked(given), plain("--by", given.by)
        try:
            found = iter([exceptions.settle(database, asked, by, system_clock(), os_user())])
        except Refused as no:
            raise Refused("no_exception", id=asked.id) if no.code == "not_found" else no from no
    print_lines(one.model_dump(exclude_none=True) for one in found)


def _asked(given: argparse.Namespace) -> SettleRequest:
    """What to settle and how; Refused("by_option") without a name and a few words."""
    from pydantic import ValidationError

    from posapp.contract.exceptions import SettleRequest

    if not (given.by.strip() and given.note.strip()):
        raise Refused("by_option")
    note = plain("--note", given.note)
    try:
        return SettleRequest(id=given.settle, how=given.how, note=note)
    except ValidationError as error:
        first = error.errors()[0]
        raise Refused("bad_request", reason=f"{first['loc'][0]}: {first['msg']}") from error


def _office(database: Database, given: argparse.Namespace) -> None:
    if not given.name or seen(given.name) != given.name:
        raise Refused("name_missing")
    say(offices.new_token(database, given.name, system_clock(), os_user()))
