"""Parts of the settings that tell of other feeds: whose stock is shown, and what stops when a copy is too old."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from posapp.contract.calls import Message
from posapp.domain.staleness import Rule


class NearRow(Message):
    """Another shop whose stock the tills show."""

    id: str
    name: str = ""


class RuleRow(Message):
    """What stops after so many hours without word from the hub; 0 hours: nothing."""

    hours: Annotated[int, Field(ge=0, le=100_000)] = 0
    stops: tuple[str, ...] = ()

    def value(self) -> Rule:
        """The rule."""
        return Rule(self.hours, self.stops)
