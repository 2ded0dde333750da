"""The row of the feed of stopped goods, which every till asks for before anything else."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from posapp.contract.calls import Message
from posapp.domain.stop_sale import StopSale


class StopSaleRow(Message):
    """Goods that may not be sold: an item, or of it only a batch (GS1 AI 10), an expiry date (AI 17), or both."""

    sku: Annotated[str, Field(min_length=1)]
    reason_zh: str
    reason_en: str
    batch: str = ""
    expiry: str = ""
    store: str = ""
    since: str = ""

    @property
    def key(self) -> str:
        """Item, batch, expiry and store."""
        return self.value().key

    @classmethod
    def of(cls, stop: StopSale) -> StopSaleRow:
        """The row of a stop."""
        s = stop
        return cls(
            sku=s.sku,
            reason_zh=s.reason_zh,
            reason_en=s.reason_en,
            batch=s.batch,
            expiry=s.expiry,
            store=s.store,
            since=s.since,
        )

    def value(self) -> StopSale:
        """The stop."""
        return StopSale(self.sku, self.reason_zh, self.reason_en, self.batch, self.expiry, self.store, self.since)
