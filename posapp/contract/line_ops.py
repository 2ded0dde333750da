"""Bodies of journal entries about the line to the hub: switched by a person, or lost and back by itself."""

from __future__ import annotations

from typing import Final

from posapp.contract.op import Op

AWAY: Final = ("went_offline", "line_lost")
BACK: Final = ("went_online", "line_back")
LINE: Final = frozenset((*AWAY, *BACK))
"""Their names; after one of the first two the till is off the line, until one of the others."""
OPENED: Final = ("shift_opened",)
ENDED: Final = ("shift_suspended", "shift_closed")
"""Between them time off the line is a shift's."""


class LineSwitchedOp(Op, frozen=True, omit_defaults=True):
    """Kinds "went_offline" and "went_online": a person switched the line to the hub off, or on again. `restart`: nobody
    did; the till was started anew, which ends it."""

    approver: str = ""
    restart: bool = False


class LineStoodOp(Op, frozen=True, omit_defaults=True):
    """Kinds "line_lost" and "line_back": nobody did it, the hub did not answer any more, or did again. `state` as
    people were told it (`domain.sync_status`). A shift that is opened off the line has a "line_lost" of its own."""

    state: str = ""
