"""What a person types about points: what was moved and why is listed, points are lost in time, corrected by hand."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import UTC, datetime

from hub.clock import system_clock
from hub.lines import plain, print_lines, say
from hub.storage.audit import note, os_user
from hub.storage.database import Database
from posapp.domain.errors import Refused
from posapp.domain.times import from_text

Act = Callable[[Database, argparse.Namespace], None]
MOST: int = 10**9


def add(command: Callable[[str, Act, str], argparse.ArgumentParser]) -> None:
    """Adds the commands; `command` makes one of a name, an act and words of help."""
    points = command("points", _points, "list every move of a member's points, and what is left of them")
    which = points.add_mutually_exclusive_group(required=True)
    which.add_argument("--member")
    which.add_argument("--check", action="store_true", help="list purses that are not the sum of their entries")
    lost = command(
        "expire-points", _expire, "book points whose time is over, count tiers anew; the hub does it each day"
    )
    lost.add_argument("--at", type=_moment, metavar="TIME", help="as of then; else as of now")
    adjust = command("adjust-points", _adjust, "give a member points, or (below zero) take some")
    adjust.add_argument("--member", required=True)
    adjust.add_argument("--points", type=int, required=True, metavar="N")
    adjust.add_argument("--reason", required=True, metavar="WHY", help="a few words for the ledger")


def _points(database: Database, given: argparse.Namespace) -> None:
    from hub.storage import points_books

    with database.read() as connection:
        if given.check:
            print_lines(points_books.drifted(connection))
            return
        found = points_books.entries(connection, [given.member])
    if not found:
        raise Refused("no_row", feed_named="members", key=given.member)
    balance = 0
    for lines in found.values():
        for x in lines:
            balance += x.units
            about = {"of": x.of, "by": x.by, "note": x.note, "receipt": x.receipt}
            head = {"at": x.at, "kind": x.kind, "points": x.units, "balance": balance, "stems_from": x.stems_from}
            print_lines([head | {name: value for name, value in about.items() if value}])


def _expire(database: Database, given: argparse.Namespace) -> None:
    from hub.loyalty_day import pass_day
    from hub.signing import signer_in

    done = pass_day(database, signer_in(given.data_dir), lambda: given.at or system_clock(), os_user())
    say(f"{done.points} points of {done.members} members expired. {done.tiers} members have another tier or progress.")


def _adjust(database: Database, given: argparse.Namespace) -> None:
    from hub.feeds import wallets
    from hub.signing import signer_in
    from hub.storage import points_books, purses, records

    reason, now = plain("--reason", given.reason), system_clock()
    if not reason or not given.points or abs(given.points) > MOST:
        raise Refused("reason_to_adjust")
    with database.write() as connection:
        member = purses.remaining(connection, given.member)
        if not purses.is_member(connection, member):
            raise Refused("no_row", feed_named="members", key=given.member)
        points_books.move(connection, "points", member, given.points, 0, "adjusted", now, os_user(), reason)
        note(connection, os_user(), "adjust_points", now, member=member, points=given.points, reason=reason)
    signed = wallets.signed_at_once(database, signer_in(given.data_dir), now, [member])
    records.publish(database, signed, system_clock)
    say(f"{given.points:+d} points for {member}. Tills hear of it at their next exchange.")


def _moment(text: str) -> datetime:
    try:
        at = from_text(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"this is no time: {text!r}. Write it as 2026-11-22T08:00:00Z") from None
    return at.astimezone(UTC)
