"""Where the shipped files (fonts, icons, sounds, translations) lie."""

from __future__ import annotations

import sys
from pathlib import Path


def resources() -> Path:
    """The `resources` folder: beside the packages in a checkout, inside the bundle of a frozen program."""
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parents[2]
    return root / "resources"
