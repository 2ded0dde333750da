"""Follow-ups and contacts: what was to be done for members, each field as it was written, and who was contacted."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index

from hub.storage.table_parts import CHAIN, int_column, key, table, text_column

follow_up = table(
    "follow_up",
    key("id"),
    *map(text_column, ("member", "store", "till")),
    int_column("seq"),
    *map(text_column, ("at", "staff", "type", "due", "note", "rule", "about", "template", "until")),
    Index("follow_up_of", "member"),
    shard=CHAIN,
)
"""As it was made: by the entry (`till`, `seq`), or by a `rule` of the shop ("" and 0). `note` is personal."""

follow_up_value = table(
    "follow_up_value",
    *map(key, ("follow_up", "field", "till")),
    key("seq", BigInteger),
    *map(text_column, ("member", "store", "at", "staff", "over", "value")),
    Index("follow_up_value_of", "member"),
    shard=CHAIN,
)
"""A field of it as an entry wrote it later, over the edits named in `over`, see `domain.field_values`. Notes are
personal."""

member_contact = table(
    "member_contact",
    key("till"),
    key("seq", BigInteger),
    *map(text_column, ("member", "channel", "template", "version", "follow_up")),
    *map(text_column, ("store", "at", "business_date", "staff")),
    *map(int_column, ("often", "send")),
    text_column("words"),
    Index("member_contact_of", "member", "at"),
    shard=CHAIN,
)
"""Who was contacted by whom and on which way; `send`: the hub sends `words`, which are personal; `often`: so many there
were lately, and the person was asked."""

wished_stock = table("wished_stock", key("store"), key("sku"), *map(text_column, ("out", "back")), shard="store")
"""Goods that a member wishes for and a shop had none of: since which day, and when they came back ("": not yet)."""
