"""What a person types about follow-ups: those that the shops' rules make by now are made at once."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import UTC, datetime

from hub.clock import system_clock
from hub.lines import say
from hub.storage.database import Database

Act = Callable[[Database, argparse.Namespace], None]


def add(command: Callable[[str, Act, str], argparse.ArgumentParser]) -> None:
    """Adds the command; `command` makes one of a name, an act and words of help."""
    made = command("follow-ups", _make, "make the follow-ups that rules ask for; a hub does it by itself every hour")
    made.add_argument("--at", type=_moment, metavar="TIME", help="as of 2026-11-22T08:00:00Z, to try rules out")


def _make(database: Database, given: argparse.Namespace) -> None:
    from hub.feeds import member_news

    say(f"{member_news.make_follow_ups(database, given.at or system_clock())} follow-ups made")


def _moment(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"this is no time: {text!r}. Write it as 2026-11-22T08:00:00Z") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
