"""How a printer stands, as people are told: a state in a word, since when, and how many documents wait for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PrinterState = Literal["ready", "off", "paper_out", "error"]


@dataclass(frozen=True, slots=True)
class PrintStatus:
    """`since`: when this state began (UTC ISO text, "" before the printer was first asked); `reason`: the refusal code
    behind a state that is not ready; `simulated`: paper is only pretended, and the screen must say so."""

    state: PrinterState
    waiting: int = 0
    since: str = ""
    reason: str = ""
    simulated: bool = False
