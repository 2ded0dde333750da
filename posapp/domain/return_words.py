"""What people call the state of goods that came back, and where they go: screens, labels and reports say the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from posapp.domain.return_rules import NEVER_OUT, REASONS

Both = tuple[str, str]
"""简体中文, English."""

CONDITION_WORDS: Final[Mapping[str, Both]] = {
    "as_new": ("完好", "As new"),
    "opened": ("已拆封", "Opened"),
    "damaged": ("破损", "Damaged"),
    "defective": ("有质量问题", "Defective"),
}
DISPOSITION_WORDS: Final[Mapping[str, Both]] = {
    "sellable": ("上架再售", "Back on the shelf"),
    "damaged": ("残次品", "Damaged goods"),
    "warehouse": ("退回仓库", "To the warehouse"),
    "supplier": ("退供应商", "To the supplier"),
    "never_out": ("未交付", "Never given out"),
}
REASON_WORDS: Final[Mapping[str, Both]] = {name: (zh, en) for name, zh, en in REASONS} | {
    NEVER_OUT: ("订单已结束，未交付", "Order over, never given out")
}


def word_of(words: Mapping[str, Both], name: str, language: str) -> str:
    """By its own name where nobody has a word for it; "both": one after the other."""
    zh, en = words.get(name, (name, name))
    return {"zh": zh, "en": en}.get(language, zh if zh == en else f"{zh} {en}")


def line_code(receipt: str, line: int) -> str:
    """What the label of goods that came back says of them: the return's receipt and the line there."""
    return f"{receipt}.{line}"


def receipt_of_label(text: str) -> str:
    """The return's receipt of such a code, "" where it is none."""
    receipt, _, line = text.rpartition(".")
    return receipt if line.isascii() and line.isdigit() else ""
