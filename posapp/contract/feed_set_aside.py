"""The feed of goods that came back to the store and are not for sale."""

from __future__ import annotations

from posapp.contract.calls import Message
from posapp.contract.feed_figures import Thousandths, fields
from posapp.domain.stock import StockAside


class SetAsideRow(Message):
    """What of a product lies aside, in thousandths."""

    sku: str
    damaged: Thousandths = 0
    warehouse: Thousandths = 0
    supplier: Thousandths = 0

    @property
    def key(self) -> str:
        """The product's number."""
        return self.sku

    def value(self) -> StockAside:
        """What lies aside."""
        return StockAside(**fields(self))
