"""What a person types about people's own data: requests with each till's word, one more, and all that is kept."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, select

from hub import erasing
from hub.clock import system_clock
from hub.lines import plain, print_lines, say
from hub.privacy_entries import DONE
from hub.storage import tables
from hub.storage.audit import os_user
from hub.storage.database import Database
from hub.storage.member_history import same_person
from hub.storage.privacy_tables import privacy_proof, privacy_request
from posapp.domain.privacy import ASKERS, ERASE, IDENTITIES

Act = Callable[[Database, argparse.Namespace], None]


def add(command: Callable[[str, Act, str], argparse.ArgumentParser]) -> None:
    """Adds the command; `command` makes one of a name, an act and words of help."""
    asked = command("privacy", _privacy, "list what members asked to be done with their data, or do it")
    asked.add_argument("--erase", metavar="MEMBER", help="forget this member here and at every till")
    asked.add_argument("--asked-by", choices=sorted(ASKERS), default="self")
    asked.add_argument("--identity", choices=sorted(IDENTITIES), default="", help="how you saw who that is")


def _privacy(database: Database, given: argparse.Namespace) -> None:
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


def listed(database: Database) -> Iterator[dict[str, Any]]:
    """Every request, the oldest first, with which tills have erased and which have not said so."""
    r = privacy_request.c
    with database.read() as connection:
        for row in connection.execute(select(privacy_request).order_by(r.at, r.id)).all():
            said = dict(row._mapping) | {"figures": json.loads(row.figures)}
            if row.wish == ERASE and row.state == DONE:
                said |= _proof(connection, row.member, row.moved_at)
            yield {name: value for name, value in said.items() if value != ""}


def _proof(connection: Connection, member: str, since: str) -> dict[str, Any]:
    """The tills' own entries; of a till that was not enrolled yet, or has no access any more, none is awaited."""
    p, t = privacy_proof.c, tables.till.c
    ids = same_person(connection, member)
    rows = connection.execute(select(p.till, p.seq, p.at).where(p.member.in_(ids)).order_by(p.at, p.till)).all()
    awaited = select(t.id).where(t.enrolled_at <= since, t.revoked_at.is_(None)).order_by(t.id)
    told = {row.till for row in rows}
    missing = [till for till in connection.scalars(awaited) if till not in told]
    return {"tills": [{"till": row.till, "entry": row.seq, "at": row.at} for row in rows], "missing": missing}
