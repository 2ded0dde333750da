"""Bodies of journal entries about money on its way: tenders given back, allowed, corrected, and what providers say."""

from __future__ import annotations

import msgspec

from posapp.contract.op import Number, Op


class DrawnOp(msgspec.Struct, frozen=True, omit_defaults=True, array_like=True):
    """[tender (1 is the first), whose purse it came of: a gift card's code or a member's id, points, bonus, the name of
    the hub's reservation, what released it: the member's live code, or "pin", the name under which the hub was or would
    have been asked]. Which purse it is, the tender's type says."""

    tender: Number
    account: str
    points: Number = 0
    bonus: Number = 0
    reserved: str = ""
    proof: str = ""
    name: str = ""


class TenderWithdrawnOp(Op, frozen=True, omit_defaults=True):
    """Kind "tender_withdrawn": money that had been taken was given back before the sale was complete. `kept`: the part
    that stays a tender, since goods were left out and only what was too much went back; `refund` the refund's slip."""

    type: str
    amount: Number
    reference: str = ""
    approver: str = ""
    kept: Number = 0
    refund: str = ""


class TenderCorrectedOp(Op, frozen=True, omit_defaults=True):
    """Kind "tender_corrected": of the completed sale `of`, tender `tender` (1 is the first) was not `was` but `type`;
    the amount is the same. Goods, tax and whatever a provider charged stay as they are."""

    of: str
    tender: Number
    was: str
    type: str
    amount: Number
    reference: str = ""
    reason: str = ""
    approver: str = ""


class TenderAllowedOp(Op, frozen=True, omit_defaults=True):
    """Kind "tender_allowed": a second person answers for a tender that one alone may not take so much by."""

    type: str
    amount: Number
    reference: str
    approver: str


class PaymentAskedOp(Op, frozen=True, omit_defaults=True):
    """Kind "payment_asked": a provider is about to be asked for money. `id` is the till's id, a dot and the entry's
    number, and the one name under which the provider is ever asked."""

    id: str
    provider: str
    type: str
    amount: Number
    currency: str = ""


class PaymentMovedOp(Op, frozen=True, omit_defaults=True):
    """Kind "payment_moved": what became of the attempt `of`: paid, refused, unknown, reversing or reversed. A `why` of
    "decided" is a person's word, with their reason and who approved it; every other is the provider's or the till's.
    "paid_late": the provider says that it was paid after a person had decided that it was not; the state stays, and
    `amount` is what it took: where it had been asked for another, `asked` says for how much."""

    of: str
    state: str
    amount: Number = 0
    reference: str = ""
    why: str = ""
    reason: str = ""
    approver: str = ""
    asked: Number = 0


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
    """Kind "refund_moved": what the provider says of the refund `of`: accepted, arrived, failed or too_old. `back`: the
    payment, which had counted less by it, counts whole again, since the sale is not complete. A `why` of "decided" is a
    person's word, with their reason and who approved it; "given_late": the provider gave it after a person had said
    that it did not and it was paid out in another way; the state stays."""

    of: str
    state: str
    amount: Number = 0
    reference: str = ""
    why: str = ""
    back: bool = False
    reason: str = ""
    approver: str = ""
