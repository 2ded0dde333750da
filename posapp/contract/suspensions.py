"""What a till asks of shifts that stand still in its shop, and what the hub answers."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from pydantic import Field
from pydantic_core import to_json

from posapp.contract.calls import Message
from posapp.contract.feed_holds import Id, TakerRow
from posapp.contract.suspension_ops import ShiftSuspendedOp, decode_shift_suspended
from posapp.domain.errors import Refused
from posapp.domain.hold import Taker
from posapp.domain.suspension import Suspended


class SuspendedRow(Message):
    """A shift that stands still. `number` is that of its till in the shop; `taken` names who has asked for it; `entry`
    is the body of "shift_suspended", told only to the till that has it: a drawer is counted blind."""

    id: str
    till: str
    number: str
    staff: str
    business_date: str
    opened_at: str
    at: str
    taken: TakerRow | None = None
    entry: Annotated[dict[str, Any], Field(default_factory=dict)]

    def value(self) -> Suspended:
        """The shift."""
        t = self.taken
        taken = None if t is None else Taker(t.till, t.number, t.staff, t.recalled)
        shown = (self.id, self.till, self.number, self.staff, self.business_date, self.opened_at, self.at)
        return Suspended(*shown, taken)

    def said(self) -> ShiftSuspendedOp:
        """What its entry says; Refused("shift_unreadable")."""
        try:
            return decode_shift_suspended(to_json(self.entry))
        except msgspec.MsgspecError:
            raise Refused("shift_unreadable") from None


class SuspendedShifts(Message):
    """Those of the calling till's store, the oldest first."""

    shifts: tuple[SuspendedRow, ...] = ()


class ResumeRequest(Message):
    """A till asks for a shift that stands still. The answer names who has it: whoever asked first."""

    shift: Id
    staff: Annotated[str, Field(max_length=64, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""
