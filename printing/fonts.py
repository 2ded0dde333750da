"""The font files that paper is set in: one family for every script, with figures of one width."""

from __future__ import annotations

import sys
from pathlib import Path

from printing.layout import Size


def font_file(size: Size) -> Path:
    """The file for a size: bold and large are set in the bold cut."""
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parents[1]
    return root / "resources" / "fonts" / f"NotoSansSC-{'Medium' if size == 'normal' else 'Bold'}.ttf"
