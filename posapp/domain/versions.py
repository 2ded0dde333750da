"""Which program each side runs and how it speaks: what a person is told when till and hub are of different age."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Apart = Literal["", "hub_newer", "hub_older", "till_too_old"]


@dataclass(frozen=True, slots=True)
class Version:
    """`program`: its number, as people read it; `contract`: the number of what it says to the other side. A hub's:
    `least` is the oldest contract that it answers in everything, `update_by` the day ("2026-12-31", or "") from which
    that is its own."""

    program: str
    contract: int
    least: int = 1
    update_by: str = ""


def apart(own: int, hub: Version | None) -> Apart:
    """How a till that speaks `own` stands with its hub; "" where both speak the same, or the hub has not said."""
    if hub is None or hub.contract == own:
        return ""
    if own < hub.least:
        return "till_too_old"
    return "hub_newer" if hub.contract > own else "hub_older"
