"""Bodies of the entries about money of wallets that goes back, and about what a second person answers for."""

from __future__ import annotations

from posapp.contract.op import Number, Op


class TenderAllowedOp(Op, frozen=True, omit_defaults=True):
    """Kind "tender_allowed": a second person answers for a tender that one alone may not take so much by."""

    type: str
    amount: Number
    reference: str
    approver: str


class RefundAskedOp(Op, frozen=True, omit_defaults=True):
    """Kind "refund_asked": a wallet is about to be asked to give back some of what the attempt `of` took. `id` is the
    till's id, a dot and the entry's number, and the one name under which it is ever asked."""

    id: str
    of: str
    wallet: str
    amount: Number
    whole: Number
    currency: str = ""
    reason: str = ""
    approver: str = ""


class RefundMovedOp(Op, frozen=True, omit_defaults=True):
    """Kind "refund_moved": what the provider says of the refund `of`: accepted, arrived, failed or too_old."""

    of: str
    state: str
    amount: Number = 0
    reference: str = ""
    why: str = ""
