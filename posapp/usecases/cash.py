"""Cash that moves apart from sales: put in, taken out, to the safe or the bank, back to a customer of an earlier
receipt. Each is an entry of the journal, with a slip."""

from __future__ import annotations

from typing import Final

from posapp.domain.cash import CashMove, MoveKind
from posapp.domain.drawer import check_absurd
from posapp.domain.errors import Refused
from posapp.domain.money import money
from posapp.domain.payment_code import check_kept
from posapp.domain.staff import Staff
from posapp.domain.typed import seen
from posapp.usecases.came_back import worth_of
from posapp.usecases.desk import Desk
from posapp.usecases.receipts import Receipts

ACTS: Final[dict[MoveKind, str]] = {
    "paid_in": "cash_in",
    "paid_out": "cash_out",
    "safe_drop": "safe_drop",
    "bank_drop": "safe_drop",
    "refund": "cash_refund",
}
"""What a person must be allowed to do."""
MOST: Final = 1_000_000
"""Whole units of the currency; more than that at once is a code that was typed into the field."""


class Cash:
    """The drawer, apart from sales. Nothing is said of what it must hold: it is counted blind."""

    def __init__(self, desk: Desk, receipts: Receipts) -> None:
        self._desk = desk
        self._receipts = receipts

    def move(self, kind: MoveKind, amount: int, reason: str, approver: Staff | None = None, of: str = "") -> CashMove:
        """It is on disk before this returns, and the drawer opens. `of`: the receipt of a refund; `approver` answers
        for what the person may not alone (`SignIn.approve`).

        Refused("amount_format", "cash_move_absurd", "reason_missing", "cash_refund_over" …)."""
        desk, currency = self._desk, self._desk.store.currency
        staff, shift = desk.seller(ACTS[kind], approver, amount), desk.open_shift()
        check_absurd(amount, currency, MOST)
        if not amount:
            raise Refused("amount_format")
        if not seen(reason):
            raise Refused("reason_missing")
        check_kept(reason, desk.store.wallet_codes)
        receipt = self._refundable(amount, of) if kind == "refund" else ""
        moment = desk.moment()
        allowed = approver.id if approver is not None else ""
        move = CashMove("", shift.id, kind, amount, seen(reason), staff.id, moment.at, allowed, receipt)
        return desk.till.cash.record(move, moment.business_date)

    def _refundable(self, amount: int, of: str) -> str:
        """The receipt; no more goes back of it than was paid, however often, goods that came back counted in."""
        if not of.strip():
            raise Refused("cash_refund_of_what")
        sale, refunds = self._receipts.find(of), self._desk.till.refunds
        owed = sum(refund.amount for refund in refunds.owed() if refunds.receipt_of(refund.of) == sale.receipt)
        if owed:  # it would be paid out there once more
            raise Refused("refund_owed", amount=money(owed, self._desk.store.currency))
        till = self._desk.till
        back = sum(worth_of(till, seq) for seq in till.returns.of(sale.id))
        left = sale.settlement.due - till.cash.refunded(sale.receipt) - back
        if amount > left:
            raise Refused("cash_refund_over", receipt=sale.receipt, left=money(max(0, left), self._desk.store.currency))
        return sale.receipt
