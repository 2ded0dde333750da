"""What a server spends, its children included: Linux tells."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_TICK_MS: Final = 1000 / os.sysconf("SC_CLK_TCK")
_OWN: Final = slice(11, 13)
_ENDED: Final = slice(13, 15)


def spent_ms(pid: int) -> float:
    """CPU milliseconds of a process so far, of its children and of those that have ended."""
    place = Path(f"/proc/{pid}")
    fields = (place / "stat").read_text().rpartition(")")[2].split()
    own = sum(map(int, (*fields[_OWN], *fields[_ENDED]))) * _TICK_MS
    return own + sum(_own_ms(int(child)) for child in (place / f"task/{pid}/children").read_text().split())


def _own_ms(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):  # ended just now: its parent has it
        return 0.0
    return sum(map(int, fields[_OWN])) * _TICK_MS
