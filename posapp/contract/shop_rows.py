"""The rows of a shop file that say what is sold: taxes, categories, products, stock.

`value` gives what the domain works with; the amounts and dates of a file mean what its `Terms` say.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from posapp.contract.shop_text import (
    Amount,
    Barcode,
    Day,
    Key,
    Moment,
    Name,
    Percent,
    ScaleItem,
    ShopRow,
    SignedQuantity,
    TaxCode,
    Terms,
    Words,
    mistake,
)
from posapp.domain.barcode import catalogue_key
from posapp.domain.catalog import MOST_PIECES, Category, ListPrice, Product, pack_code, replaced_code
from posapp.domain.money import parse_quantity
from posapp.domain.tax import Tax, TaxKind

Age = Annotated[int, Field(ge=0, le=99)]
"""Years; 0: nobody is asked."""


class ShopTax(ShopRow):
    """A tax from a date on; the rows of one id are its history."""

    id: Key
    kind: TaxKind
    percent: Percent | None = None
    starts: Annotated[Day | None, Field(alias="from")] = None

    @model_validator(mode="after")
    def _percent_fits(self) -> ShopTax:
        rated = self.kind in ("rate", "small_levy")
        if rated and self.percent is None:
            raise mistake("kind_needs", "percent", kind=self.kind)
        if not rated and self.percent is not None and parse_quantity(self.percent):
            raise mistake("kind_without", "percent", kind=self.kind)
        return self

    def value(self) -> Tax:
        """The tax."""
        return Tax(self.id, self.kind, parse_quantity(self.percent or "0"), self.starts or "")


class ShopCategory(ShopRow):
    """A shelf group of the register's tiles. `no_offers`: none of its goods takes promotions; `age`: that whoever buys
    them must have."""

    id: Key
    name: Name
    icon: Words = "package"
    tint: Annotated[str, Field(pattern=r"^(#[0-9A-Fa-f]{6})?$")] = ""
    order: int = 0
    no_offers: bool = False
    age: Age = 0

    def value(self) -> Category:
        """The category."""
        return Category(self.id, self.name.zh, self.name.en, self.icon, self.order)


class Period(ShopRow):
    """In force from `from` until before `to`; a bare date in `to` still counts."""

    starts: Annotated[Moment | None, Field(alias="from")] = None
    ends: Annotated[Moment | None, Field(alias="to")] = None

    @model_validator(mode="after")
    def _forwards(self) -> Period:
        terms = Terms()
        starts, ends = terms.starts(self.starts), terms.ends(self.ends)
        if starts is not None and ends is not None and ends <= starts:
            raise mistake("ends_before", "to")
        return self


class ShopPrice(Period):
    """A price of a named list ("member"), for a time or for good."""

    list: Key
    price: Amount

    def value(self, terms: Terms) -> ListPrice:
        """The price."""
        return ListPrice(self.list, terms.minor(self.price), terms.starts(self.starts), terms.ends(self.ends))


class ShopPack(ShopRow):
    """A code that stands for so many pieces of the product: the carton's."""

    code: Barcode
    qty: Annotated[int, Field(ge=2, le=MOST_PIECES)]


class ShopProduct(ShopRow):
    """Something to sell. Only an open-price product has no price of its own."""

    sku: Key
    name: Name
    barcodes: Annotated[tuple[Barcode, ...], Field(strict=False)] = ()
    packs: Annotated[tuple[ShopPack, ...], Field(strict=False)] = ()
    replaced: Annotated[tuple[Barcode, ...], Field(strict=False)] = ()
    """Codes that goods of another make or number had before this took their place."""
    price: Amount | None = None
    tax: Key
    tax_code: TaxCode = ""
    category: Key
    unit: Key = "piece"
    weighed: bool = False
    item: ScaleItem | None = None
    serial: bool = False
    open_price: bool = False
    style: Key | None = None
    size: Key | None = None
    colour: Key | None = None
    picture: Words = ""
    prices: Annotated[tuple[ShopPrice, ...], Field(strict=False)] = ()
    no_offers: bool = False
    age: Age = 0

    @model_validator(mode="after")
    def _whole(self) -> ShopProduct:
        if self.price is None and not self.open_price:
            raise mistake("missing", "price")
        if (self.size or self.colour) and not self.style:
            raise mistake("without_style", "style")
        return self

    @property
    def codes(self) -> tuple[str, ...]:
        """All that finds it, as the catalogue keeps codes."""
        packs = [pack_code(catalogue_key(pack.code), pack.qty) for pack in self.packs]
        old = [replaced_code(catalogue_key(code)) for code in self.replaced]
        return (*map(catalogue_key, self.barcodes), *packs, *old)

    def value(self, terms: Terms) -> Product:
        """The product, without its barcodes."""
        return Product(
            sku=self.sku,
            name_zh=self.name.zh,
            name_en=self.name.en,
            price=terms.minor(self.price or "0"),
            tax=self.tax,
            category=self.category,
            unit=self.unit,
            weighed=self.weighed,
            serial=self.serial,
            open_price=self.open_price,
            item=self.item,
            tax_code=self.tax_code,
            style=self.style,
            size=self.size,
            colour=self.colour,
            prices=tuple(price.value(terms) for price in self.prices),
            no_offers=self.no_offers,
            age=self.age,
        )


class ShopStock(ShopRow):
    """What a store has of a product, and how much of it is promised to orders."""

    store: Key
    sku: Key
    on_hand: SignedQuantity
    reserved: SignedQuantity = "0"
