"""What became of the messages to the customer of a sale, as the hub says."""

from __future__ import annotations

from posapp.contract.notices import NoticesSaid
from sync.client import HubClient
from sync.question import ask


def notices(hub: HubClient, seconds: float, about: str) -> NoticesSaid:
    """All of the sale; Refused as `ask` says."""
    return ask(hub, seconds, lambda own: own.notices(about))
