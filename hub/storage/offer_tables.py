"""Offers that are for so many of a member's baskets, and coupons of which there are only so many."""

from __future__ import annotations

from sqlalchemy import BigInteger

from hub.storage.table_parts import CHAIN, int_column, key, table, text_column

offer_use = table("offer_use", *map(key, ("member", "offer", "till")), key("seq", BigInteger), shard="till")
"""The sales (`till`, `seq`) in which a member had an offer that is for only so many of their baskets."""

coupon_use = table(
    "coupon_use",
    key("code"),
    key("use"),
    *map(text_column, ("state", "till", "staff", "at")),
    *map(int_column, ("seq", "amount")),
    shard=CHAIN,
)
"""In which baskets a coupon is of which there are only so many. `use`: the till's name of the basket; `state`:
"reserved" by a call, "used" by a sale (`seq`), "released": the basket gave it back."""
