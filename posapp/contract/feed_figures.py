"""What the rows of the feeds are made of: whole numbers that fit any file, and their way into values."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from posapp.contract.calls import Message

Minor = Annotated[int, Field(ge=-(10**15), le=10**15)]
"""Minor units of the shop's currency."""
Thousandths = Annotated[int, Field(ge=-(10**15), le=10**15)]
"""Of a piece, of a kilogram, of a percent."""
Count = Annotated[int, Field(ge=-(10**15), le=10**15)]
"""Whole things, points for instance."""


def within(figure: int) -> int:
    """The nearest that a row can say: sums of what a forged journal tells end somewhere, and hold nobody else up."""
    return max(-(10**15), min(10**15, figure))


def fields(row: Message) -> dict[str, Any]:
    """The fields that this version knows, whatever else a newer hub said."""
    return {name: getattr(row, name) for name in type(row).model_fields}
