"""The visitor sensor port: who counts the people that come in, beside a person who types it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

SIMULATED_SOURCE: Final = "模拟SIM"
"""The name of a counter that is a program begins so."""


@dataclass(frozen=True, slots=True)
class Visitors:
    """How many came in all day up to now, and the name of who counted."""

    count: int
    source: str


class VisitorSensor(Protocol):
    """Asked on a thread that may wait, at most for its own short time limits."""

    def ask(self, date: str) -> Visitors | None:
        """Of this business date; None where it does not answer, or knows nothing of that day."""
        ...
