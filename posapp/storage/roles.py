"""Copies of the roles: who may do what."""

from __future__ import annotations

from posapp.domain.staff import Role
from posapp.storage.copied import Copied
from posapp.storage.database import Database


def roles(copies: Database) -> Copied[Role]:
    """By id."""
    return Copied(copies, "roles", Role)
