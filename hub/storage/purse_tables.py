"""Gift cards, stored value and points: what entries and head office moved, the sums, what is kept for sales under way;
and what tier a member's purchases make them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, Text

from hub.storage.table_parts import CHAIN, int_column, key, table, text_column

purse_move = table(
    "purse_move",
    key("till"),
    key("seq", BigInteger),
    key("number", Integer),
    *map(text_column, ("kind", "account")),
    *map(int_column, ("units", "bonus")),
    Column("proof", Text, nullable=False, server_default=""),
    Index("purse_move_of", "account", "kind"),
    shard="till",
)
"""What an entry moved into or out of a purse, in minor units or points; `number` 0 is what was earned or put in.
`proof`: how it was released: "hub" (asked before), "code", "pin" (without the hub, by the till alone), "" (nothing)."""

purse = table(
    "purse",
    *map(key, ("kind", "account")),
    *map(int_column, ("moved", "bonus")),
    text_column("till"),
    int_column("seq"),
    shard=CHAIN,
)
"""What entries have moved since head office's file; with that it is the balance. `till`, `seq`: who moved it last."""

purse_hold = table(
    "purse_hold",
    *map(key, ("kind", "account", "id")),
    text_column("till"),
    int_column("amount"),
    text_column("until"),
    shard=CHAIN,
)
"""What is kept for a sale under way, until its entry comes or the time is over."""

purse_office = table(
    "purse_office",
    *map(key, ("kind", "account")),
    key("number", BigInteger),
    *map(int_column, ("units", "bonus")),
    *map(text_column, ("why", "at", "staff", "note")),
    shard=CHAIN,
)
"""What head office moved, in minor units or points: `why` is "expired" or "adjusted", by whom, and a few words. With
`purse_move` it is all that `purse` sums up."""

member_tier = table(
    "member_tier",
    key("member"),
    *map(text_column, ("tier", "before", "following")),
    *map(int_column, ("spent", "earned", "missing", "missing_points")),
    text_column("at"),
    shard=CHAIN,
)
"""What a member is (`tier`) and was `before`; `spent` and `earned`: within the shop's days; `following`: the next tier,
for which so much, or so many points, are `missing`. `at`: since when it says so."""
