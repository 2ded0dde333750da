"""Money back to a wallet: on disk before it is asked for, asked on until the provider says what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from posapp.contract.tender_ops import RefundMovedOp
from posapp.domain.attempt import Attempt
from posapp.domain.errors import Refused
from posapp.domain.given_back import is_of, less, more
from posapp.domain.money import money
from posapp.domain.payment_code import WALLETS, WalletType, check_kept
from posapp.domain.refund import (
    FAILED,
    GIVEN,
    GIVEN_LATE,
    Refund,
    RefundAnswer,
    RefundQuestion,
    refund_decided,
    refund_told,
)
from posapp.domain.staff import Staff
from posapp.domain.tender import Settlement
from posapp.domain.typed import seen
from posapp.usecases.desk import Desk

AskRefund = Callable[[RefundQuestion, Refund], RefundAnswer]
"""Has the wallet asked; waits for its answer."""


class Refunds:
    """What goes back to wallets from this till."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def begin(self, of: str, amount: int, reason: str, approver: Staff | None = None) -> Refund:
        """From here on the money may go back. While nobody knows of an earlier one of the same payment, it is that one
        again: what is too much then is seen when it has its answer. It needs the right to take a payment back: the
        person's own, or that of `approver`.

        Refused("no_such_payment", "over_refund", "not_permitted").
        """
        desk = self._desk
        staff = desk.seller("withdraw_tender", approver, amount)
        attempt, wallet = self._attempt(of)
        known = desk.till.refunds.of(of)
        again = next((r for r in known if r.waits), None)
        if again is not None:
            return again
        left = attempt.has - sum(
            r.amount for r in known if r.going or r.off or r.state in GIVEN or r.in_doubt
        )  # owed and paid out too
        if not 0 < amount <= left:
            raise Refused("over_refund", left=money(max(0, left), desk.store.currency))
        moment = desk.moment()
        fresh = Refund("", of, wallet, amount, attempt.has, attempt.currency, "asked", moment.at, staff.id)
        fresh = replace(fresh, off=not is_of(desk.basket, fresh))  # paid late: no sale ever counted it
        allowed = approver.id if approver else ""
        return desk.till.refunds.begin(fresh, seen(reason), allowed, moment.business_date)

    def _attempt(self, of: str) -> tuple[Attempt, WalletType]:
        attempt = self._desk.till.attempts.by_id(of)
        if attempt is None or attempt.type not in WALLETS or not _has_money(attempt):
            raise Refused("no_such_payment")
        return attempt, attempt.type  # type: ignore[return-value]  # WALLETS are all of WalletType

    def heard(self, id_: str, answer: RefundAnswer) -> Refund:
        """The provider's answer. What it accepts comes off the tender on the counter, and gets a slip; what fails
        after that is on it again while the sale is not complete, and else the customer's to have in another way."""
        desk = self._desk
        was = desk.till.refunds.by_id(id_)
        if was is None:
            raise Refused("no_such_payment")
        return self._move(was, refund_told(was, answer))

    def decide(self, id_: str, given: bool, reference: str, reason: str, approver: Staff | None = None) -> Refund:
        """Its wallet does not answer: a person who may says what the provider's bill says. What was not given is the
        customer's to have in another way, and the wallet is asked on; head office compares both with the bill.

        Refused("no_such_payment", "refund_answered", "bill_number_missing", "decision_reason_missing",
        "not_permitted" …).
        """
        desk = self._desk
        was = desk.till.refunds.by_id(id_)
        if was is None:
            raise Refused("no_such_payment")
        said = seen(reference) if given else ""
        now = refund_decided(was, given, said)
        if given and not said:
            raise Refused("bill_number_missing")
        if not seen(reason):
            raise Refused("decision_reason_missing")
        for text in (said, reason):
            check_kept(text, desk.store.wallet_codes)
        staff = desk.seller("decide_payment", approver, was.amount)
        return self._move(was, now, staff, seen(reason), approver)

    def _move(
        self, was: Refund, now: Refund, by: Staff | None = None, reason: str = "", approver: Staff | None = None
    ) -> Refund:
        if now == was:
            return was
        desk = self._desk
        moment, who = desk.moment(), by or desk.staff
        staff = who.id if who is not None else was.staff
        back = now.state in FAILED and was.off and is_of(desk.basket, now)
        now = replace(now, off=now.off and not back)
        allowed = approver.id if approver else ""
        said = RefundMovedOp(now.id, now.state, now.amount, now.reference, now.why, back, reason, allowed)
        told = said if _says(was, now) else None
        slip = now.state in GIVEN and not was.off
        facts = (now, told, moment.at, moment.business_date, staff)
        move = desk.till.refunds.move
        if not is_of(desk.basket, now) or now.off == was.off:
            move(*facts, None, slip)
            return now
        basket = more(desk.basket, now, self._attempt(now.of)[0].reference) if back else less(desk.basket, now)
        desk.keep(basket, lambda: move(*facts, basket, slip))
        return now

    def put(self, ask: AskRefund, refund: Refund) -> Refund:
        """Ask and hear in one, for who may wait: scripts."""
        return self.heard(refund.id, ask(next_question(refund), refund))

    def going(self) -> tuple[Refund, ...]:
        """Those of which something is still to be heard, also in doubt."""
        return self._desk.till.refunds.going()

    def unanswered(self) -> tuple[Refund, ...]:
        """Those of the payment on the counter whose wallet was asked and did not answer."""
        attempts = [t.attempt for t in self._desk.basket.tenders if t.attempt]
        return tuple(r for of in attempts for r in self._desk.till.refunds.of(of) if r.waits and r.why)

    def leave(self) -> Settlement:
        """The customer does not wait for the wallet's answer: the payment counts less by what it was asked for, the
        customer gets a slip, and the till asks on. What the wallet does not give in the end is owed.

        Refused("refund_answered") where nothing was asked in vain.
        """
        desk, left = self._desk, self.unanswered()
        staff = desk.seller()
        desk.must_be_settled()
        if not left:
            raise Refused("refund_answered")
        basket, moment = desk.basket, desk.moment()
        for refund in left:
            basket = less(basket, refund)
        desk.keep(basket, lambda: desk.till.refunds.leave(left, moment.at, moment.business_date, staff.id, basket))
        return desk.settlement()

    def failed(self, of: str) -> Refund | None:
        """The last of a payment, where it failed: somebody pays it out in another way."""
        last = self._desk.till.refunds.of(of)[-1:]
        return last[0] if last and last[0].state in FAILED else None


def next_question(refund: Refund) -> RefundQuestion:
    """What its provider is to be asked: what was not accepted yet is asked for, which gives nothing back twice. What a
    person decided is never asked for any more, or the wallet might give what was paid out in another way."""
    return "refund" if refund.state == "asked" else "query"


def _says(was: Refund, now: Refund) -> bool:
    return now.state != was.state or now.why == GIVEN_LATE


def _has_money(attempt: Attempt) -> bool:
    """Also what was paid after a person had decided that it was not: the customer is owed that."""
    return attempt.state == "paid" or attempt.why.startswith("paid_late")
