"""When the till was on the line and when not, as its journal says."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from posapp.contract.line_ops import AWAY, ENDED, LINE, OPENED
from posapp.storage.database import Database
from posapp.storage.log import NEWEST

_KINDS: Final = (*sorted(LINE), *OPENED, *ENDED)
_LAST: Final = "SELECT " + ", ".join(
    f"(SELECT max(seq) FROM journal WHERE kind <> 'sale' AND kind = '{kind}' AND seq < :before)" for kind in _KINDS
)
"""Of each kind the last one: by their index, however long the journal is."""
_AT: Final = "SELECT at FROM journal WHERE seq = :seq"
_SWITCHES: Final = (
    "SELECT seq, kind FROM journal WHERE kind <> 'sale'"
    f" AND kind IN ({', '.join(repr(kind) for kind in sorted(LINE))}) ORDER BY seq"
)


def last_said(database: Database) -> tuple[str, bool]:
    """What the journal said last of the line ("": nothing), and whether that was since a shift was opened last."""
    found = _last(database, NEWEST)
    seq, kind = _newest(found, LINE)
    return kind, seq > _newest(found, OPENED)[0]


def away_since(database: Database, before: int = NEWEST) -> str | None:
    """Since when it was off the line before that entry, within the open shift; None where it was not."""
    found = _last(database, before)
    seq, kind = _newest(found, LINE)
    opened = _newest(found, OPENED)[0]
    if kind not in AWAY or not seq > opened > _newest(found, ENDED)[0]:
        return None
    row = database.first(_AT, seq=seq)
    return str(row[0]) if row else None


def off_the_line(database: Database) -> list[tuple[int, int]]:
    """From which entry to which it was off the line."""
    found, since = list[tuple[int, int]](), 0
    for seq, kind in database.select(_SWITCHES):
        if kind in AWAY:
            since = since or seq
        elif since:
            found.append((since, seq))
            since = 0
    return [*found, (since, NEWEST)] if since else found


def _last(database: Database, before: int) -> dict[str, int]:
    row = database.first(_LAST, before=before)
    return {kind: int(seq) for kind, seq in zip(_KINDS, row or (), strict=False) if seq is not None}


def _newest(found: dict[str, int], kinds: Collection[str]) -> tuple[int, str]:
    """(number, kind) of the newest of these kinds; (0, "") where there is none."""
    return max(((found[kind], kind) for kind in kinds if kind in found), default=(0, ""))
