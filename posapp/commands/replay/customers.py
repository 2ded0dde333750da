"""The verbs of a script that are about who buys and what they hold out: members and coupons."""

from __future__ import annotations

from typing import Any

from posapp.commands.replay.stage import StagedTill, World
from posapp.domain.staff import Staff

Shown = dict[str, Any]


def member(till: StagedTill, typed: str) -> Shown:
    """Whose basket it is, by telephone number, its last four digits, card or id; several are only named."""
    found = till.app.members.find(typed)
    if len(found) > 1:
        return {"choose": [who.id for who in found]}
    till.app.members.attach(found[0])
    return {}


def coupon(world: World, till: StagedTill, code: str, approver: Staff | None) -> Shown:
    """Onto the basket, after the hub was asked where it has to be."""
    till.app.coupons.put(code, world.reserve_coupon(till), approver)
    return {}


def held_out(world: World, till: StagedTill, code: str) -> Shown:
    """A scan that is no goods: a coupon, or a member's card."""
    if till.app.coupons.named(code) is not None:
        return coupon(world, till, code, None)
    return member(till, code)
