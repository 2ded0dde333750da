"""Parts of the settings: whose stock is shown, what stops when a copy is too old, what customers show to pay."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from posapp.contract.calls import Message
from posapp.domain.payment_code import PaymentCode
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


class PaymentCodeRow(Message):
    """Codes of one kind that customers show: the tender, the first digits, and how many digits there are."""

    type: str
    prefixes: tuple[str, ...]
    least: Annotated[int, Field(ge=8, le=64)]
    most: Annotated[int, Field(ge=8, le=64)]

    def value(self) -> PaymentCode:
        """The kind of code; one without first digits would take every scan."""
        return PaymentCode(self.type, tuple(p for p in self.prefixes if p), self.least, self.most)
