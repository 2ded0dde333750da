"""The shared real data that lies beside the checkout, or the reason why a test cannot see it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def shared_folder() -> Path | None:
    """POSAPP_SHARED if it is set, else `../shared` beside the checkout if it exists."""
    named = os.environ.get("POSAPP_SHARED")
    folder = Path(named) if named else ROOT.parent / "shared"
    return folder if folder.is_dir() else None


def shared(relative: str) -> Path:
    """The file or folder `relative` of the shared data; skips the test when it is not there."""
    folder = shared_folder()
    if folder is None:
        pytest.skip("no shared data: set POSAPP_SHARED to its folder")
    path = folder / relative
    if not path.exists():
        pytest.skip(f"the shared data has no {relative}")
    return path
