"""Offers that are for so many of a member's baskets."""

from __future__ import annotations

from sqlalchemy import BigInteger

from hub.storage.table_parts import key, table

offer_use = table("offer_use", *map(key, ("member", "offer", "till")), key("seq", BigInteger), shard="till")
"""The sales (`till`, `seq`) in which a member had an offer that is for only so many of their baskets."""
