"""The body of journal entries about appointments. What was typed travels beside the journal; `seal` proves it."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec

from posapp.contract.op import Op
from posapp.domain.appointment import LONGEST

APPOINTMENTS: Final = frozenset({"appointment"})
"""Its name."""


class AppointmentOp(Op, frozen=True, omit_defaults=True):
    """Kind "appointment": all of it as it is from now on. `of`: the entry that made it ("till.number"; "": this one);
    `over`: the entry that it was written over; `start`: UTC text; `state`: see `domain.appointment`. Beside it travel a
    name, where there is no `member`, and what it is for."""

    start: str
    seal: str
    of: str = ""
    over: str = ""
    member: str = ""
    associate: str = ""
    state: str = "planned"
    minutes: Annotated[int, msgspec.Meta(ge=1, le=LONGEST)] = 30


decode_appointment = msgspec.json.Decoder(AppointmentOp).decode
