"""Rows of the feeds that come by the ten thousand, as the till decodes them: no model in between, no pydantic.

`feed_rows` says what a row is; a test holds each of these against its model there.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

Figure = Annotated[int, msgspec.Meta(ge=-(10**15), le=10**15)]
"""Minor units or thousandths: whole numbers that fit any file."""
Age = Annotated[int, msgspec.Meta(ge=0, le=99)]
"""Years."""


class PriceIn(msgspec.Struct, frozen=True, gc=False):
    """A price of a named list."""

    list: str
    price: Figure
    starts: str | None = None
    ends: str | None = None


class ProductIn(msgspec.Struct, frozen=True, gc=False):
    """A product with its codes and prices; its fields are those of the domain's Product."""

    sku: str
    price: Figure
    tax: str
    category: str
    name_zh: str = ""
    name_en: str = ""
    unit: str = "piece"
    weighed: bool = False
    serial: bool = False
    open_price: bool = False
    item: str | None = None
    tax_code: str = ""
    style: str | None = None
    size: str | None = None
    colour: str | None = None
    barcodes: tuple[str, ...] = ()
    prices: tuple[PriceIn, ...] = ()
    no_offers: bool = False
    age: Age = 0

    @property
    def key(self) -> str:
        """The number of the product."""
        return self.sku


class StockIn(msgspec.Struct, frozen=True, gc=False):
    """What a store has of a product."""

    sku: str
    on_hand: Figure = 0
    reserved: Figure = 0

    @property
    def key(self) -> str:
        """The product's number."""
        return self.sku
