"""Bodies of journal entries about online orders."""

from __future__ import annotations

from typing import Final

import msgspec

from posapp.contract.op import Number, Op
from posapp.domain.order import OrderStep


class OrderStepOp(Op, frozen=True, omit_defaults=True):
    """Kind "order_step": what was done with an order, see `domain.pickup`; the entry says who, when and at which till.
    The name and the signature of whoever collected it travel and are kept beside the journal, `seal` proves them
    (`contract.members`); `alternate`: it was not the customer; `proof`: the right code was shown. `handed`: [line,
    thousandths] of what was given out, all that was ready where there are none; `worth`: what those goods cost in the
    order; `receipt`: of the balance paid."""

    order: str
    act: str
    line: Number = 0
    quantity: Number = 0
    sku: str = ""
    reason: str = ""
    place: str = ""
    approver: str = ""
    alternate: bool = False
    signed: bool = False
    proof: str = ""
    receipt: str = ""
    worth: Number = 0
    handed: tuple[tuple[Number, Number], ...] = ()
    offline: bool = False
    seal: str = ""

    @classmethod
    def of(cls, order: str, step: OrderStep, seal: str = "") -> OrderStepOp:
        """The body of a step."""
        said = {name: getattr(step, name) for name in _SAID}
        return cls(order, step.act, **said, seal=seal)

    def step(self, at: str, staff: str, till: str, seq: int) -> OrderStep:
        """The step that the entry tells of."""
        said = {name: getattr(self, name) for name in _SAID}
        return OrderStep(self.act, at, staff, till, seq, **said)


_SAID: Final = (
    *("line", "quantity", "sku", "reason", "place", "approver", "alternate", "signed", "proof", "receipt"),
    *("worth", "handed", "offline"),
)

decode_order_step = msgspec.json.Decoder(OrderStepOp).decode
