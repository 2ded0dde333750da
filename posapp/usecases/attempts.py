"""Money asked of a provider: on disk before it is asked, heard exactly once, decided by a person where it must be.

Nothing here waits. Whoever drives an attempt (the window, a script) asks the provider outside and brings the answer to
`heard`, one question at a time; after a start it finds `current` and asks on.
"""

from __future__ import annotations

from dataclasses import replace

from posapp.contract.ops import encode
from posapp.contract.tender_ops import PaymentMovedOp
from posapp.domain.attempt import (
    PAID_LATE,
    PAID_LATE_READ,
    Answer,
    Attempt,
    Charge,
    Question,
    decided,
    given_up,
    told,
    told_late,
)
from posapp.domain.basket import Basket
from posapp.domain.errors import Refused
from posapp.domain.payment_code import WalletType, is_of_goods, wallet_of
from posapp.domain.refund import GIVEN
from posapp.domain.staff import Staff
from posapp.domain.tender import Tender, TenderType, check_slip, check_tender
from posapp.domain.typed import seen
from posapp.ports.provider import Provider
from posapp.usecases.desk import Desk
from posapp.usecases.wallet_health import WalletHealth


class Attempts:
    """The attempts of the payment on the counter."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.health = WalletHealth()

    def wallet_of(self, code: str) -> WalletType:
        """Whose payment code it is; the code is kept nowhere.

        Refused("open_payment_first", "product_code_not_payment", "no_wallet_code").
        """
        if not self._desk.basket.paying:
            raise Refused("open_payment_first")
        wallet = wallet_of(code, self._desk.store.wallet_codes)
        if wallet is None:
            raise Refused("product_code_not_payment" if is_of_goods(code) else "no_wallet_code")
        return wallet

    @property
    def current(self) -> Attempt | None:
        """The one whose end is not known yet."""
        return self._desk.attempt

    def begin(self, provider: str, kind: TenderType, amount: int) -> Attempt:
        """From here on the money may have been taken. Refused as for any tender, before anybody is asked."""
        desk = self._desk
        staff = desk.seller()
        desk.open_shift()
        if not desk.basket.paying:
            raise Refused("open_payment_first")
        desk.must_be_settled()
        desk.till.check_room()
        self.health.must_work(provider, desk.now())
        currency, rounding = desk.store.currency, desk.store.cash_rounding
        check_tender(desk.priced.total, desk.basket.tenders, Tender(0, kind, amount, attempt="new"), rounding, currency)
        moment, asked = desk.moment(), Charge("", amount, currency.code)
        begin, basket = desk.till.attempts.begin, desk.basket
        made: list[Attempt] = []
        desk.keep(
            basket,
            lambda: made.append(begin(provider, kind, asked, moment.at, moment.business_date, staff.id, basket)),
        )
        desk.attempt = made[0]
        return made[0]

    def heard(self, id_: str, question: Question, answer: Answer) -> Attempt:
        """The provider's answer; what is paid is a tender of the basket, once, however often it is said."""
        attempt = self._desk.attempt
        if attempt is None or attempt.id != id_:
            known = self._desk.till.attempts.by_id(id_)
            if known is None:
                raise Refused("payment_none")
            return known
        self.health.heard(attempt.provider, question, answer, self._desk.now())
        return self._move(attempt, told(attempt, question, answer))

    def put(self, provider: Provider, question: Question) -> Attempt:
        """Ask and hear in one, for who may wait: scripts. A question about nothing is Refused("payment_none")."""
        attempt = self._waiting()
        return self.heard(attempt.id, question, provider.ask(question, attempt.charge))

    def give_up_waiting(self) -> Attempt:
        """The customer takes longer than the till waits."""
        attempt = self._waiting()
        return self._move(attempt, given_up(attempt))

    def cancel(self) -> Attempt:
        """Take back what is not known to be paid; the provider is to be asked to "reverse" next. What was paid in the
        last moment is money of the customer's that comes back too, so whoever sells may do it."""
        self._desk.seller()
        attempt = self._waiting()
        return self._move(attempt, replace(attempt, state="reversing", why=""))

    def take_back(self, number: int, approver: Staff | None = None) -> Attempt:
        """The tender that came of an attempt is to be reversed; it stays until the provider says so."""
        desk = self._desk
        desk.must_be_settled()
        tender = next((t for t in desk.basket.tenders if t.number == number), None)
        attempt = desk.till.attempts.by_id(tender.attempt) if tender is not None and tender.attempt else None
        if attempt is None:
            raise Refused("no_such_tender", tender=number)
        if any(refund.going or refund.in_doubt or refund.state in GIVEN for refund in desk.till.refunds.of(attempt.id)):
            raise Refused("refund_begun")  # the rest goes back as another refund, or the provider might give it twice
        if tender is not None and tender.amount != attempt.amount:
            raise Refused("partly_refunded")
        desk.seller("withdraw_tender", approver, attempt.amount)
        return self._move(attempt, replace(attempt, state="reversing", why=""), approver=approver)

    def decide(self, paid: bool, reference: str, reason: str, approver: Staff | None = None) -> Attempt:
        """Nobody answers: a person who may says what the provider's own paper says. Head office hears of it."""
        attempt = self._waiting()
        if paid:
            check_slip(reference, self._desk.store.wallet_codes)
        if not reason.strip():
            raise Refused("payment_reason_missing")
        self._desk.seller("decide_payment", approver)
        return self._move(attempt, decided(attempt, paid, seen(reference)), reason=seen(reason), approver=approver)

    def in_doubt(self) -> tuple[Attempt, ...]:
        """Decided not to be paid by a person, without a word of the provider's: to be asked now and then."""
        return self._desk.till.attempts.not_paid("decided")

    def heard_late(self, id_: str, answer: Answer) -> Attempt | None:
        """The provider's answer about one in doubt. The books stay as they were decided; that it was paid after all is
        written down for head office. None where there is no such attempt."""
        was = self._desk.till.attempts.by_id(id_)
        now = told_late(was, answer) if was is not None else None
        if was is None or now is None or now == was:
            return was
        late, moment = now.why == PAID_LATE, self._desk.moment()
        asked = now.amount if now.taken else 0
        told = PaymentMovedOp(now.id, now.state, now.has, now.reference, now.why, asked=asked)
        body = encode(told) if late else b""
        self._desk.till.attempts.move(now, body, moment.at, moment.business_date, was.staff)
        return now

    def paid_late(self) -> tuple[Attempt, ...]:
        """Paid after all, and nobody who may decide has read it yet."""
        return self._desk.till.attempts.not_paid(PAID_LATE)

    def read_late(self) -> None:
        """Whoever is at the counter has read of them; that counts when it is somebody who may decide."""
        person = self._desk.staff
        if person is None or not person.may("decide_payment"):
            return
        moment = self._desk.moment()
        for attempt in self.paid_late():
            read = replace(attempt, why=PAID_LATE_READ)
            self._desk.till.attempts.move(read, b"", moment.at, moment.business_date, person.id)

    def _waiting(self) -> Attempt:
        if self._desk.attempt is None:
            raise Refused("payment_none")
        return self._desk.attempt

    def _move(self, was: Attempt, now: Attempt, reason: str = "", approver: Staff | None = None) -> Attempt:
        if now == was:
            return was
        desk, moment = self._desk, self._desk.moment()
        body = b""
        if now.state != was.state and now.state != "pending":
            who = approver.id if approver else ""
            body = encode(PaymentMovedOp(now.id, now.state, now.amount, now.reference, now.why, reason, who))
        basket, staff = _with(desk.basket, now), desk.staff.id if desk.staff else was.staff
        move = desk.till.attempts.move
        desk.keep(basket, lambda: move(now, body, moment.at, moment.business_date, staff, basket))
        desk.attempt = now if now.open else None
        return now


def _with(basket: Basket, attempt: Attempt) -> Basket:
    """The basket with the tender that came of the attempt, or without the one that it no longer is."""
    has = any(t.attempt == attempt.id for t in basket.tenders)
    if attempt.state == "paid" and not has:
        number = max((t.number for t in basket.tenders), default=0) + 1
        tender = Tender(number, attempt.type, attempt.amount, attempt.reference, attempt.id)
        return replace(basket, tenders=(*basket.tenders, tender))
    if attempt.state in ("reversed", "refused") and has:
        return replace(basket, tenders=tuple(t for t in basket.tenders if t.attempt != attempt.id))
    return basket
