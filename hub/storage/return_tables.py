"""What came back of which sale, in whatever shop, and what tills are just taking back."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary

from hub.storage.table_parts import CHAIN, int_column, key, table, text_column

sale_return = table(
    "sale_return",
    key("of"),
    key("till"),
    key("seq", BigInteger),
    key("line", Integer),
    *map(text_column, ("store", "business_date", "staff", "kind", "person", "sku")),
    *map(int_column, ("of_line", "quantity", "net")),
    *map(text_column, ("reason", "condition", "disposition", "approver")),
    Index("sale_return_by_person", "person", "business_date"),
    Index("sale_return_by_day", "store", "business_date"),
    shard=CHAIN,
)
"""Lines of sales (`till`, `seq`, `line`) that took goods back; `of` is the id of the sale that those were sold by,
"order:" and that of an order, "receipt:" and a number that nobody knew, or "". Counted as positive."""

return_stock = table(
    "return_stock",
    key("till"),
    key("seq", BigInteger),
    key("line", Integer),
    shard=CHAIN,
)
"""Lines of `sale_return` that have moved the shop's stock."""

return_hold = table(
    "return_hold",
    key("of"),
    key("till"),
    key("line", Integer),
    int_column("quantity"),
    text_column("until"),
    shard=CHAIN,
)
"""What a till is taking back of a sale just now, until then at the latest."""

return_photo = table(
    "return_photo",
    key("id"),
    *map(text_column, ("store", "till", "at")),
    Column("image", LargeBinary, nullable=False),
    Index("return_photo_by_till", "till", "at"),
    shard=CHAIN,
)
"""Pictures of goods that came back, by the hash of their bytes, which the entries of returns name."""

store_credit = table(
    "store_credit",
    key("account"),
    *map(text_column, ("store", "till")),
    int_column("seq"),
    shard=CHAIN,
)
"""Cards that no file of head office knows because a return gave them out, and which: they pay as gift cards do, with
what entries moved as their balance. Once a card, however many returns name it."""

web_refund = table(
    "web_refund",
    key("id"),
    *map(text_column, ("store", "till")),
    int_column("seq"),
    *map(text_column, ("order_id", "wallet", "payment")),
    *map(int_column, ("whole", "amount")),
    *map(text_column, ("currency", "state", "reference", "why", "at", "moved_at", "due")),
    Index("web_refund_of", "order_id"),
    Index("web_refund_due", "due"),
    shard=CHAIN,
)
"""Money of an online order that the hub has its provider give back, written before it is asked. `id`: the till's sale
that took goods back and its tender, or "order:", the order and its tender, of what was not given out; `payment`: the
number under which the provider took `whole`. `due`: when it is asked next ("~": never)."""
