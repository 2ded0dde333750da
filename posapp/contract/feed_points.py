"""A shop's rules of points, as its settings carry them, see domain.points_rule."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from posapp.contract.calls import Message
from posapp.contract.feed_figures import fields
from posapp.domain.points_rule import ONCE, WHOLE, BurnRule, EarnRule, Expiry, PointsRule, Span, TierRule

Money = Annotated[int, Field(ge=0, le=10**15)]
Times = Annotated[int, Field(ge=0, le=100_000)]
Days = Annotated[int, Field(ge=0, le=36_500)]


class EarnRow(Message):
    """How points are earned."""

    id: str
    per: Money
    starts: str = ""
    ends: str = ""
    tiers: tuple[tuple[str, Times], ...] = ()
    birthday: Times = ONCE
    span: Span = "day"
    without: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()

    @classmethod
    def of(cls, rule: EarnRule) -> EarnRow:
        """The row."""
        return cls(**{name: getattr(rule, name) for name in cls.model_fields})

    def value(self) -> EarnRule:
        """The rule."""
        return EarnRule(**fields(self))


class BurnRow(Message):
    """How points pay."""

    id: str
    value: Money
    starts: str = ""
    ends: str = ""
    step: Annotated[int, Field(ge=1, le=10**9)] = 1
    least: Annotated[int, Field(ge=0, le=10**9)] = 0
    most: Annotated[int, Field(ge=0, le=WHOLE)] = WHOLE

    @classmethod
    def of(cls, rule: BurnRule) -> BurnRow:
        """The row."""
        return cls(**{name: getattr(rule, name) for name in cls.model_fields})

    def rule(self) -> BurnRule:
        """The rule."""
        return BurnRule(**fields(self))


class TierRow(Message):
    """What makes a tier."""

    tier: str
    spend: Money = 0
    points: Money = 0

    @classmethod
    def of(cls, rule: TierRule) -> TierRow:
        """The row."""
        return cls(**{name: getattr(rule, name) for name in cls.model_fields})

    def value(self) -> TierRule:
        """The rule."""
        return TierRule(**fields(self))


class PointsRow(Message):
    """What a point costs and is worth, and the dated rules; an older till goes by the first two alone."""

    per: Money
    value: Money
    earn: tuple[EarnRow, ...] = ()
    burn: tuple[BurnRow, ...] = ()
    months: Days = 0
    years: Days = 0
    tiers: tuple[TierRow, ...] = ()
    days: Days = 365

    @classmethod
    def of(cls, rule: PointsRule | None) -> PointsRow | None:
        """The row; None where the shop has no points."""
        if rule is None:
            return None
        return cls(
            per=rule.per,
            value=rule.value,
            earn=tuple(map(EarnRow.of, rule.earn)),
            burn=tuple(map(BurnRow.of, rule.burn)),
            months=rule.expiry.months,
            years=rule.expiry.years,
            tiers=tuple(map(TierRow.of, rule.tiers)),
            days=rule.days,
        )

    def rule(self) -> PointsRule:
        """The rules."""
        return PointsRule(
            self.per,
            self.value,
            tuple(row.value() for row in self.earn),
            tuple(row.rule() for row in self.burn),
            Expiry(self.months, self.years),
            tuple(row.value() for row in self.tiers),
            self.days,
        )
