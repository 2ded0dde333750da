"""Members as tills' entries changed them: told in every shop that knows them.

It runs after a batch is in the books, as `arrivals` does; what it says is read and written in one transaction, so that
of two batches about one member the later word is told last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from hub.feeds import arrivals, members
from hub.rows import Rows
from hub.storage.database import Database
from hub.storage.member_values import Told, tell
from hub.storage.records import EVERY_STORE, Change, change
from posapp.contract.feed_members import MemberRow


def follow(database: Database, rows: Rows, clock: Callable[[], datetime]) -> None:
    """What a batch's rows tell."""
    changed = {str(row[0]) for row in (*rows.member_value, *rows.member_consent, *rows.member_merge)}
    if not changed:
        return
    tell(database, changed, members.KEPT, _changes, clock())
    for row in rows.member_merge:
        arrivals.know(database, str(row[0]), clock)


def _changes(kept: str, told: Told, scopes: Iterable[str]) -> Iterator[Change]:
    row = members.changed(MemberRow.model_validate_json(kept), told)
    for store in scopes:
        yield change("members", store, row)
    yield change(members.KEPT, EVERY_STORE, row)
