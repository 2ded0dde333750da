"""A till has a coupon kept for a basket: of all that ask, as many as it is good for."""

from __future__ import annotations

from fastapi import APIRouter

from hub.api.calling import CallingTill, TheHub
from hub.problems import documented
from hub.storage import coupon_uses
from posapp.contract import routes
from posapp.contract.feed_coupons import ReservationRow, ReserveCouponRequest

router = APIRouter(tags=["coupons"])


@router.post(routes.RESERVE_COUPON, responses=documented(400, 401, 404))
def reserve(hub: TheHub, till: CallingTill, asked: ReserveCouponRequest) -> ReservationRow:
    """Whether the coupon is kept for this use of it, from now on or again. Asking again is safe."""
    return coupon_uses.reserve(hub.database, till.id, asked, hub.clock())
