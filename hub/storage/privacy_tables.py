"""What people asked to be done with their own data, and which tills have done it."""

from __future__ import annotations

from sqlalchemy import BigInteger

from hub.storage.table_parts import CHAIN, key, table, text_column

privacy_request = table(
    "privacy_request",
    key("id"),
    *map(text_column, ("member", "wish", "state", "why", "store", "till", "at", "staff", "approver", "asker")),
    *map(text_column, ("identity", "moved_at", "figures")),
    shard=CHAIN,
)
"""`id`: the till's entry ("till.number"), or "office." and a word; `wish` and the words of who asked: `domain.privacy`.
`state`: "asked", "waits" (`why`: what is owed first), "done". `figures`: JSON, how many rows of which table went."""

erased_member = table("erased_member", key("member"), *map(text_column, ("request", "at")), shard=CHAIN)
"""Every id of whoever was erased: what late entries say of them is kept nowhere."""

privacy_proof = table(
    "privacy_proof", key("till"), key("seq", BigInteger), *map(text_column, ("member", "at")), shard="till"
)
"""By which entry a till said that it holds nothing of the member any more."""
