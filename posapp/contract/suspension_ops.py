"""Body of the journal entry by which a shift leaves its till, to be resumed there or at another one of the shop."""

from __future__ import annotations

import msgspec

from posapp.contract.op import Op
from posapp.contract.shift_ops import CountOp, ShiftReportOp


class ShiftSuspendedOp(Op, frozen=True, omit_defaults=True):
    """Kind "shift_suspended": the shift stands still, and its drawer goes with whoever answers for it. `report` is all
    of it until now, with every part before; `counts`: what was counted so far."""

    id: str
    report: ShiftReportOp
    counts: tuple[CountOp, ...] = ()
    approver: str = ""


decode_shift_suspended = msgspec.json.Decoder(ShiftSuspendedOp).decode
