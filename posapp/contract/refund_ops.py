"""Bodies of journal entries about wallet refunds that nobody answers for yet, or that the wallet will not give."""

from __future__ import annotations

from posapp.contract.op import Number, Op


class RefundLeftOp(Op, frozen=True, omit_defaults=True):
    """Kind "refund_left": the sale goes on although the wallet has not answered about the refund `of`. The payment
    counts less by it from now on; the till asks on."""

    of: str
    amount: Number


class RefundPaidOutOp(Op, frozen=True, omit_defaults=True):
    """Kind "refund_paid_out": what a wallet did not give back of the refund `of` was given to the customer in another
    way. Cash left the drawer in `shift`; of a card or another wallet `reference` is that slip's number."""

    of: str
    type: str
    amount: Number
    shift: str
    reference: str = ""
    reason: str = ""
    approver: str = ""
