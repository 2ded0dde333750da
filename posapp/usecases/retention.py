"""Personal data whose time is over leaves the till, once a business day at a quiet moment."""

from __future__ import annotations

from collections.abc import Mapping

from posapp.domain.errors import Refused
from posapp.domain.store import business_date
from posapp.storage.forgetting import forget_old
from posapp.usecases.desk import Desk


class Retention:
    """Looked at while the till is idle; by the periods of `domain.retention` and the shop's own."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._looked = ""

    def look(self) -> Mapping[str, int]:
        """How many rows of which kind went; nothing while somebody is served, or where today's turn is over."""
        desk = self._desk
        if desk.basket.cart.lines or desk.basket.tenders:
            return {}
        try:
            store = desk.store
        except Refused:  # a till that has never reached its hub keeps nothing of anybody
            return {}
        today = business_date(store, desk.now())
        if today == self._looked:
            return {}
        self._looked = today
        return forget_old(desk.till.database, desk.till.journal, store.limits, desk.now())
