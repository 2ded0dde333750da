"""Asking the hub for a basket that lies aside, within the time limit of every act that needs it."""

from __future__ import annotations

from posapp.contract.feed_holds import TakeHoldRequest
from posapp.domain.hold import Hold
from sync.client import HubClient
from sync.question import ask


def take_hold(hub: HubClient, seconds: float, hold: str, staff: str) -> Hold:
    """The hold as the hub has it now, with who took it: the hub knows the question again when it is asked twice.

    Refused("hub_late", "hub_away", "not_found" …), see `ask`.
    """
    asked = TakeHoldRequest(hold=hold, staff=staff)
    return ask(hub, seconds, lambda own: own.take_hold(asked)).value()
