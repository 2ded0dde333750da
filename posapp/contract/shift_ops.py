"""Bodies of journal entries about the drawer and the shift: cash that moves, what was counted, the close with its Z."""

from __future__ import annotations

import msgspec

from posapp.contract.op import Number, Op
from posapp.contract.ops import TaxOp


class ShiftOpenedOp(Op, frozen=True, omit_defaults=True):
    """Kind "shift_opened". `left`: what the last close left in the drawer, where there was one; `reason`: why the float
    is something else. `pieces`: (denomination, how many) where the float was counted so.

    `resumes`: the shift's part before this one, which was suspended at another till or here; `before` is what it came
    to, `counts` what was counted in it, `owner` who answers for the drawer. The float is then what had to be in it."""

    id: str
    float_amount: Number = 0
    pieces: tuple[tuple[Number, Number], ...] = ()
    left: Number | None = None
    reason: str = ""
    mode: str = ""
    resumes: str = ""
    owner: str = ""
    before: ShiftReportOp | None = None
    counts: tuple[CountOp, ...] = ()


class CashMovedOp(Op, frozen=True, omit_defaults=True):
    """Kind "cash_moved": cash that moved apart from sales (`domain.cash.MoveKind`). `id` is the till's id, a dot and
    the entry's number; the amount is above zero whichever way it goes; `of`: the receipt of a refund."""

    id: str
    shift: str
    kind: str
    amount: Number
    reason: str = ""
    approver: str = ""
    of: str = ""


class CountOp(Op, frozen=True, omit_defaults=True):
    """What was counted, by `pieces` (denomination, how many) or as one amount; `declared`: other tenders, (type,
    amount)."""

    amount: Number
    pieces: tuple[tuple[Number, Number], ...] = ()
    declared: tuple[tuple[str, Number], ...] = ()


class DrawerCountedOp(Op, frozen=True, omit_defaults=True):
    """Kind "drawer_counted": before anybody was shown what the drawer must hold. `number` 2 is the recount."""

    shift: str
    number: Number
    count: CountOp


class HoldDiscardedOp(Op, frozen=True, omit_defaults=True):
    """Kind "hold_discarded": a basket that lay aside is given up, with a reason."""

    hold: str
    reason: str = ""
    approver: str = ""


class KindSumOp(msgspec.Struct, frozen=True, omit_defaults=True, array_like=True):
    """[kind, how many, amount]."""

    kind: str
    count: Number = 0
    amount: Number = 0


class TenderSumOp(msgspec.Struct, frozen=True, omit_defaults=True, array_like=True):
    """[type, how many, taken, given back (of cash the change too), what of it was a bonus, what was taken of a purse
    without the hub's word]."""

    type: str
    count: Number = 0
    taken: Number = 0
    back: Number = 0
    bonus: Number = 0
    offline: Number = 0


class TopUpSumOp(msgspec.Struct, frozen=True, omit_defaults=True, array_like=True):
    """[purse, or "back" for what was given back, how many, principal, bonus]; below zero what went out."""

    kind: str
    count: Number = 0
    amount: Number = 0
    bonus: Number = 0


class MoveSumOp(msgspec.Struct, frozen=True, omit_defaults=True, array_like=True):
    """[kind, reason, how many, amount]."""

    kind: str
    reason: str
    count: Number
    amount: Number


class ApprovalOp(msgspec.Struct, frozen=True, omit_defaults=True, array_like=True):
    """[who allowed it, for whom, what, how often]."""

    approver: str
    staff: str
    act: str
    count: Number = 1


class ShiftPartOp(msgspec.Struct, frozen=True, omit_defaults=True, array_like=True):
    """[shift, register, until when]: a part of a shift that was suspended there."""

    shift: str
    register: str
    until: str


class CashSumsOp(Op, frozen=True, omit_defaults=True):
    """As `domain.cash.CashSums`; `expected` is what follows from the rest. `before`: what the last close had left in
    the drawer, where there was one; `why`: why the start was something else."""

    expected: Number
    start: Number = 0
    before: Number | None = None
    why: str = ""
    handed: Number = 0
    change: Number = 0
    refunds: Number = 0
    corrected: Number = 0
    moves: tuple[MoveSumOp, ...] = ()
    rounding: Number = 0
    topups: Number = 0


class ShiftReportOp(Op, frozen=True, omit_defaults=True):
    """Everything that an X or a Z says of a shift, up to the moment `at`. `total` is what customers owed before cash
    rounding, tax included; `units` in thousandths. `exceptions` by the names of `domain.figures.Measure`; `unsound`
    names the identities that do not hold. `parts`: where the shift was before it was resumed here, counted in.
    `enrolled`: new members; `pickup`: what was done with online orders (`domain.pickup`), `ready`: how many wait for
    their customer in the shop, `expired`: how many nobody collected in time, as far as the till knows. `blind`: an X
    for who counts the drawer, without what its cash follows from. `topups`: money on balances, which is no sale."""

    shift: str
    number: Number
    business_date: str
    opened_at: str
    opened_by: str
    at: str
    cash: CashSumsOp
    currency: str = ""
    mode: str = ""
    cashiers: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    program: str = ""
    unsent: Number = 0
    sales: Number = 0
    returns: Number = 0
    returned: Number = 0
    units: Number = 0
    gross: Number = 0
    discount: Number = 0
    discounts: tuple[KindSumOp, ...] = ()
    total: Number = 0
    tax: Number = 0
    taxes: tuple[TaxOp, ...] = ()
    rounding: Number = 0
    tenders: tuple[TenderSumOp, ...] = ()
    exceptions: tuple[KindSumOp, ...] = ()
    approvals: tuple[ApprovalOp, ...] = ()
    offline_seconds: Number = 0
    held: Number = 0
    members: Number = 0
    earned: Number = 0
    burned: Number = 0
    unsound: tuple[str, ...] = ()
    parts: tuple[ShiftPartOp, ...] = ()
    blind: bool = False
    enrolled: Number = 0
    pickup: tuple[KindSumOp, ...] = ()
    ready: Number = 0
    expired: Number = 0
    topups: tuple[TopUpSumOp, ...] = ()


class ShiftClosedOp(Op, frozen=True, omit_defaults=True):
    """Kind "shift_closed": the Z, as it is printed now and for ever. `z` counts the till's closes without gaps,
    `name` is how it is printed. `counts`: every count of the shift, also those before cash moved; the last one counts.
    `left` stayed in the drawer, the rest went to the safe. `kept`: baskets that lie aside still. `forced`: it was
    somebody else's, or had been left open over the end of its day."""

    id: str
    z: Number
    name: str
    report: ShiftReportOp
    counts: tuple[CountOp, ...]
    counted: Number
    left: Number = 0
    reason: str = ""
    approver: str = ""
    kept: tuple[str, ...] = ()
    forced: bool = False


class ZPrintedOp(Op, frozen=True, omit_defaults=True):
    """Kind "z_printed": a Z was printed again, marked as a copy."""

    name: str
    approver: str = ""


decode_shift_opened = msgspec.json.Decoder(ShiftOpenedOp).decode
decode_cash_moved = msgspec.json.Decoder(CashMovedOp).decode
decode_drawer_counted = msgspec.json.Decoder(DrawerCountedOp).decode
decode_hold_discarded = msgspec.json.Decoder(HoldDiscardedOp).decode
decode_shift_closed = msgspec.json.Decoder(ShiftClosedOp).decode
decode_shift_report = msgspec.json.Decoder(ShiftReportOp).decode
