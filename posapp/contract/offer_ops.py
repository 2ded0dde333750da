"""An offer as a held basket takes it along."""

from __future__ import annotations

from posapp.contract.op import Number, Op


class PartOp(Op, frozen=True, omit_defaults=True):
    """So many pieces of these goods in a bundle."""

    quantity: Number = 1
    skus: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


class StepOp(Op, frozen=True, omit_defaults=True):
    """From this quantity and spend on these figures of an offer."""

    quantity: Number = 0
    spend: Number = 0
    percent: Number = 0
    amount: Number = 0
    price: Number = 0


class HoursOp(Op, frozen=True, omit_defaults=True):
    """A window of the week in which an offer holds."""

    days: tuple[int, ...] = ()
    starts: str = "00:00"
    ends: str = "24:00"


class OfferOp(Op, frozen=True, omit_defaults=True):
    """An offer that a held basket keeps, as `offer_terms` writes it."""

    id: str
    kind: str
    name_zh: str = ""
    name_en: str = ""
    mode: str = "best_price"
    priority: Number = 0
    skus: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    quantity: Number = 0
    free: Number = 0
    spend: Number = 0
    percent: Number = 0
    amount: Number = 0
    price: Number = 0
    member_only: bool = False
    starts: str | None = None
    ends: str | None = None
    gives: str | None = None
    parts: tuple[PartOp, ...] = ()
    gift: str = ""
    steps: tuple[StepOp, ...] = ()
    each: bool = False
    tier: str = ""
    coupon: str = ""
    channel: str = ""
    hours: tuple[HoursOp, ...] = ()
    per_basket: Number = 0
    per_member: Number = 0
    per_day: Number = 0
    on_return: str = "keep"
