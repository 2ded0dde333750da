"""What a shop's settings say of online orders."""

from __future__ import annotations

from posapp.contract.calls import Message
from posapp.domain.order import PickupRules


class PickupRow(Message):
    """See domain.order."""

    hold_days: int = 7
    promise_minutes: int = 120

    @classmethod
    def of(cls, rules: PickupRules) -> PickupRow:
        """The row of the rules."""
        return cls(hold_days=rules.hold_days, promise_minutes=rules.promise_minutes)

    def value(self) -> PickupRules:
        """The rules."""
        return PickupRules(self.hold_days, self.promise_minutes)
