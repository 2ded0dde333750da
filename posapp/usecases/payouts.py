"""What a wallet will not give back after the sale: the customer has it in another way, once, from who may."""

from __future__ import annotations

from posapp.contract.refund_ops import RefundPaidOutOp
from posapp.domain.attempt import PAID_LATE, PAID_LATE_READ, Attempt
from posapp.domain.errors import Refused
from posapp.domain.money import money
from posapp.domain.payment_code import WALLETS, check_kept
from posapp.domain.refund import Refund
from posapp.domain.staff import Staff
from posapp.domain.tender import TenderType, check_reference
from posapp.domain.typed import seen
from posapp.usecases.desk import Desk

WAYS: tuple[TenderType, ...] = ("cash", "card", "wallet_outside")
"""By what it can be given instead."""


def act_of(by: TenderType) -> str:
    """What a person must be allowed to do."""
    return "cash_refund" if by == "cash" else "withdraw_tender"


class Payouts:
    """Of this till's refunds."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def owed(self) -> tuple[Refund, ...]:
        """Those that somebody has to pay out, oldest first."""
        return self._desk.till.refunds.owed()

    def late(self) -> tuple[Attempt, ...]:
        """Wallet payments that came after a person had said that they were not paid, and that nothing was given back
        of: the customer's money, oldest first."""
        attempts, refunds = self._desk.till.attempts, self._desk.till.refunds
        found = (*attempts.not_paid(PAID_LATE), *attempts.not_paid(PAID_LATE_READ))
        return tuple(a for a in found if a.type in WALLETS and not refunds.of(a.id))

    def pay_out(
        self, refund: str, by: TenderType, reference: str, reason: str, approver: Staff | None = None
    ) -> Refund:
        """The customer has it now. Cash leaves the drawer of the open shift; of anything else the slip's number is
        kept. It needs the right to that: the person's own, or that of `approver`.

        Refused("refund_not_owed", "no_shift", "reason_missing", "not_permitted" …).
        """
        desk = self._desk
        owed = desk.till.refunds.by_id(refund)
        if owed is None or not owed.owed:
            raise Refused("refund_not_owed")
        staff, shift = desk.seller(act_of(by), approver, owed.amount), desk.open_shift()
        if by not in WAYS:
            raise Refused("tender_not_offered", tender=by)
        said = seen(reference) if by != "cash" else ""
        check_reference(by, said, desk.store.wallet_codes)
        if not seen(reason):
            raise Refused("payout_reason_missing", amount=money(owed.amount, desk.store.currency))
        check_kept(reason, desk.store.wallet_codes)
        allowed, moment = approver.id if approver else "", desk.moment()
        op = RefundPaidOutOp(owed.id, by, owed.amount, shift.id, said, seen(reason), allowed)
        desk.till.refunds.pay_out(owed, op, moment.at, moment.business_date, staff.id)
        found = desk.till.refunds.by_id(refund)
        assert found is not None, "a row is never deleted"
        return found
