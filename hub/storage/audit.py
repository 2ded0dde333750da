"""Who did what at the hub: every administrative act is written in the transaction that carries it out."""

from __future__ import annotations

import getpass
import json
import os
import secrets
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from hub.storage import tables
from hub.storage.database import Database
from posapp.domain.times import to_text


def note(connection: Connection, who: str, act: str, at: datetime, **about: object) -> None:
    """One act, with what it was about; never a code, a token or a PIN."""
    said = json.dumps(about, ensure_ascii=False, sort_keys=True)
    row = {"at": to_text(at), "mark": secrets.token_hex(8), "who": who, "act": act, "about": said}
    connection.execute(insert(tables.audit).values(row))


def acts(database: Database, since: str = "") -> Iterator[dict[str, Any]]:
    """The acts from that time on, oldest first."""
    a = tables.audit.c
    with database.read() as connection:
        query = select(a.at, a.who, a.act, a.about).where(a.at >= since).order_by(a.at, a.mark)
        for row in connection.execute(query):
            yield {"at": row.at, "who": row.who, "act": row.act, **json.loads(row.about)}


def done_on(database: Database, act: str, day: datetime) -> bool:
    """Whether the act was done on that day of UTC."""
    a = tables.audit.c
    with database.read() as connection:
        query = select(a.at).where(a.at >= to_text(day)[:10], a.act == act).limit(1)
        return connection.scalar(query) is not None


def os_user() -> str:
    """The user of the operating system, not of the environment, which anybody can set; behind sudo both are named."""
    if sys.platform == "win32":
        return getpass.getuser()
    import pwd

    try:
        name = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a user without a name, as in a container
        name = f"uid {os.getuid()}"
    behind = os.environ.get("SUDO_USER") if os.getuid() == 0 else None
    return f"{name} (sudo: {behind[:64]})" if behind else name
