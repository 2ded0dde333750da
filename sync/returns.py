"""Asking the hub what was sold and what of it came back, within the time limit of every act that needs it."""

from __future__ import annotations

from posapp.contract.returns import ReturnAnswer, ReturnQuestion
from sync.client import HubClient
from sync.question import ask


def ask_returns(hub: HubClient, seconds: float, question: ReturnQuestion) -> ReturnAnswer:
    """What it says; it changes nothing but what is kept for this till.

    Refused("hub_late", "hub_away", "not_found", …), see `ask`.
    """
    return ask(hub, seconds, lambda own: own.ask_returns(question))
