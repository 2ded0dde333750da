"""Pictures of products."""

from __future__ import annotations

from sqlalchemy import Column, LargeBinary

from hub.storage.table_parts import CHAIN, key, table

picture = table("picture", key("sha256"), Column("body", LargeBinary, nullable=False), shard=CHAIN)
"""The bytes, once each however many products have them; never changed, since their hash is their name."""
