"""How money is put onto balances, as a shop's settings carry it."""

from __future__ import annotations

from posapp.contract.calls import Message
from posapp.contract.feed_figures import Minor
from posapp.domain.topup import BonusStep, TopUpRules
from posapp.domain.wallet import SpendOrder


class BonusStepRow(Message):
    """See domain.topup."""

    least: Minor
    bonus: Minor
    starts: str | None = None
    ends: str | None = None


class TopUpRow(Message):
    """See domain.topup; what is left out is as usual."""

    member_most: Minor | None = None
    bearer_most: Minor | None = None
    offline_most: Minor = 0
    steps: tuple[BonusStepRow, ...] = ()
    order: SpendOrder = "share"

    @classmethod
    def of(cls, rules: TopUpRules) -> TopUpRow:
        """The row of the rules."""
        steps = tuple(BonusStepRow(least=s.least, bonus=s.bonus, starts=s.starts, ends=s.ends) for s in rules.steps)
        most = {"member_most": rules.member_most, "bearer_most": rules.bearer_most}
        return cls(**most, offline_most=rules.offline_most, steps=steps, order=rules.order)

    def value(self) -> TopUpRules:
        """What the till works with."""
        steps = tuple(BonusStep(s.least, s.bonus, s.starts, s.ends) for s in self.steps)
        return TopUpRules(self.member_most, self.bearer_most, self.offline_most, steps, self.order)
