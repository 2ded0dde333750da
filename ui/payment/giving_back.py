"""Money that goes back before the sale is complete: a tender, or what is too much since goods were left out. Both are
asked about first, and where it is not the drawer's or the hub's a second person may have to come."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial

from PySide6.QtCore import QObject

from posapp.domain.errors import Refused
from posapp.domain.payment_code import WALLETS
from posapp.domain.staff import Staff
from posapp.domain.tender import BY_HAND, PURSES
from ui.approval import NEEDS_SECOND, Approval, amount_of
from ui.kit.sheet import WIDE, ConfirmSheet, Sheet
from ui.payment.attempt_side import AttemptSide
from ui.payment.leave_out_sheet import LeaveOutSheet
from ui.payment.model import Goods, PaymentModel, Taken
from ui.payment.purse_side import PurseSide
from ui.payment.refund_side import RefundSide
from ui.payment.surplus_sheet import SurplusSheet
from ui.payment.wallet_side import WalletSide
from ui.screen import Place
from ui.texts import money, refusal


class GivingBack(QObject):
    """The questions of one payment page."""

    def __init__(
        self,
        place: Place,
        model: PaymentModel,
        attempts: AttemptSide,
        purses: PurseSide,
        wallets: WalletSide,
        refunds: RefundSide,
    ) -> None:
        super().__init__(model)
        self._place, self._model, self._attempts, self._purses = place, model, attempts, purses
        self._wallets, self._refunds = wallets, refunds
        self._refund: tuple[str, int] | None = None
        refunds.refused.connect(self._refund_refused)
        refunds.unheard.connect(self._ask_going_on)
        self._tender: Taken | None = None
        self._slip: str | None = None
        self._line = 0
        self.names: Mapping[str, str] = {}
        """What the tenders are called."""

    @cached_property
    def question(self) -> ConfirmSheet:
        """Is it really to go back?"""
        sheet = ConfirmSheet(self._place.theme, self._place.host)
        sheet.confirmed.connect(self._give)
        return sheet

    @cached_property
    def surplus(self) -> SurplusSheet:
        """It goes back to that tender."""
        sheet = SurplusSheet(self._place.theme, self._place.host)
        sheet.given.connect(self._give_surplus)
        return sheet

    @cached_property
    def approval(self) -> Approval:
        """A second person's PIN."""
        return Approval(self._place)

    def forget(self) -> None:
        """The payment stands otherwise now."""
        self._tender = self._slip = None

    def ask(self, taken: Taken | None) -> None:
        """Money that was taken goes back only after a question; a card's does not go back by itself."""
        self._tender, self._slip = taken, None
        if taken is None:
            return
        yes = self.tr("Give back")
        if taken.type == "cash":
            title = self.tr("Give {0} in cash back?").format(taken.alone)
        elif taken.type == "card":
            title = self.tr("Take the card payment of {0} back?").format(taken.alone)
            yes = self.tr("Take it back") if taken.attempt else self.tr("It is reversed")
        else:
            named = self.tr("Take {0} back: {1}?").format(taken.alone, self.names.get(taken.type, taken.type))
            title = self._wallets.title_back(taken) or named
            by_hand = taken.type in BY_HAND and taken.type != "voucher"
            yes = self.tr("It is reversed") if by_hand else self.tr("Take it back")
        self.question.ask(title, self._words(taken), yes=yes, no=self.tr("Keep"), kind="danger")

    def _words(self, taken: Taken) -> str:
        if taken.type == "cash":
            return self.tr("The customer gets the money from the drawer. The journal keeps it.")
        if by_wallet := self._wallets.words_back(taken):
            return by_wallet
        if taken.attempt:
            return self.tr("The terminal gives {0} back to the card. The journal keeps it.").format(taken.alone)
        if taken.type in PURSES:
            return self.tr("Nothing has been booked yet: the whole balance is the customer's again.")
        if taken.type == "voucher":
            return self.tr("The customer gets voucher {0} back. The journal keeps it.").format(taken.reference)
        words = self.tr("{0} is still on the card (slip {1}): reverse it on the terminal first. The journal keeps it.")
        return words.format(taken.alone, taken.reference)

    def _give(self, approver: Staff | None = None) -> None:
        taken = self._tender
        if taken is not None and taken.attempt and self._place.app.till.refunds.of(taken.attempt):
            self._start(taken.attempt, self._amount_of(taken), approver)
        elif taken is not None and taken.attempt:
            self._attempts.take_back(taken.number, approver)
        elif taken is not None:
            there = self._place.app.desk.basket.tenders
            gone = next((t for t in there if t.number == taken.number), None)
            self._model.take_back(taken.number, approver, lambda: self._purses.let_go(gone))

    @cached_property
    def leaving(self) -> ConfirmSheet:
        """Are these goods really to stay here?"""
        sheet = ConfirmSheet(self._place.theme, self._place.host)
        sheet.confirmed.connect(lambda: self._model.leave_out(self._line))
        return sheet

    @cached_property
    def some(self) -> LeaveOutSheet:
        """How many of them?"""
        sheet = LeaveOutSheet(self._place.theme, self._place.host)
        sheet.said.connect(lambda pieces: self._model.leave_out(self._line, pieces))
        return sheet

    def ask_leave_out(self, one: Goods | None) -> None:
        """Goods that money was taken for."""
        if one is None:
            return
        self._line = one.line
        words = self.tr("The basket is priced again. What is too much then goes back before the sale is complete.")
        title = self.tr("Leave out {0}?").format(one.name)
        if one.pieces > 1:
            alone = len(self._place.app.desk.basket.cart.lines) == 1
            self.some.ask(title, words, one.pieces - 1 if alone else one.pieces)
            return
        self.leaving.ask(title, words, yes=self.tr("Leave out"), no=self.tr("Keep"), kind="danger")

    @cached_property
    def unanswered(self) -> ConfirmSheet:
        """Is the sale to go on without the wallet's answer?"""
        sheet = ConfirmSheet(self._place.theme, self._place.host, width=WIDE)
        sheet.confirmed.connect(self._model.go_on)
        sheet.cancelled.connect(self._refunds.ask_on)
        return sheet

    def _ask_going_on(self) -> bool:
        """Whether a wallet was asked in vain, and the person is asked about that."""
        waiting = self._place.app.refunds.unanswered()
        if not waiting:
            return False
        amount = money(sum(refund.amount for refund in waiting), self._place.app.desk.store.currency)
        title = self.tr("{0} has not answered about {1}").format(self.names.get(waiting[0].wallet, ""), amount)
        words = self.tr(
            "Go on: the sale is completed, the customer gets a slip, and the till asks until there is an answer. "
            "Nothing is given back twice. Should the wallet fail, a manager pays it out: Receipts, Refunds."
        )
        self.unanswered.ask(title, words, yes=self.tr("Go on"), no=self.tr("Keep asking"))
        return True

    def ask_surplus(self) -> None:
        """What is too much goes back now; where its wallet was asked in vain, the sale may go on without an answer."""
        if self._ask_going_on():
            return
        found = self._place.app.leaving_out.surplus()
        if found is None:
            return
        tender, back = found
        wallet = tender.attempt if tender.type in WALLETS else ""
        failed = self._place.app.refunds.failed(wallet) if wallet else None
        self._refund = (wallet, back) if wallet and failed is None else None
        by_machine = tender.type not in PURSES and self._refund is None
        amount = money(back, self._place.app.desk.store.currency)
        words = self.tr("Nothing has been booked yet: it is the customer's again at once.")
        if self._refund is not None:
            words = self.tr("It is done when {0} says so; a slip is printed.").format(self.names.get(tender.type, ""))
        elif failed is not None:
            words = refusal(Refused("refund_failed", wallet=tender.type), self._place.languages.language)
        elif by_machine:
            words = self.tr("Refund exactly {0} there first (slip {1}).").format(amount, tender.reference)
        self._tender = self._slip = None
        title = self.tr("Give {0} back to: {1}").format(amount, self.names.get(tender.type, tender.type))
        self.surplus.ask(title, words, by_machine=by_machine)

    def _start(self, of: str, amount: int, approver: Staff | None = None) -> None:
        self._refund = (of, amount)
        self._refunds.start(of, amount, "", approver)

    def _amount_of(self, taken: Taken) -> int:
        return next((t.amount for t in self._place.app.desk.basket.tenders if t.number == taken.number), 0)

    def _refund_refused(self, no: Refused) -> None:
        if no.code in NEEDS_SECOND and self._refund is not None:
            self.approval.ask_for("withdraw_tender", "", partial(self._start, *self._refund), amount=amount_of(no))
        else:
            self._model.refused.emit(no)

    def _give_surplus(self, slip: str, approver: Staff | None = None) -> None:
        if self._refund is not None:
            self.surplus.close_sheet()
            self._start(*self._refund, approver)
            return
        self._slip = slip
        self._model.give_back(slip, approver)

    def stands(self) -> None:
        """The payment stands as it is shown now: nothing is asked any more."""
        self.forget()
        for name in ("surplus", "unanswered"):
            sheet = self.__dict__.get(name)
            if isinstance(sheet, Sheet) and sheet.isVisible():
                sheet.close_sheet()

    def refused(self, no: Refused) -> bool:
        """Whether the refusal concerns what was asked here."""
        if no.code in NEEDS_SECOND and self._slip is not None:
            self.approval.ask_for("withdraw_tender", "", partial(self._give_surplus, self._slip), amount=amount_of(no))
        elif no.code in NEEDS_SECOND and self._tender is not None:
            self.approval.ask_for("withdraw_tender", self._words(self._tender), self._give, amount=amount_of(no))
        elif self._slip is not None and self.surplus.isVisible():
            self.surplus.wrong(refusal(no, self._place.languages.language))
        elif no.code == "refund_waits":
            return self._ask_going_on()
        else:
            return False
        return True
