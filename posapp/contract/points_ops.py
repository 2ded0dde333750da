"""What a sale's journal entry tells of a member's points: by which rule it earned, and what they have after it."""

from __future__ import annotations

import msgspec

from posapp.contract.op import Number
from posapp.domain.points_rule import Earning, PointsLeft


class LoyaltyOp(msgspec.Struct, frozen=True, omit_defaults=True, array_like=True):
    """[version of the rule, for each so much, how many times (thousandths), for which tier, on a birthday, lines that
    earn nothing (1 is the first), what the member has after it, as of when that was known before it ("": the hub said
    so at this sale)]. `left` is null where this till does not know it."""

    rule: str = ""
    per: Number = 0
    times: Number = 1000
    tier: str = ""
    birthday: bool = False
    without: tuple[Number, ...] = ()
    left: Number | None = None
    as_of: str = ""


def loyalty_op(earning: Earning | None, left: PointsLeft | None) -> LoyaltyOp | None:
    """Of a sale that earned by this; None where it says nothing."""
    if earning is None and left is None:
        return None
    known = (left.points, left.as_of) if left is not None else (None, "")
    if earning is None:
        return LoyaltyOp("", 0, 1000, "", False, (), *known)
    by = earning
    return LoyaltyOp(by.rule, by.per, by.times, by.tier, by.birthday, by.without, *known)


def earning_of(op: LoyaltyOp | None) -> Earning | None:
    """By what it earned."""
    if op is None or op.per <= 0:
        return None
    return Earning(op.rule, op.per, op.times, op.tier, op.birthday, op.without)


def left_of(op: LoyaltyOp | None) -> PointsLeft | None:
    """What the member has after it."""
    return PointsLeft(op.left, op.as_of) if op is not None and op.left is not None else None
