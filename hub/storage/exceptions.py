"""What a person at head office must see: entries that were refused, goods sold that no catalogue lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from hub.storage import tables
from hub.storage.database import Database


def exceptions(database: Database, store: str | None = None) -> Iterator[dict[str, Any]]:
    """One dictionary each: `what` is "refused" or "unlisted"; of one store or of all, in the order of the journals."""
    e, t = tables.entry.c, tables.till.c
    refused = select(t.store, e.till, e.seq, e.kind, e.at, e.staff, e.refusal)
    refused = refused.select_from(tables.entry.join(tables.till, e.till == t.id)).where(e.refusal != "")
    s, x = tables.sale.c, tables.sale_line.c
    both = tables.sale_line.join(tables.sale, (x.till == s.till) & (x.seq == s.seq))
    unlisted = select(s.store, s.till, s.seq, s.receipt, s.at, s.staff, x.line, x.code, x.name, x.category)
    unlisted = unlisted.add_columns(x.quantity, x.gross, x.discount).select_from(both).where(x.name != "")
    refused, unlisted = refused.order_by(e.till, e.seq), unlisted.order_by(s.till, s.seq, x.line)
    if store:
        refused, unlisted = refused.where(t.store == store), unlisted.where(s.store == store)
    with database.read() as connection:
        for what, query in (("refused", refused), ("unlisted", unlisted)):
            for row in connection.execute(query):
                yield {"what": what, **row._mapping}
