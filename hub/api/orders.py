"""Online orders: a till that is about to do something with one, and the web shop's stand-in, which places them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.security import HTTPBearer

from hub.api.calling import CallingTill, TheHub, address_of, shown_token
from hub.entry_body import countable
from hub.problems import documented
from hub.storage import orders, web_orders, web_refunds
from posapp.contract import routes
from posapp.contract.feed_orders import OrderRow
from posapp.contract.order_calls import (
    ArrivedRequest,
    CancelOrderRequest,
    ClaimOrderRequest,
    LookedUp,
    LookRequest,
    OrderSaid,
    PlaceOrderRequest,
    RefundedRequest,
)
from posapp.domain.errors import Refused
from posapp.domain.times import is_text

router = APIRouter(tags=["orders"])

channel_bearer = HTTPBearer(
    auto_error=False, scheme_name="Channel", description="A token made by `hub channel NAME`; no till's token."
)


def channel_of(hub: TheHub, request: Request, _shown: Annotated[object, Depends(channel_bearer)]) -> str:
    """Which channel calls; Refused("not_a_channel", "too_many_calls")."""
    hub.addresses.take(address_of(request))
    return web_orders.by_token(hub.database, shown_token(request))


CallingChannel = Annotated[str, Depends(channel_of)]
OrderId = Annotated[str, Path(alias="order", max_length=64, pattern=r"^[^\x00-\x1f\x7f/]+$")]


@router.post(routes.CLAIM_ORDER, responses=documented(400, 401, 404, 409))
def claim(hub: TheHub, till: CallingTill, asked: ClaimOrderRequest) -> OrderRow:
    """The order as the hub has it, kept for the calling till; 409 while another till has it, or it cannot be."""
    if not (is_text(asked.at) and countable(asked.at)):
        raise Refused("bad_request", reason="at")
    wish = (asked.order, asked.act, asked.staff, asked.at)
    return orders.claim(hub.database, wish, till.store, till.id, hub.clock())


@router.post(routes.LOOK_ORDERS, responses=documented(400, 401))
def look_up(hub: TheHub, till: CallingTill, asked: LookRequest) -> LookedUp:
    """Where an order lies that the calling till's shop has not: to be read, with neither code nor telephone number."""
    return LookedUp(orders=tuple(orders.elsewhere(hub.database, till.store, asked.text)))


@router.post(routes.WEB_ORDERS, responses=documented(400, 401, 404, 409))
def place(hub: TheHub, channel: CallingChannel, asked: PlaceOrderRequest) -> OrderSaid:
    """Places an order for pickup: the shop that hands it over, and the code that collects it. The same number with the
    same goods is the same order, so asking again is safe."""
    said = web_orders.place(hub.database, channel, asked, hub.clock())
    hub.delivery.wake()
    return said


@router.get(routes.WEB_ORDER, responses=documented(401, 404))
def look(hub: TheHub, channel: CallingChannel, order: OrderId) -> OrderSaid:
    """Where one of the channel's orders stands, and what goes back to its customer."""
    return web_orders.said(hub.database, channel, order)


@router.post(routes.WEB_CANCEL, responses=documented(400, 401, 404, 409))
def cancel(hub: TheHub, channel: CallingChannel, order: OrderId, asked: CancelOrderRequest) -> OrderSaid:
    """Cancels it, unless it is over; what was promised is free again, and what was paid goes back."""
    web_orders.said(hub.database, channel, order)
    orders.act(hub.database, order, "cancel", asked.reason, hub.clock())
    hub.web_refunds.wake()
    hub.delivery.wake()
    return web_orders.said(hub.database, channel, order)


@router.post(routes.WEB_ARRIVED, responses=documented(400, 401, 404, 409))
def arrived(hub: TheHub, channel: CallingChannel, order: OrderId, asked: ArrivedRequest) -> OrderSaid:
    """The customer waits at the shop for it, ready or not: its tills ring, and say where. 409 where it is over. The
    same place again changes nothing."""
    web_orders.said(hub.database, channel, order)
    orders.arrived(hub.database, order, asked.place, hub.clock())
    return web_orders.said(hub.database, channel, order)


@router.post(routes.WEB_REFUNDED, responses=documented(400, 401, 404, 409))
def refunded(hub: TheHub, channel: CallingChannel, order: OrderId, asked: RefundedRequest) -> OrderSaid:
    """The channel has paid that much back, in all; 409 where the hub has the payment's provider give it back."""
    web_orders.said(hub.database, channel, order)
    web_refunds.must_be_the_channels(hub.database, order)
    orders.refunded(hub.database, order, asked.amount, hub.clock())
    return web_orders.said(hub.database, channel, order)
