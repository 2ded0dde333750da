"""Points and tiers as people read them."""

from __future__ import annotations

from posapp.domain.member import Member
from posapp.domain.money import money
from posapp.domain.store import Store, tier_name
from posapp.domain.tiers import Standing, made_by
from posapp.domain.wallet import Wallet


def points_lost(wallet: Wallet, language: str) -> str:
    """How many of the points are lost next, and when; "" where none are."""
    if not wallet.expiring or not wallet.expires:
        return ""
    lost = f"{wallet.expiring:,}"
    return f"{lost} 积分 {wallet.expires} 起失效" if language == "zh" else f"{lost} expire on {wallet.expires}"


def tier_missing(member: Member, store: Store, language: str) -> str:
    """What is missing for the next tier; "" where there is none. Of who has bought nothing yet the hub tells nothing:
    all of it is missing."""
    at = Standing(member.tier, member.following, member.missing, member.missing_points)
    if not at.following:
        at = made_by(store.points, 0, 0, (member.tier,))
    if not at.following:
        return ""
    tier, zh = tier_name(store, at.following, language), language == "zh"
    ways = [money(at.missing, store.currency)] if at.missing else []
    if at.missing_points:
        ways.append(f"{at.missing_points:,} {'积分' if zh else 'points'}")
    missing = (" 或 " if zh else " or ").join(ways)
    return f"距{tier}还差 {missing}" if zh else f"{missing} more to {tier}"
