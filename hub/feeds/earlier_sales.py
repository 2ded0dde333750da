"""Earlier sales of a shop file on their way into the hub's tables: those that were somebody's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hub.feeds.source import Source
from hub.storage import member_values
from hub.storage.earlier_sales import EarlierSale, put
from posapp.domain.money import parse_amount
from posapp.domain.store import business_date
from posapp.domain.times import from_text, to_text

_CHUNK: Final = 500


def keep(source: Source) -> frozenset[str]:
    """Writes them as the file says them now; whose they are. Nobody's who asked to be erased."""
    sales = list(_sales(source))
    for start in range(0, len(sales), _CHUNK):
        with source.database.write() as connection:
            put(connection, sales[start : start + _CHUNK])
    return frozenset(sale.member for sale in sales)


def _sales(source: Source) -> Iterator[EarlierSale]:
    erased = member_values.erased(source.database)
    stores = {store.id: store.value() for store in source.shop.stores}
    for sale in source.shop.sales:
        if sale.member is None or sale.member in erased:
            continue
        at = from_text(sale.at)
        yield EarlierSale(
            store=sale.store,
            id=sale.id,
            member=sale.member,
            at=to_text(at),
            business_date=business_date(stores[sale.store], at),
            receipt=sale.receipt or sale.id,
            skus=tuple(line.sku for line in sale.lines),
            total=parse_amount(sale.total, source.shop.terms.digits),
        )
