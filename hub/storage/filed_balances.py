"""What head office's file said of a member, as the hub keeps it beside what entries have moved since."""

from __future__ import annotations

from posapp.contract.calls import Message
from posapp.contract.feed_figures import Count, Minor


class Filed(Message):
    """What head office's file said a member has, and the argon2 text of their PIN. `since`: when the hub heard of the
    points first, from which their time counts; `tier`: None where that was not kept yet."""

    member: str
    stored_value: Minor = 0
    points: Count = 0
    bonus: Minor = 0
    pin_hash: str = ""
    since: str = ""
    tier: str | None = None
