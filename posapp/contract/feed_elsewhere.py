"""The feed of other shops' stock."""

from __future__ import annotations

from posapp.contract.calls import Message
from posapp.contract.feed_figures import Thousandths, fields
from posapp.domain.stock import StockElsewhere


class ElsewhereRow(Message):
    """What another shop has of a product."""

    store: str
    sku: str
    on_hand: Thousandths = 0
    reserved: Thousandths = 0

    @property
    def key(self) -> str:
        """The shop and the product's number."""
        return f"{self.store}/{self.sku}"

    def value(self) -> StockElsewhere:
        """The stock."""
        return StockElsewhere(**fields(self))
