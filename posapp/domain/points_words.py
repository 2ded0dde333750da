"""Points as people read them."""

from __future__ import annotations

from posapp.domain.wallet import Wallet


def points_said(wallet: Wallet, language: str) -> str:
    """How many there are, and how many of them are lost next, and when."""
    points = f"{wallet.points:,}"
    if not wallet.expiring or not wallet.expires:
        return points
    lost = f"{wallet.expiring:,}"
    said = f"{lost} 积分 {wallet.expires} 起失效" if language == "zh" else f"{lost} expire on {wallet.expires}"
    return f"{points} · {said}"
