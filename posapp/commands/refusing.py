"""How a command ends that cannot do what it was asked: one sentence in both languages and an exit code."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from posapp.domain.errors import Refused
from posapp.domain.refusal_texts import refusal_text

EX_NO_INPUT, EX_CANNOT_CREATE, EX_TRY_AGAIN, EX_CONFIG = 66, 73, 75, 78
_CODES: Final = {
    "file_exists": EX_CANNOT_CREATE,
    "disk_full": EX_TRY_AGAIN,
    "till_in_use": EX_TRY_AGAIN,
    "sqlite_unsafe": EX_CONFIG,
}


def refuse(refused: Refused) -> int:
    """Say it on standard error; the exit code, 66 when the till's data cannot be read."""
    print(refusal_text(refused, "zh"), refusal_text(refused, "en"), sep="\n", file=sys.stderr)
    return _CODES.get(refused.code, EX_NO_INPUT)


def must_have_till(folder: Path) -> None:
    """Refused("no_till_here") in a folder without till.db: looking at a till never makes one."""
    if not (folder / "till.db").is_file():
        raise Refused("no_till_here", folder=str(folder))
