"""What a shop has had to do with a member: bought, ordered, brought back, changed, asked, read. Dates and sums, nothing
that a person said of themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

BOUGHT: Final = ("sale", "order")
"""Kinds that are purchases; the others are acts on the member's record."""
WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "sale": ("购买", "Bought"),
    "order": ("订单", "Order"),
    "enrolled": ("入会", "Enrolled"),
    "edited": ("修改资料", "Changed"),
    "consent": ("营销同意", "Consent"),
    "merged": ("合并", "Merged"),
    "assigned": ("转入客户簿", "Client book"),
    "revealed": ("查看完整信息", "Shown in full"),
    "contact": ("联系", "Contacted"),
    "follow_up": ("新跟进", "Follow-up"),
    "followed_up": ("跟进结果", "Followed up"),
    "appointment": ("预约", "Appointment"),
    "privacy_asked": ("个人信息请求", "Request about their data"),
}


@dataclass(frozen=True, slots=True)
class Touch:
    """`id`: the entry ("till.number"), or "order:" and an order's; `at`: UTC ISO text; `store` where, `channel` how an
    order or a message came ("" at a counter); `what`: the receipt or order, the fields that were changed or read, the
    ways agreed to ("+sms") or ended ("-sms"), the template of a contact, the type or outcome of a follow-up, how an
    appointment stood then; `total` in minor units, below zero where more came back than went; `back`: what of it has
    come back since; `state` of an order; `sku`: the first of the goods."""

    id: str
    kind: str
    at: str
    store: str = ""
    channel: str = ""
    what: str = ""
    total: int = 0
    back: int = 0
    state: str = ""
    sku: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """What the hub knew of one member at `as_of`, the newest first. `bought` and `back`: minor units of what was sold
    at counters in the days looked at, and of what of that has come back."""

    touches: tuple[Touch, ...] = ()
    as_of: str = ""
    bought: int = 0
    back: int = 0
    shops: tuple[tuple[str, str], ...] = ()
    """(id, name) of those that are named."""
    held: tuple[int, int, int] | None = None
    """Stored value, the bonus in it, and points; None where the shop is told of none."""

    @property
    def rate(self) -> int | None:
        """Thousandths of what was bought that came back; None of who bought nothing."""
        return self.back * 1000 // self.bought if self.bought > 0 else None


def together(told: Iterable[Touch], here: Iterable[Touch]) -> tuple[Touch, ...]:
    """Each once, the newest first; what the hub says of it counts."""
    one = {touch.id: touch for touch in (*here, *told)}
    return tuple(sorted(one.values(), key=lambda touch: (touch.at, touch.id), reverse=True))
