"""Coupons: a code that takes something off the basket."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coupon:
    """Takes `amount` (minor units) or `percent` (thousandths) off, from `spend` on. `member`: of this member only, ""
    of anybody; `uses`: how often in all, 0 without limit; `starts` and `ends`: UTC ISO texts, `ends` is outside."""

    code: str
    name_zh: str = ""
    name_en: str = ""
    amount: int = 0
    percent: int = 0
    spend: int = 0
    member: str = ""
    uses: int = 0
    starts: str | None = None
    ends: str | None = None

    def in_force(self, at: str) -> bool:
        """Whether it holds at that moment (UTC ISO text)."""
        return (self.starts is None or self.starts <= at) and (self.ends is None or at < self.ends)
