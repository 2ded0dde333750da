"""Members' sales of before there was a hub, as a shop file brought them along: for their history and client books.

They are in no total and no day; what comes back of them has no proof here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Connection, Index, delete, insert, select

from hub.storage.table_parts import int_column, key, table, text_column

earlier_sale = table(
    "earlier_sale",
    *map(key, ("store", "id")),
    *map(text_column, ("member", "at", "business_date", "receipt", "skus")),
    int_column("total"),
    Index("earlier_sale_of", "member"),
    shard="store",
)
"""`skus`: a JSON list, in the order of the lines."""


@dataclass(frozen=True, slots=True)
class EarlierSale:
    """`at`: UTC text, `total`: minor units."""

    store: str
    id: str
    member: str
    at: str
    business_date: str
    receipt: str
    skus: tuple[str, ...]
    total: int


def put(connection: Connection, sales: Iterable[EarlierSale]) -> None:
    """In the place of what stands there under these stores and ids."""
    e, by_store = earlier_sale.c, attrgetter("store")
    for store, its in groupby(sorted(sales, key=by_store), by_store):
        kept = list(its)
        connection.execute(delete(earlier_sale).where(e.store == store, e.id.in_([sale.id for sale in kept])))
        connection.execute(insert(earlier_sale), [asdict(sale) | {"skus": json.dumps(sale.skus)} for sale in kept])


def bought_before(connection: Connection, members: Sequence[str]) -> Iterator[EarlierSale]:
    """All of these ids, the newest first."""
    e = earlier_sale.c
    query = select(earlier_sale).where(e.member.in_(members)).order_by(e.at.desc(), e.store, e.id)
    for row in connection.execute(query):
        told = (row.store, row.id, row.member, row.at, row.business_date, row.receipt)
        yield EarlierSale(*told, tuple(json.loads(row.skus)), int(row.total))
