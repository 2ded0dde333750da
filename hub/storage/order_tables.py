"""Online orders: what was ordered, what was done with it, what goes back to the customer, and who may place some."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, LargeBinary

from hub.storage.table_parts import CHAIN, int_column, key, table, text_column

WAITS, TAKEN, LEFT_OUT = 0, 1, 2
"""Of a step: not applied yet; applied; never to be, since others were first."""

online_order = table(
    "online_order",
    *map(key, ("store", "id")),
    *map(text_column, ("code", "state", "email", "body", "claim_till", "claim_until", "due")),
    Index("online_order_id", "id"),
    Index("online_order_code", "store", "code"),
    Index("online_order_due", "due"),
    shard="store",
)
"""`body`: the feed's row as it was placed; `state` where its steps have brought it. `claim_till` has it in its hands
until `claim_until`. `due`: when the hub has to do something about it by itself ("~": never)."""

order_step = table(
    "order_step",
    key("till"),
    key("seq", BigInteger),
    *map(text_column, ("store", "order_id", "business_date")),
    *map(int_column, ("state", "place")),
    text_column("body"),
    Index("order_step_of", "store", "order_id", "place"),
    shard="till",
)
"""What was done. Of the hub itself under the store's name and "hub" in place of a till. `place`: in which order they
were applied."""

order_collector = table(
    "order_collector",
    key("till"),
    key("seq", BigInteger),
    *map(text_column, ("salt", "name", "signature")),
    shard="till",
)
"""Who collected, beside the journal, which holds only the seal."""

order_refund = table(
    "order_refund",
    *map(key, ("store", "id")),
    *map(int_column, ("amount", "paid")),
    text_column("state"),
    text_column("moved_at"),
    shard="store",
)
"""What goes back to the customer of an order through the channel that took the money: `queued` while it can still
change, `due` once the order is over, `paid` when the channel said so, `none`."""

channel = table(
    "channel",
    key("name"),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    text_column("made_at"),
    shard=CHAIN,
)
"""Who may place orders, by a token of their own."""
