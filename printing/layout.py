"""The neutral layout: rows of a receipt without a word about dots, columns or bytes; and the papers it goes onto.

A row holds printable characters only: whatever it is made with is cleaned when it is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from printing.clean import clean

Align = Literal["left", "centre"]
Size = Literal["normal", "bold", "large"]


@dataclass(frozen=True, slots=True)
class Paper:
    """A roll at 203 dpi: printable dots across, and columns of half-width characters."""

    dots: int
    columns: int


PAPER_80: Final = Paper(576, 48)
PAPER_58: Final = Paper(384, 32)
PAPER_A4: Final = Paper(1120, 93)
"""Sheets of an office printer, which takes PDF: 140 mm of text in the middle."""


@dataclass(frozen=True, slots=True)
class Words:
    """Running text, wrapped; `indent` in columns."""

    text: str
    align: Align = "left"
    size: Size = "normal"
    indent: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))


@dataclass(frozen=True, slots=True)
class Pair:
    """A name on the left and its amount at the right edge; a long name wraps, the amount stands on its last line."""

    left: str
    right: str
    size: Size = "normal"
    indent: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "left", clean(self.left))
        object.__setattr__(self, "right", clean(self.right))


@dataclass(frozen=True, slots=True)
class Table:
    """Cells of equal width: the first begins at the left, the others end at their right edge."""

    cells: tuple[str, ...]
    size: Size = "normal"

    def __post_init__(self) -> None:
        object.__setattr__(self, "cells", tuple(clean(cell, 24) for cell in self.cells))


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A little room."""


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code in the middle of the paper."""

    payload: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "payload", clean(self.payload))


@dataclass(frozen=True, slots=True)
class Bars:
    """A line bar code in the middle of the paper, its signs below it."""

    code: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "code", clean(self.code, 24))


@dataclass(frozen=True, slots=True)
class Drawer:
    """The cash drawer opens; always the first row, so that it does not wait for the paper."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The paper is cut."""


Row = Words | Pair | Table | Rule | Blank | Qr | Bars | Drawer | Cut


@dataclass(frozen=True, slots=True)
class ReceiptLayout:
    """A whole receipt, top to bottom."""

    rows: tuple[Row, ...]

    @property
    def opens_drawer(self) -> bool:
        """Whether the drawer opens with it."""
        return any(isinstance(row, Drawer) for row in self.rows)

    @property
    def prints(self) -> bool:
        """Whether paper comes out at all."""
        return any(not isinstance(row, Drawer) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Bitmap:
    """Dots, one bit each, 1 is black, the first dot in the highest bit; every row fills whole bytes."""

    width: int
    height: int
    dots: bytes
