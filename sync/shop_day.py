"""The shop's day, asked of the hub."""

from __future__ import annotations

from posapp.contract.shop_day import ShopDay
from sync.client import HubClient
from sync.question import ask


def shop_day(hub: HubClient, seconds: float, date: str) -> ShopDay:
    """How it stands; Refused as `ask` says."""
    return ask(hub, seconds, lambda own: own.shop_day(date))
