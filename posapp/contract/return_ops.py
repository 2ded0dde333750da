"""What a sale's journal entry tells of the goods that it takes back: beside its lines below zero, which are in its sums
like any other."""

from __future__ import annotations

import msgspec

from posapp.contract.op import Number, Op


class ReturnLineOp(Op, frozen=True, omit_defaults=True):
    """`line`: of this sale, 1 is the first; `of`: that of the sale which the goods were sold by (0: none). `approver`:
    who allowed what the rules do not."""

    line: Number
    of: Number
    reason: str = ""
    condition: str = ""
    disposition: str = ""
    note: str = ""
    approver: str = ""
    percent: Number = 0
    """Of the tax, thousandths of a percent."""
    excepted: str = ""
    """What the approver let by: "late", "excluded", "serial" or "refunded"."""
    photo: str = ""
    """The hash of a picture that shows the goods; its bytes go to the hub beside the journal."""


class GivenBackOp(msgspec.Struct, frozen=True, omit_defaults=True, array_like=True):
    """[tender of the sale that the goods were sold by, how much of it before cash rounding, what that was in cash,
    points, bonus]."""

    tender: Number
    amount: Number
    cash: Number = 0
    points: Number = 0
    bonus: Number = 0


class CreditOp(msgspec.Struct, frozen=True, omit_defaults=True, array_like=True):
    """[tender of the sale that the goods were sold by, what it was, how much of it before cash rounding, what that was
    in cash, reference, payment attempt, what that took in all, account, points, bonus]."""

    tender: Number
    type: str
    amount: Number
    cash: Number = 0
    reference: str = ""
    attempt: str = ""
    whole: Number = 0
    account: str = ""
    points: Number = 0
    bonus: Number = 0


class ReturnOp(Op, frozen=True, omit_defaults=True):
    """Within the kind "sale". `of`: the id of the sale that the goods were sold by, "order:" and that of an online
    order, or "" where there is no proof; `kind`: sale, order, unseen (nobody could be asked about the receipt) or none.
    `by`: the tender that a person chose in place of those that had paid, why, and who allowed it."""

    of: str
    lines: tuple[ReturnLineOp, ...]
    receipt: str = ""
    kind: str = "sale"
    given: tuple[GivenBackOp, ...] = ()
    by: str = ""
    reason: str = ""
    approver: str = ""
    person: str = ""
    """Who brought goods without a receipt, as far as it may be kept: a seal of the telephone number."""
    reversed: Number = 0
    """Points that the first sale had earned, gone by this."""
    credit: tuple[CreditOp, ...] = ()
    """What of the first sale's tenders now pays for goods of this one: it goes back the same way when those come."""
    carried: Number = 0
    """Points that the first sale had earned with that, which count as earned by this one."""
    channel: str = ""
    """By which the goods were sold, and in which shop; "" where nothing proves it."""
    store: str = ""
    alone: bool = False
    """Without a receipt and without the hub: the till counted the person's times by its own books."""
    again: tuple[str, ...] = ()
    """Coupons of the sale `of` that the customer may use once more, since all of it has come back."""
    offers_again: tuple[str, ...] = ()
    """Offers of so many baskets of a member, the same."""
