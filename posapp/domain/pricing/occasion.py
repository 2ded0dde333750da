"""Who buys and when, as far as offers ask: the conditions of a promotion that no line of the basket decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from posapp.domain.cart import Cart
from posapp.domain.promotion import Hours, Promotion
from posapp.domain.times import from_text, to_text

HERE: Final = "store"
"""The channel of a till."""

NEVER: Final = "~"
"""Sorts after every ISO time."""

_WEEK: Final = 8
"""Days after which every window has begun and ended once."""


class Customer(NamedTuple):
    """What a basket says of who buys: whether a member, of which tier, with which coupons."""

    member: bool = False
    tier: str = ""
    coupons: frozenset[str] = frozenset()


ANYBODY: Final = Customer()


class Clock(NamedTuple):
    """A moment in the shop's zone: day of the week (1 Monday) and "HH:MM"."""

    day: int = 1
    time: str = "00:00"


class Occasion(NamedTuple):
    """A customer at a moment (UTC ISO text) and what the shop's clock shows; `used_up`: offers that have come to their
    limit for this member or this day."""

    at: str
    clock: Clock = Clock()
    customer: Customer = ANYBODY
    used_up: frozenset[str] = frozenset()


def customer_of(cart: Cart) -> Customer:
    """Who buys this basket."""
    if cart.member is None and not cart.discounts:
        return ANYBODY
    coupons = frozenset([d.id for d in cart.discounts if d.kind == "coupon" and not d.waits])
    return Customer(cart.member is not None, cart.tier if cart.member is not None else "", coupons)


def clock_at(at: str, zone: str) -> Clock:
    """What the shop's clock shows at the UTC ISO time."""
    local = from_text(at).astimezone(ZoneInfo(zone))
    return Clock(local.isoweekday(), f"{local:%H:%M}")


def in_force(promotions: Iterable[Promotion], occasion: Occasion) -> list[Promotion]:
    """Those that count on this occasion."""
    at, _, customer, _ = occasion
    return [
        p
        for p in promotions
        if (p.starts is None or p.starts <= at)
        and (p.ends is None or at < p.ends)
        and (customer.member or not p.member_only)
        and (not _has_terms(p) or _on_its_terms(p, occasion))
    ]


def _has_terms(p: Promotion) -> object:
    return p.hours or p.tier or p.coupon or p.channel or p.per_member or p.per_day


def _on_its_terms(p: Promotion, occasion: Occasion) -> bool:
    customer = occasion.customer
    return (
        p.channel in ("", HERE)
        and p.tier in ("", customer.tier)
        and (not p.coupon or p.coupon in customer.coupons)
        and (customer.member or not p.per_member)
        and p.id not in occasion.used_up
        and (not p.hours or any(within(hours, occasion.clock) for hours in p.hours))
    )


def within(hours: Hours, clock: Clock) -> bool:
    """Whether the clock stands in the window; a night belongs to the day on which it begins."""
    day, time = clock
    if hours.starts < hours.ends:
        return _on(hours, day) and hours.starts <= time < hours.ends
    return (_on(hours, day) and time >= hours.starts) or (_on(hours, day - 1 or 7) and time < hours.ends)


def _on(hours: Hours, day: int) -> bool:
    return not hours.days or day in hours.days


def next_edge(windows: Iterable[Hours], at: str, zone: str) -> str:
    """The first moment after `at` at which one of the windows opens or closes (UTC ISO text), or NEVER."""
    there = ZoneInfo(zone)
    today = from_text(at).astimezone(there).date()
    times = {time for hours in windows for time in (hours.starts, hours.ends)}
    moments = [_utc(day, time, there) for day in _days(today) for time in times]
    return min([moment for moment in moments if moment > at], default=NEVER)


def _days(today: date) -> Iterator[date]:
    return (today + timedelta(days=n) for n in range(-1, _WEEK))


def _utc(day: date, time: str, zone: ZoneInfo) -> str:
    hour, minute = int(time[:2]), int(time[3:])
    local = datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(hours=hour, minutes=minute)
    return to_text(local.astimezone(UTC))
