"""Somebody new or lent, whom a till itself let in for some days."""

from __future__ import annotations

from typing import Final

from posapp.domain.staff import Role

MOST_DAYS: Final = 31
LENT: Final = Role("cashier", frozenset({"sell", "hold", "member", "coupon"}))
"""What they may do where the shop has no role of that name."""


def lent_by(till: str) -> str:
    """How the ids begin of those whom this till let in."""
    return f"{till}.t"
