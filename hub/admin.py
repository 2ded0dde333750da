"""What a person at head office does with a hub: tills and their access, what was done, copies. All of it is noted."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from hub import (
    asked_invoices,
    attribution,
    balances,
    bill,
    freeing,
    kept_coupons,
    made_follow_ups,
    office_orders,
    points_commands,
    privacy_requests,
    sent_notices,
    settling,
    stop_sales,
    telephone,
)
from hub.clock import system_clock
from hub.lines import print_lines, say, warn
from hub.storage import tills, tokens
from hub.storage.audit import acts, note, os_user
from hub.storage.database import Database, renew_epoch
from posapp.contract.feeds import NOUNS
from posapp.contract.version import CONTRACT
from posapp.domain.errors import Refused
from posapp.domain.times import to_text

DATABASE: Final = "hub.db"

Open = Callable[[argparse.Namespace], Database]
Act = Callable[[Database, argparse.Namespace], None]


def add(commands: Any, where: argparse.ArgumentParser, opened: Open) -> None:
    """Adds the commands to the parser of `hub`; `opened` opens the database that the arguments name."""

    def command(name: str, act: Act, words: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = commands.add_parser(name, parents=[where], help=words)
        made.set_defaults(run=lambda given: _with(opened, act, given))
        return made

    code = command("code", _code, "make a one-time code that enrols a till, or connects one again")
    code.add_argument("--store")
    code.add_argument("--register")
    code.add_argument("--till", help="a till that is there already: the code gives it a new token")
    listing = command("tills", _tills, "list the tills and how their access stands")
    listing.add_argument("--store", help="of this store only")
    listing.add_argument("--behind", action="store_true", help="only those that speak an older contract than this hub")
    revoke = command("revoke", _revoke, "end a till's access at once")
    revoke.add_argument("--till", required=True)
    rotate = command("rotate", _rotate, "have tills take another token at their next exchange")
    which = rotate.add_mutually_exclusive_group(required=True)
    which.add_argument("--till")
    which.add_argument("--store", help="every till of it")
    audit = command("audit", _audit, "list what was done at this hub, by whom and when")
    audit.add_argument("--since", type=_moment, metavar="TIME", help="2026-11-22 or 2026-11-22T08:00:00Z")
    command("catch-up", _catch_up, "book what was kept by a program that did not know its kind; each start does it too")
    command("restored", _restored, "say that the database was restored from a copy by its own tools")
    backup = command("backup", _backup, "copy the books while the hub answers (SQLite)")
    backup.add_argument("--to", type=Path, required=True, metavar="FILE")
    restore = commands.add_parser("restore", parents=[where], help="put a copy back; the hub must not run (SQLite)")
    restore.add_argument("--from", dest="copy", type=Path, required=True, metavar="FILE")
    restore.set_defaults(run=_restore)
    remove = command("remove", _remove, "take one row out of a feed: the tills forget it")
    remove.add_argument(
        "--feed",
        required=True,
        choices=[
            noun
            for noun in NOUNS
            if noun not in ("settings", "elsewhere", "holds", "tags", "set_aside", "appointments")
        ],
    )
    remove.add_argument("--key", required=True, help="sku, id or code; of a tax id@date")
    remove.add_argument("--store", default="", help="out of this store only; else out of every one that has it")
    command("rotate-key", _rotate_key, "sign balances with another key; the one before stays good until the next time")
    settling.add(command)
    stop_sales.add(command)
    freeing.add(command)
    balances.add(command)
    asked_invoices.add(command)
    kept_coupons.add(command)
    sent_notices.add(command)
    made_follow_ups.add(command)
    bill.add(command)
    telephone.add(command)
    attribution.add(command)
    office_orders.add(command)
    privacy_requests.add(command)
    points_commands.add(command)


def _with(opened: Open, act: Act, given: argparse.Namespace) -> int:
    database = opened(given)
    try:
        if store := getattr(given, "store", None):
            with database.read() as connection:
                tills.registers_of(connection, store)  # a mistyped one is refused, never taken for one without rows
        act(database, given)
    finally:
        database.close()
    return 0


def _code(database: Database, given: argparse.Namespace) -> None:
    now, by = system_clock(), os_user()
    if given.till:
        say(tills.renewal_code(database, given.till, now, by))
    elif given.store and given.register:
        say(tills.new_code(database, given.store, given.register, now, by))
    else:
        raise Refused("which_till")


def _tills(database: Database, given: argparse.Namespace) -> None:
    found = tokens.listed(database, given.store)
    print_lines(till for till in found if not given.behind or (till["contract"] or CONTRACT) < CONTRACT)


def _revoke(database: Database, given: argparse.Namespace) -> None:
    tokens.revoke(database, given.till, system_clock(), os_user())
    say(f"Revoked: till {given.till} has no access any more. `hub code --till {given.till}` connects it again.")


def _rotate(database: Database, given: argparse.Namespace) -> None:
    chosen = [given.till] if given.till else [till["till"] for till in tokens.listed(database, given.store)]
    for till in chosen:
        tokens.rotate(database, till, system_clock(), os_user())
    say(f"{len(chosen)} till(s) take another token at their next exchange. `hub tills` shows when each has.")


def _audit(database: Database, given: argparse.Namespace) -> None:
    print_lines(acts(database, given.since or ""))


def _catch_up(database: Database, _given: argparse.Namespace) -> None:
    from hub.late import book_kept
    from hub.storage.intake import intake_of

    booked = book_kept(database, intake_of(database), system_clock)
    say(f"{booked} entries were booked that had been kept." if booked else "Nothing waited to be booked.")


def _restored(database: Database, given: argparse.Namespace) -> None:
    now = system_clock()
    with database.write() as connection:
        epoch = renew_epoch(connection)
        tills.void_codes(connection, now)
        note(connection, os_user(), "restored", now, epoch=epoch)
    say(f"Restored, in the new epoch {epoch}: tills fetch their copies again; codes that were out are void.")


def _remove(database: Database, given: argparse.Namespace) -> None:
    from hub.feeds.removal import remove

    count = remove(database, given.feed, given.key, given.store, system_clock, os_user())
    say(f"Removed: {given.feed} {given.key}, {count} row(s). Tills forget it at their next exchange.")


def _rotate_key(database: Database, given: argparse.Namespace) -> None:
    from hub.feeds.keys import rotate
    from hub.signing import signer_in

    key = rotate(database, signer_in(given.data_dir), system_clock, os_user())
    say(f"Balances are signed with the key {key} now. The key before stays good until `hub rotate-key` is run again.")


def _backup(database: Database, given: argparse.Namespace) -> None:
    from hub.storage.backup import back_up

    print_lines([back_up(database, given.to, system_clock(), os_user())])


def _restore(given: argparse.Namespace) -> int:
    from hub.storage.backup import restore

    if given.database:
        raise Refused("hub_not_sqlite")
    given.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    print_lines([restore(given.copy, given.data_dir / DATABASE, system_clock(), os_user())])
    warn(
        "hub: tills that were revoked, and tokens that were replaced, since the copy was made are as they were then: "
        "look at `hub tills`. Tills that were enrolled since must be enrolled again."
    )
    return 0


def _moment(text: str) -> str:
    """A day or a moment in ISO 8601, of UTC unless it names a zone, as it is compared."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        said = f"this is no time: {text!r}. Write it as 2026-11-22 or 2026-11-22T08:00:00Z"
        raise argparse.ArgumentTypeError(said) from None
    return to_text(at if at.tzinfo else at.replace(tzinfo=UTC))
