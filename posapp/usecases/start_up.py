"""After a start: one sentence on how the till was left. Is the last sale complete and printed, does a basket wait?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from posapp.usecases.desk import Desk

LeftAs = Literal["fresh", "printed", "not_printed", "unfinished", "paying"]


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """`fresh`: no sale yet; `printed`/`not_printed`: the last sale is complete, its receipt came out or still waits,
    `change` was owed; `unfinished`: a basket lies there; `paying`: money was already being taken for it. Amounts are
    minor units."""

    state: LeftAs
    receipt: str = ""
    total: int = 0
    lines: int = 0
    taken: int = 0
    change: int = 0
    shift_open: bool = False


class StartUp:
    """What the first screen says."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def left_behind(self) -> LeftBehind:
        """How the till was left; the unfinished basket comes first, since it needs a person."""
        desk = self._desk
        shift_open = desk.shift is not None
        lies = len(desk.basket.cart.lines) + len(desk.basket.cart.returns)
        if lies or desk.basket.paying:
            taken = sum(t.amount for t in desk.basket.tenders)
            state: LeftAs = "paying" if desk.basket.paying else "unfinished"
            return LeftBehind(state, "", desk.priced.total, lies, taken, shift_open=shift_open)
        sale = desk.till.sales.last_sale()
        if sale is None:
            return LeftBehind("fresh", shift_open=shift_open)
        job = desk.till.print_jobs.last_of("receipt", sale.receipt)
        printed = job is not None and job.printed_at is not None
        return LeftBehind(
            "printed" if printed else "not_printed",
            sale.receipt,
            sale.priced.total,
            change=sale.settlement.change,
            shift_open=shift_open,
        )
