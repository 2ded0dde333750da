"""The feeds that a shop file fills by files of their own, in the order in which they are published."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from hub.feeds import coupons, keys, members, orders, pictures, roles, wallets
from hub.feeds.source import Source
from hub.storage.records import Change

FEEDS: Final[tuple[Callable[[Source], Iterator[Change]], ...]] = (
    keys.changes,
    roles.changes,
    coupons.changes,
    members.changes,
    wallets.changes,
    orders.changes,
    pictures.changes,
)
"""`elsewhere` is not among them: it follows the stock of all shops, once that is published."""
