"""Roles, for every shop."""

from __future__ import annotations

from collections.abc import Iterator

from hub.feeds.source import Source
from hub.storage.records import EVERY_STORE, Change, change
from posapp.contract.feed_roles import RoleRow


def changes(source: Source) -> Iterator[Change]:
    """Every role of the file."""
    for role in source.shop.roles:
        yield change("roles", EVERY_STORE, RoleRow.of(role.value(source.shop.terms)))
