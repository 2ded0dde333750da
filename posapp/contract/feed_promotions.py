"""The rows of the feed of offers. What each field means stands at `domain.promotion.Promotion`."""

from __future__ import annotations

from typing import Literal

import msgspec
from pydantic import model_validator

from posapp.contract.calls import Message
from posapp.contract.feed_figures import Minor, Thousandths
from posapp.contract.offer_terms import ON_TERMS, read, written
from posapp.domain.promotion import Channel, OnReturn, Promotion, PromotionKind, PromotionMode


class PartRow(Message):
    """So many pieces of these goods in a bundle."""

    quantity: int = 1
    skus: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


class StepRow(Message):
    """From here on these figures."""

    quantity: int = 0
    spend: Minor = 0
    percent: Thousandths = 0
    amount: Minor = 0
    price: Minor = 0


class HoursRow(Message):
    """A window of the week."""

    days: tuple[int, ...] = ()
    starts: str = "00:00"
    ends: str = "24:00"


class PromotionRow(Message):
    """An offer; on terms that the first contract did not have its kind is "on_terms" and `gives` the kind it has."""

    id: str
    kind: PromotionKind | Literal["on_terms"]
    name_zh: str = ""
    name_en: str = ""
    mode: PromotionMode = "best_price"
    priority: int = 0
    skus: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    quantity: int = 0
    free: int = 0
    spend: Minor = 0
    percent: Thousandths = 0
    amount: Minor = 0
    price: Minor = 0
    member_only: bool = False
    starts: str | None = None
    ends: str | None = None
    gives: PromotionKind | None = None
    parts: tuple[PartRow, ...] = ()
    gift: str = ""
    steps: tuple[StepRow, ...] = ()
    each: bool = False
    tier: str = ""
    coupon: str = ""
    channel: Channel = ""
    hours: tuple[HoursRow, ...] = ()
    per_basket: int = 0
    per_member: int = 0
    per_day: int = 0
    on_return: OnReturn = "keep"

    @model_validator(mode="after")
    def _wholly_understood(self) -> PromotionRow:
        if self.kind == ON_TERMS and (self.model_extra or self.gives is None):
            raise ValueError("an offer on terms that only a newer program knows")
        return self

    @property
    def key(self) -> str:
        """The offer's id."""
        return self.id

    @classmethod
    def of(cls, promotion: Promotion) -> PromotionRow:
        """The row of an offer; sets are written in order, so that equal offers give equal bytes."""
        return cls.model_validate_json(msgspec.json.encode(written(promotion)))

    def value(self) -> Promotion:
        """The offer."""
        return read(self.model_dump(exclude_defaults=True))
