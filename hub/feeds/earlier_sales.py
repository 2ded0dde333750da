"""Earlier sales of a shop file on their way into the hub's tables: those that were somebody's."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import delete, insert

from hub.feeds.source import Source
from hub.storage import member_values
from hub.storage.earlier_sales import earlier_sale
from posapp.domain.money import parse_amount
from posapp.domain.store import business_date
from posapp.domain.times import from_text, to_text

_CHUNK: Final = 500


def keep(source: Source) -> frozenset[str]:
    """Writes them as the file says them now; whose they are. Nobody's who asked to be erased."""
    rows = list(_rows(source))
    for start in range(0, len(rows), _CHUNK):
        _write(source, rows[start : start + _CHUNK])
    return frozenset(row["member"] for row in rows)


def _write(source: Source, rows: Sequence[dict[str, Any]]) -> None:
    e = earlier_sale.c
    with source.database.write() as connection:
        for store in sorted({row["store"] for row in rows}):
            ids = [row["id"] for row in rows if row["store"] == store]
            connection.execute(delete(earlier_sale).where(e.store == store, e.id.in_(ids)))
        connection.execute(insert(earlier_sale), rows)


def _rows(source: Source) -> Iterator[dict[str, Any]]:
    erased = member_values.erased(source.database)
    stores = {store.id: store.value() for store in source.shop.stores}
    for sale in source.shop.sales:
        if sale.member is None or sale.member in erased:
            continue
        at = from_text(sale.at)
        yield {
            "store": sale.store,
            "id": sale.id,
            "member": sale.member,
            "at": to_text(at),
            "business_date": business_date(stores[sale.store], at),
            "receipt": sale.receipt or sale.id,
            "skus": json.dumps([line.sku for line in sale.lines]),
            "total": parse_amount(sale.total, source.shop.terms.digits),
        }
