"""Who stands in at a till, as its entries told, and the codes that head office gave over the telephone."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index

from hub.storage.table_parts import int_column, key, table, text_column

stand_in = table(
    "stand_in",
    *map(key, ("store", "till")),
    key("seq", BigInteger),
    *map(text_column, ("kind", "person", "giver", "at", "until")),
    Index("stand_in_by_person", "store", "person"),
    shard="store",
)
"""`kind`: the entry's, "temporary_person" or "deputy_named". `giver`: who let them, or in whose place they are.
`until`: the end; a later row of the same person and kind goes before an earlier one, and "" ends what that said."""

telephone_code = table(
    "telephone_code",
    *map(key, ("store", "till", "number", "act")),
    key("amount", BigInteger),
    *map(key, ("about", "approver")),
    text_column("at"),
    int_column("used"),
    text_column("used_at"),
    shard="store",
)
"""`used`: the entry that said so and its time, 0 and "" while there is none."""
