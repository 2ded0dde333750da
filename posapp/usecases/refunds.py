"""Money back to a wallet: on disk before it is asked for, asked on until the provider says what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from posapp.domain.attempt import Attempt
from posapp.domain.basket import Basket
from posapp.domain.errors import Refused
from posapp.domain.money import money
from posapp.domain.payment_code import WALLETS, WalletType
from posapp.domain.refund import GIVEN, Refund, RefundAnswer, RefundQuestion, refund_told
from posapp.domain.staff import Staff
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
        again = next((r for r in known if r.state == "asked"), None)
        if again is not None:
            return again
        left = attempt.amount - sum(r.amount for r in known if r.going or r.state in GIVEN)
        if not 0 < amount <= left:
            raise Refused("over_refund", left=money(max(0, left), desk.store.currency))
        moment = desk.moment()
        fresh = Refund("", of, wallet, amount, attempt.amount, attempt.currency, "asked", moment.at, staff.id)
        allowed = approver.id if approver else ""
        return desk.till.refunds.begin(fresh, seen(reason), allowed, moment.business_date)

    def _attempt(self, of: str) -> tuple[Attempt, WalletType]:
        attempt = self._desk.till.attempts.by_id(of)
        if attempt is None or attempt.type not in WALLETS or not _has_money(attempt):
            raise Refused("no_such_payment")
        return attempt, attempt.type  # type: ignore[return-value]  # WALLETS are all of WalletType

    def heard(self, id_: str, answer: RefundAnswer) -> Refund:
        """The provider's answer. What it accepts comes off the tender on the counter, and gets a slip."""
        desk = self._desk
        was = desk.till.refunds.by_id(id_)
        if was is None:
            raise Refused("no_such_payment")
        now = refund_told(was, answer)
        if now == was:
            return was
        moment, staff = desk.moment(), desk.staff.id if desk.staff else was.staff
        given = now.state in GIVEN and was.state not in GIVEN
        told = now.state != was.state
        move = desk.till.refunds.move
        if given and any(t.attempt == now.of for t in desk.basket.tenders):
            basket = _less(desk.basket, now)
            desk.keep(basket, lambda: move(now, told, moment.at, moment.business_date, staff, basket, given))
        else:
            move(now, told, moment.at, moment.business_date, staff, None, given)
        return now

    def put(self, ask: AskRefund, refund: Refund) -> Refund:
        """Ask and hear in one, for who may wait: scripts."""
        return self.heard(refund.id, ask(next_question(refund), refund))

    def going(self) -> tuple[Refund, ...]:
        """Those of which something is still to be heard."""
        return self._desk.till.refunds.going()

    def failed(self, of: str) -> Refund | None:
        """The last of a payment, where it failed: somebody pays it out in another way."""
        last = self._desk.till.refunds.of(of)[-1:]
        return last[0] if last and last[0].state in ("failed", "too_old") else None


def next_question(refund: Refund) -> RefundQuestion:
    """What its provider is to be asked: what was not accepted yet is asked for, which gives nothing back twice."""
    return "query" if refund.state == "accepted" else "refund"


def _has_money(attempt: Attempt) -> bool:
    """Also what was paid after a person had decided that it was not: the customer is owed that."""
    return attempt.state == "paid" or attempt.why.startswith("paid_late")


def _less(basket: Basket, refund: Refund) -> Basket:
    """The basket with so much less of the tender, or without it."""
    tenders = tuple(
        replace(t, amount=t.amount - refund.amount) if t.attempt == refund.of else t for t in basket.tenders
    )
    return replace(basket, tenders=tuple(t for t in tenders if t.amount > 0 or t.attempt != refund.of))
