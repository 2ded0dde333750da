"""Having the hub keep a coupon for a basket, within the time limit of every act that needs it."""

from __future__ import annotations

from posapp.contract.feed_coupons import ReserveCouponRequest
from posapp.domain.reservation import Reservation
from sync.client import HubClient
from sync.question import ask


def reserve_coupon(hub: HubClient, seconds: float, code: str, use: str, staff: str) -> Reservation:
    """What the hub says of it: it knows the question again, by `use`, when it is asked twice.

    Refused("hub_late", "hub_away", "not_found" …), see `ask`.
    """
    asked = ReserveCouponRequest(coupon=code, use=use, staff=staff)
    return ask(hub, seconds, lambda own: own.reserve_coupon(asked)).value()
