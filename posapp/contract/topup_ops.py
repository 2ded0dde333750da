"""Bodies of journal entries about money on balances: put in, given back; and points for an earlier receipt."""

from __future__ import annotations

import msgspec

from posapp.contract.op import Number, Op
from posapp.contract.ops import TenderOp
from posapp.contract.points_ops import LoyaltyOp


class TopUpOp(Op, frozen=True, omit_defaults=True):
    """Kind "topup": `principal` was paid onto the purse of an account, and `bonus` given with it; both below zero where
    it was given back, which `reserved`, `proof` and `name` release as they do a tender (`DrawnOp`), and `approver`
    allowed, for a `reason`. `id` is the till's id, a dot and the entry's number; `number` the printed one. `asked`: the
    hub had said that `balance` was there before, `of_it` of it bonus."""

    id: str
    number: str
    shift: str
    purse: str
    account: str
    principal: Number
    bonus: Number = 0
    tenders: tuple[TenderOp, ...] = ()
    attempts: tuple[str, ...] = ()
    rounding: Number = 0
    change: Number = 0
    currency: str = ""
    asked: bool = False
    balance: Number | None = None
    of_it: Number = 0
    approver: str = ""
    reason: str = ""
    reserved: str = ""
    proof: str = ""
    name: str = ""
    of: str = ""
    """Number of the top-up as which money went back."""

    @property
    def units(self) -> int:
        """What the balance moved by."""
        return self.principal + self.bonus


class LatePointsOp(Op, frozen=True, omit_defaults=True):
    """Kind "late_points": the member had bought what the completed sale `of` (its id) tells of, and gets the points
    that it would have earned (`by` this rule); nothing is priced anew. `receipt`: its printed number."""

    of: str
    receipt: str
    member: str
    points: Number
    approver: str = ""
    by: LoyaltyOp | None = None


decode_topup = msgspec.json.Decoder(TopUpOp).decode
decode_late_points = msgspec.json.Decoder(LatePointsOp).decode
