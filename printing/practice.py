"""Paper of practice: no document, and no drawer opens for it."""

from __future__ import annotations

from typing import Final

from printing.layout import Cut, Drawer, ReceiptLayout, Row, Words

TRAINING: Final = "培训 · 非交易凭证"
TRAINING_EN: Final = "TRAINING - NOT A RECEIPT"
EVERY: Final = 8
"""Rows between two marks."""
_MARK: Final[tuple[Row, ...]] = (Words(TRAINING, "centre", "large"), Words(TRAINING_EN, "centre", "bold"))


def practised(layout: ReceiptLayout) -> ReceiptLayout:
    """The same paper with the mark above and below everything, and between its rows, since top and bottom can be torn
    off; nothing at all where it only opened the drawer."""
    rows = tuple(row for row in layout.rows if not isinstance(row, Drawer))
    if not rows or rows[: len(_MARK)] == _MARK:
        return ReceiptLayout(rows)
    body, cut = (rows[:-1], rows[-1:]) if isinstance(rows[-1], Cut) else (rows, ())
    marked: list[Row] = []
    for at, row in enumerate(body, 1):
        marked += [row, _MARK[0]] if at % EVERY == 0 and at < len(body) else [row]
    return ReceiptLayout((*_MARK, *marked, *_MARK, *cut))
