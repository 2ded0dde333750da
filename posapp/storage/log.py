"""The log as people search it: the journal's entries, newest first."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from posapp.domain.journal import Entry
from posapp.storage.database import Database

_FOUND: Final = (
    "SELECT seq, kind, at, business_date, staff, body, hash FROM journal"
    " WHERE seq < :before AND seq >= :down_to"
    " AND (:first = '' OR business_date >= :first) AND (:last = '' OR business_date <= :last)"
    " AND (:kinds = '' OR kind IN (SELECT value FROM json_each(:kinds)))"
    " AND (:staff = '' OR staff = :staff)"
    " AND (:text = '' OR instr(lower(CAST(body AS TEXT)), :text) > 0"
    " OR staff IN (SELECT value FROM json_each(:people)) OR kind IN (SELECT value FROM json_each(:named)))"
    " ORDER BY seq DESC LIMIT :most"
)
_ACTS: Final = _FOUND.replace(" WHERE ", " WHERE kind <> 'sale' AND kind IN (SELECT value FROM json_each(:kinds)) AND ")
"""The same where no sales are asked for: by an index that has none, however long the journal is."""
NEWEST: Final = 2**62


def search(
    database: Database,
    *,
    first: str = "",
    last: str = "",
    kinds: Sequence[str] = (),
    staff: str = "",
    text: str = "",
    people: Sequence[str] = (),
    named: Sequence[str] = (),
    before: int = NEWEST,
    down_to: int = 0,
    most: int = 300,
) -> list[Entry]:
    """At most so many entries numbered below `before`, not below `down_to`. `text`: something that the body says, or
    else whose (`people`) or of which kind (`named`) it is."""
    rows = database.select(
        _ACTS if kinds and "sale" not in kinds else _FOUND,
        first=first,
        last=last,
        kinds=json.dumps(list(kinds)) if kinds else "",
        staff=staff,
        text=text.lower(),
        people=json.dumps(list(people)),
        named=json.dumps(list(named)),
        before=before,
        down_to=down_to,
        most=most,
    )
    return [Entry(*row) for row in rows]
