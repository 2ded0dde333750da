"""A shop's day as the hub has it: the figures of all its tills, and which of them it lacks."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from posapp.contract.calls import Message, Text
from posapp.domain.figures import Figures, Sum

SumRow = tuple[str, str, int, int, int]
"""Measure, name, count, amount, more: a sum as `domain.figures.Figures` has it."""
Lacks = Literal["", "not_closed", "unsent", "not_heard"]


class HourRow(Message):
    """What was sold in an hour of the shop's clock."""

    hour: int
    count: int
    total: int


class TillDay(Message):
    """One till on one business date. `heard`: when the hub heard it last ("": never); `unsent`: entries that it said it
    has and the hub has not, None where it did not say; `lacks`: why its day may grow still."""

    model_config = ConfigDict(strict=True, extra="allow", frozen=True, populate_by_name=True)

    till: str
    register_: Annotated[str, Field(alias="register")]
    name: Text = ""
    heard: str = ""
    unsent: int | None = None
    shifts: int = 0
    open_shift: str = ""
    zs: tuple[str, ...] = ()
    lacks: Lacks = ""
    sums: tuple[SumRow, ...] = ()
    hours: tuple[HourRow, ...] = ()

    def figures(self) -> Figures:
        """What it sold and did."""
        return figures_of(self.sums)


class ShopDay(Message):
    """`over`: the business day has ended by the hub's clock. `exceptions`: open ones of the shop; `at`: as of."""

    store: str
    date: str
    at: str
    over: bool
    exceptions: int = 0
    tills: tuple[TillDay, ...] = ()

    @property
    def lacking(self) -> tuple[TillDay, ...]:
        """The tills whose day is not whole."""
        return tuple(till for till in self.tills if till.lacks)

    @property
    def provisional(self) -> bool:
        """Until the day is over and no till is lacking: so nobody holds two final figures of one day."""
        return not self.over or bool(self.lacking)


def figures_of(sums: tuple[SumRow, ...]) -> Figures:
    """As they travelled."""
    return Figures({(measure, name): Sum(*rest) for measure, name, *rest in sums})


def rows_of(figures: Figures) -> tuple[SumRow, ...]:
    """As they travel."""
    return tuple((*part, s.count, s.amount, s.more) for part, s in sorted(figures.sums.items()))
