"""What a person types about balances: they are signed anew for the tills, and a member's code is made."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from hub.clock import system_clock
from hub.lines import say
from hub.storage import proofs, records
from hub.storage.audit import note, os_user
from hub.storage.database import Database
from posapp.domain.errors import Refused
from posapp.domain.live_code import LIFE, LiveCode, signed_bytes
from posapp.domain.times import from_text, to_text

Act = Callable[[Database, argparse.Namespace], None]
_KEPT: Final = "member_kept"


def add(command: Callable[[str, Act, str], argparse.ArgumentParser]) -> None:
    """Adds the commands; `command` makes one of a name, an act and words of help."""
    command("sign-balances", _sign, "tell the tills what members have now, for when they cannot ask; once a night")
    code = command("member-code", _code, "make the live code that a member's telephone shows")
    code.add_argument("--member", required=True)
    code.add_argument("--at", type=_moment, metavar="TIME", help="from then on; else from now")


def _sign(database: Database, given: argparse.Namespace) -> None:
    from hub.feeds import wallets
    from hub.signing import signer_in

    now, signer = system_clock(), signer_in(given.data_dir)
    written = records.publish(database, wallets.signed_anew(database, signer, now, all_of_them=False), system_clock)
    with database.write() as connection:
        note(connection, os_user(), "sign_balances", now, changes=written)
    say(f"{written} changes published.")


def _code(database: Database, given: argparse.Namespace) -> None:
    from hub.signing import signer_in

    if not records.scopes(database, _KEPT, given.member):
        raise Refused("no_row", feed_named="members", key=given.member)
    signer, now = signer_in(given.data_dir), given.at or system_clock()
    bare = LiveCode(given.member, to_text(now + LIFE), signer.id)
    code = replace(bare, signature=signer.sign(signed_bytes(bare))).text()
    with database.write() as connection:
        note(connection, os_user(), "member_code", system_clock(), member=given.member)
        proofs.issue(connection, code, given.member, system_clock())
    say(code)


def _moment(text: str) -> datetime:
    try:
        at = from_text(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"this is no time: {text!r}. Write it as 2026-11-22T08:00:00Z") from None
    return at.astimezone(UTC)
