"""The rules of points in a shop file: how they are earned, used and lost, and what makes a tier."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from posapp.contract.shop_text import Amount, Day, Key, Keys, Percent, ShopRow, Terms, mistake
from posapp.domain.money import parse_quantity
from posapp.domain.points_rule import ONCE, BurnRule, EarnRule, Expiry, PointsRule, Span, TierRule

MOST_TIMES = 100


def _times(text: str) -> str:
    if not (text.replace(".", "", 1).isdecimal() and text.isascii()) or len(text.partition(".")[2]) > 3:
        raise mistake("quantity_form", text=text[:40])
    if parse_quantity(text) > MOST_TIMES * ONCE:
        raise mistake("out_of_range", limit=f"0-{MOST_TIMES}")
    return text


Times = Annotated[str, AfterValidator(_times)]
"""How often points count: "1.5"."""


class _Dated(ShopRow):
    """Holds on business dates, the first and the last among them."""

    id: Key
    starts: Annotated[Day | None, Field(alias="from")] = None
    ends: Annotated[Day | None, Field(alias="to")] = None

    @model_validator(mode="after")
    def _forwards(self) -> _Dated:
        if self.starts is not None and self.ends is not None and self.ends < self.starts:
            raise mistake("ends_before", "to")
        return self


class ShopBirthday(ShopRow):
    """How often points count on a member's birthday, and how long that lasts: the day, three days either side, the
    month."""

    times: Times
    span: Span = "day"


class ShopEarn(_Dated):
    """A rule by which points are earned; `per`: else the shop's own."""

    per: Amount | None = None
    tiers: Annotated[dict[Key, Times], Field(default_factory=dict, max_length=24)]
    birthday: ShopBirthday | None = None
    without: Annotated[Keys, Field(max_length=200)] = ()
    channels: Annotated[Keys, Field(max_length=24)] = ()

    def value(self, per: str, terms: Terms) -> EarnRule:
        """The rule."""
        tiers = tuple((tier, parse_quantity(times)) for tier, times in self.tiers.items())
        born = self.birthday or ShopBirthday(times="1")
        days = (self.starts or "", self.ends or "")
        amount = terms.minor(per if self.per is None else self.per)
        return EarnRule(
            self.id, amount, *days, tiers, parse_quantity(born.times), born.span, self.without, self.channels
        )


class ShopBurn(_Dated):
    """A rule by which points pay; `value`: else the shop's own."""

    value: Amount | None = None
    step: Annotated[int, Field(ge=1, le=10**9)] = 1
    least: Annotated[int, Field(ge=0, le=10**9)] = 0
    most_percent: Percent = "100"

    def rule(self, value: str, terms: Terms) -> BurnRule:
        """The rule."""
        amount = terms.minor(value if self.value is None else self.value)
        days = (self.starts or "", self.ends or "")
        return BurnRule(self.id, amount, *days, self.step, self.least, parse_quantity(self.most_percent))


class ShopExpiry(ShopRow):
    """Points are gone so many `months` after they were earned, or at the end of the calendar year that follows by so
    many `years`."""

    months: Annotated[int, Field(ge=1, le=600)] | None = None
    years: Annotated[int, Field(ge=1, le=50)] | None = None

    @model_validator(mode="after")
    def _one(self) -> ShopExpiry:
        if self.months is not None and self.years is not None:
            raise mistake("kind_without", "years", kind="months")
        return self

    def value(self) -> Expiry:
        """When."""
        return Expiry(self.months or 0, self.years or 0)


class ShopTierRule(ShopRow):
    """What makes a tier: so much spent, or so many points earned, within the shop's days."""

    id: Key
    spend: Amount | None = None
    points: Annotated[int, Field(ge=1, le=10**12)] | None = None

    @model_validator(mode="after")
    def _threshold(self) -> ShopTierRule:
        if self.spend is None and self.points is None:
            raise mistake("missing", "spend")
        return self

    def value(self, terms: Terms) -> TierRule:
        """The rule."""
        spend = terms.minor(self.spend) if self.spend is not None else 0
        return TierRule(self.id, spend, self.points or 0)


class ShopPoints(ShopRow):
    """One point for each `per` paid; a point pays `value`; the dated rules in place of that."""

    per: Amount
    value: Amount
    earn: Annotated[tuple[ShopEarn, ...], Field(strict=False, max_length=50)] = ()
    burn: Annotated[tuple[ShopBurn, ...], Field(strict=False, max_length=50)] = ()
    expires: ShopExpiry | None = None
    tiers: Annotated[tuple[ShopTierRule, ...], Field(strict=False, max_length=24)] = ()
    tier_days: Annotated[int, Field(ge=1, le=3650)] = 365

    def rule(self, terms: Terms) -> PointsRule:
        """The rules as the till knows them."""
        return PointsRule(
            terms.minor(self.per),
            terms.minor(self.value),
            tuple(rule.value(self.per, terms) for rule in self.earn),
            tuple(rule.rule(self.value, terms) for rule in self.burn),
            self.expires.value() if self.expires is not None else Expiry(),
            tuple(rule.value(terms) for rule in self.tiers),
            self.tier_days,
        )
