"""Asking the hub for an online order, within the time limit of every act that needs it."""

from __future__ import annotations

from posapp.contract.order_calls import ClaimOrderRequest, LookRequest
from posapp.domain.order import Order
from sync.client import HubClient
from sync.question import ask


def claim_order(hub: HubClient, seconds: float, order: str, act: str, staff: str, at: str) -> Order:
    """The order as the hub has it, kept for this till: asked twice it is kept all the same.

    Refused("hub_late", "hub_away", "not_found", "order_claimed" …), see `ask`.
    """
    asked = ClaimOrderRequest.model_validate({"order": order, "act": act, "staff": staff, "at": at})
    return ask(hub, seconds, lambda own: own.claim_order(asked)).value()


def look_orders(hub: HubClient, seconds: float, text: str) -> tuple[Order, ...]:
    """Orders of other shops by number or whole telephone number, to be read. Refused("hub_late", "hub_away" …)."""
    asked = LookRequest(text=text[:64])
    return tuple(row.value() for row in ask(hub, seconds, lambda own: own.look_orders(asked)).orders)
