"""How old the copies are, and what stops because of it: the shop's rules on the feeds of this till."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from posapp.domain.staleness import Stop, policy, stopped
from posapp.domain.store import Store
from posapp.domain.times import from_text
from posapp.storage.catalog import Catalog
from posapp.storage.till import TillStore

_CATALOGUE: Final = ("taxes", "categories", "products", "promotions", "stock")


def as_of(till: TillStore, catalog: Catalog) -> dict[str, str]:
    """The hub's time (UTC ISO text) that the copy of each feed is good for; nothing of one that never came."""
    edition = catalog.edition()
    installed = dict.fromkeys(_CATALOGUE, edition.as_of) if edition is not None and edition.as_of else {}
    return {**installed, **till.cursors.as_of()}


def may_stop(store: Store, function: str) -> bool:
    """Whether any rule of the shop could stop it."""
    return any(rule.hours and function in rule.stops for rule in policy(store.freshness).values())


def stopped_now(till: TillStore, catalog: Catalog, store: Store, now: datetime) -> Mapping[str, Stop]:
    """What has stopped by `now`, this till's clock, which is put right by how far it was off the hub's."""
    good = {feed: from_text(at) for feed, at in as_of(till, catalog).items()}
    return stopped(policy(store.freshness), good, now + timedelta(seconds=till.cursors.clock_offset()))
