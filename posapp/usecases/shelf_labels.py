"""Labels of the shelf to replace: what changed in the last days or changes until tomorrow night, tags that said less
than the system, and the ticks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from posapp.contract.ops import LabelReplacedOp, encode
from posapp.domain.errors import Refused
from posapp.domain.shelf_label import PriceChange, PriceLabel, dated_changes, price_label, to_replace
from posapp.domain.store import business_date
from posapp.domain.times import to_text
from posapp.usecases.desk import Desk

DAYS_BACK: Final = timedelta(days=7)
"""A label that nobody replaced for longer is the shop's to find; the list must end somewhere."""


class ShelfLabels:
    """Look, print, tick off."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def due(self) -> list[PriceChange]:
        """The labels to replace, the oldest change first; for the worker and the printer's thread."""
        desk = self._desk
        if desk.catalog.state != "ready":
            return []
        start = self._start()
        changes = [c for product in desk.catalog.dated() for c in dated_changes(product, start, self._end())]
        changes += desk.catalog.repriced(start)
        changes += self._seen()
        return to_replace(changes, desk.till.shelf_labels.done(start), desk.now_text())

    def _seen(self) -> Iterator[PriceChange]:
        """Tags that customers showed at this till, or at another of the shop as the hub says: they say less than the
        system, so somebody looks after them. Whoever hung the right one, at whichever till, did it for all."""
        desk, start = self._desk, self._start()
        day = business_date(desk.store, desk.now() - DAYS_BACK)
        told = {(tag.sku, tag.at): tag for tag in desk.till.tags.all() if tag.at >= start}
        here = {(sku, at): (tag, price) for sku, tag, price, at in desk.till.sales.tag_prices(day)}
        others = {key: (tag.tag, tag.price) for key, tag in told.items()}
        for (sku, at), (tag, price) in (others | here).items():
            product, done = desk.catalog.by_sku(sku), (sku, at) in told and told[sku, at].done_at
            if product is not None and not done:
                yield PriceChange(product, tag, price, at, seen=True)

    def _start(self) -> str:
        return to_text(self._desk.now() - DAYS_BACK)

    def _end(self) -> str:
        """The end of tomorrow in the shop."""
        zone = ZoneInfo(self._desk.store.timezone)
        day = self._desk.now().astimezone(zone).date() + timedelta(days=2)
        return to_text(datetime.combine(day, time(), zone))

    def replaced(self, change: PriceChange) -> None:
        """The new label hangs there; the journal keeps who said so."""
        desk = self._desk
        staff, moment, start = desk.seller(), desk.moment(), self._start()
        body = encode(LabelReplacedOp(change.product.sku, change.new, change.since))
        labels = desk.till.shelf_labels
        desk.till.facts.record(
            "label_replaced",
            body,
            moment.at,
            moment.business_date,
            staff.id,
            also=lambda tx: labels.put(tx, change.product.sku, change.since, start),
        )

    def label(self, sku: str) -> PriceLabel:
        """The label of a product as it is now; Refused("no_such_product") when nobody lists it any more."""
        catalog = self._desk.catalog
        product = catalog.by_sku(sku)
        if product is None:
            raise Refused("no_such_product", sku=sku[:40])
        return price_label(product, catalog.codes(sku), self._desk.now_text())

    def of_category(self, category: str) -> list[str]:
        """The numbers of the goods whose labels that would be; for the worker."""
        return self._desk.catalog.skus(category)

    def print_labels(self, skus: Sequence[str]) -> int:
        """Queue a label each for the printer; each says what its goods cost when it comes out. How many."""
        self._desk.seller()
        self._desk.till.print_jobs.queue_all("label", skus, self._desk.now_text())
        return len(skus)

    def waiting(self) -> int:
        """How many labels have not come out yet."""
        return self._desk.till.print_jobs.count("label")

    def stop_printing(self) -> None:
        """Those that wait do not print."""
        self._desk.till.print_jobs.drop_all("label")

    def print_list(self) -> None:
        """Queue the list for the printer; it says what is due when it comes out."""
        self._desk.seller()
        self._desk.till.print_jobs.queue("labels", "", self._desk.now_text())
