"""Goods that may not be sold: all of an item, or what carries a batch or an expiry date that head office named."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from posapp.domain.catalog import Product
from posapp.domain.errors import Refused


@dataclass(frozen=True, slots=True)
class StopSale:
    """One stop. `batch` (GS1 AI 10) and `expiry` (AI 17, an ISO date) narrow it where they are not empty; both: pieces
    with both. `store`: the only one it holds in, "" for all; `since`: UTC ISO text."""

    sku: str
    reason_zh: str
    reason_en: str
    batch: str = ""
    expiry: str = ""
    store: str = ""
    since: str = ""

    @property
    def key(self) -> str:
        """Its name within the feed: lifting one of a store must not lift that of all."""
        return json.dumps([self.sku, self.batch, self.expiry, self.store], ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`stopped`: may not be sold. `unsure`: the code does not tell what the stop asks for, so a person looks."""

    stopped: StopSale | None = None
    unsure: StopSale | None = None


FREE = Verdict()


def verdict(stops: Iterable[StopSale], batch: str, expiry: str) -> Verdict:
    """What the stops of an item say of a piece whose code told this batch and expiry ("" where it told none)."""
    unsure: StopSale | None = None
    for stop in stops:
        asked = [(named, told) for named, told in ((stop.batch, batch), (stop.expiry, expiry)) if named]
        if all(named == told for named, told in asked):
            return Verdict(stopped=stop)
        if all(told in ("", named) for named, told in asked):
            unsure = unsure or stop
    return Verdict(unsure=unsure)


def stopped(stop: StopSale, product: Product) -> Refused:
    """The refusal of the goods, with the reason; each fact in both languages."""
    return Refused("stop_sale", **_names(product), **_reasons(stop))


def look_at(stop: StopSale, product: Product) -> Refused:
    """What somebody is told who sells goods whose code did not say whether they are meant."""
    marks = " ".join(mark for mark in (stop.batch, stop.expiry) if mark)
    return Refused("stop_sale_look", marks=marks, **_names(product), **_reasons(stop))


def _names(product: Product) -> dict[str, str]:
    return {"name_zh": product.name("zh"), "name_en": product.name("en")}


def _reasons(stop: StopSale) -> dict[str, str]:
    return {"reason_zh": stop.reason_zh, "reason_en": stop.reason_en}
