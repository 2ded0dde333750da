"""What the hub says of a coupon that a till asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["reserved", "elsewhere", "used"]


@dataclass(frozen=True, slots=True)
class Reservation:
    """ "reserved": it is kept for this use until the sale, or until given back. "elsewhere": another basket has it so
    far. "used": it was in as many as it is good for. `number`: the register that has it, or had it last."""

    state: State
    number: str = ""
