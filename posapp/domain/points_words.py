"""Points as people read them."""

from __future__ import annotations

from posapp.domain.wallet import Wallet


def points_lost(wallet: Wallet, language: str) -> str:
    """How many of the points are lost next, and when; "" where none are."""
    if not wallet.expiring or not wallet.expires:
        return ""
    lost = f"{wallet.expiring:,}"
    return f"{lost} 积分 {wallet.expires} 起失效" if language == "zh" else f"{lost} expire on {wallet.expires}"
