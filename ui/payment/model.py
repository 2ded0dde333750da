"""Taking money: where the payment stands as ready words, and what the person does about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from posapp.domain.cart import UNIT
from posapp.domain.errors import Refused
from posapp.domain.money import Currency, format_amount, parse_amount
from posapp.domain.order_balance import order_of_source
from posapp.domain.report_words import word
from posapp.domain.sale import Sale
from posapp.domain.staff import Staff
from posapp.domain.tender import Tender, TenderType, check_change, check_tender, likely_cash
from posapp.domain.topup import TopUp
from ui.payment.kept_again import once_kept
from ui.screen import Place
from ui.texts import money, plain, quantity


@dataclass(frozen=True, slots=True)
class Taken:
    """A tender that was taken: its number, type, slip and amount, in a column and by itself; `attempt`: it came of one
    and goes back by its provider."""

    number: int
    type: str
    reference: str
    amount: str
    alone: str
    attempt: str = ""


@dataclass(frozen=True, slots=True)
class Goods:
    """A line of the basket, in the language of now."""

    line: int
    name: str
    many: str
    amount: str
    pieces: int = 1
    """Of how many a part can stay here; 1 where they go as a whole."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the payment stands. `cash` and `card` are what is still due that way, ready to be typed over."""

    pieces: int
    goods: tuple[Goods, ...]
    total: str
    rounding: str
    due: str
    taken: tuple[Taken, ...]
    cash: str
    card: str
    likely: tuple[tuple[str, str], ...]
    """(as typed, as shown) of what the customer probably hands over."""
    complete: bool
    waits: bool = False
    """A payment has no result yet: nothing else is done meanwhile."""
    surplus: str = ""
    """What goes back first, since goods were left out."""
    back: str = ""
    """What goes back for goods that come back, by the tenders in `taken`."""
    topup: bool = False
    """Money onto a balance is paid, not goods."""
    member: bool = False
    points: bool = False
    """Whether a member is attached, and whether the shop has points."""


@dataclass(frozen=True, slots=True)
class Done:
    """A sale that is safe on disk; `back`: in cash for goods that came back, "" none of it (and None: none came);
    `holds`: what a balance has after a top-up, "" where nobody here knows."""

    receipt: str
    due: str
    paid: str
    change: str
    has_change: bool
    back: str | None = None
    holds: str = ""
    order: str = ""
    """It paid the rest of this order, whose goods are handed over next."""


def _put_in(topup: TopUp, currency: Currency, language: str) -> list[Goods]:
    """What a top-up puts onto the balance."""
    parts = ((topup.purse, topup.principal), ("topup_bonus", topup.bonus))
    return [Goods(0, word(name, language), "", plain(amount, currency), 0) for name, amount in parts if amount]


def taken(tender: Tender, currency: Currency) -> Taken:
    """A tender in words."""
    amount = tender.amount
    alone = money(amount, currency)
    return Taken(tender.number, tender.type, tender.reference, plain(amount, currency), alone, tender.attempt)


class PaymentModel(QObject):
    """One act at a time runs on the worker; until its answer comes nothing else is begun."""

    stands = Signal(object)
    worded = Signal(object)
    busy = Signal(bool)
    refused = Signal(object)
    done = Signal(object)
    left = Signal()
    copied = Signal(str)

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app, self._tasks, self._sounds, self._languages = place.app, place.tasks, place.sounds, place.languages
        self._place = place
        self._working = False
        self.insist: Callable[[], None] = self.show
        """The last cash once more: the person is sure of it."""

    def show(self) -> None:
        """Say where the payment stands."""
        self.stands.emit(self._standing())

    def show_open(self) -> None:
        """The same, while a payment is open."""
        if self._app.desk.basket.paying:
            self.show()

    def say_again(self) -> None:
        """The same in the language of now, while a payment is open."""
        if self._app.desk.basket.paying:
            self.worded.emit(self._standing())

    def _standing(self) -> Standing:
        desk = self._app.desk
        at, currency = desk.settlement(), desk.store.currency
        cash = at.remaining or at.remaining_exact
        plan = desk.refund_plan().tenders
        return Standing(
            goods=self._goods(),
            pieces=sum(line.pieces for line in desk.basket.cart.lines),
            total=money(at.total, currency),
            rounding=plain(cash - at.remaining_exact, currency) if at.remaining else "",
            due=money(at.remaining, currency),
            taken=tuple(taken(tender, currency) for tender in plan or desk.basket.tenders),
            cash=format_amount(at.remaining, currency.digits),
            card=format_amount(at.remaining_exact, currency.digits),
            likely=tuple(
                (format_amount(amount, currency.digits), money(amount, currency))
                for amount in likely_cash(at.remaining, currency)
            ),
            complete=at.complete,
            waits=desk.attempt is not None,
            surplus=money(at.surplus, currency) if at.surplus else "",
            back=money(-at.due, currency) if at.total < 0 else "",
            topup=desk.basket.topup is not None,
            member=desk.basket.cart.member is not None,
            points=desk.store.points is not None,
        )

    def _goods(self) -> tuple[Goods, ...]:
        desk, language = self._app.desk, self._languages.language
        rows = [] if desk.basket.topup is None else _put_in(desk.basket.topup, desk.store.currency, language)
        for priced in desk.priced.lines:
            line, product = priced.line, priced.line.product
            many = quantity(line.quantity, weighed=product.weighed, unit=product.unit)
            parts = (
                1
                if line.quantity < 0 or product.weighed or line.quantity % UNIT or line.amount is not None
                else line.quantity // UNIT
            )
            amount = plain(priced.net, desk.store.currency)
            rows.append(Goods(line.number, product.name(language), many, amount, parts))
        return tuple(rows)

    def cash(self, text: str, *, sure: bool = False) -> None:
        """So much cash was handed over: take it and complete. `sure`: the person was asked about so much change."""
        self.insist = lambda: self.cash(text, sure=True)
        self._finish(lambda: self._app.payment.take_cash_and_complete(self._cash(text, sure)))

    def part_cash(self, text: str, *, sure: bool = False) -> None:
        """Cash for a part; the rest is paid otherwise."""
        self.insist = lambda: self.part_cash(text, sure=True)
        self._take("cash", text, sure=sure)

    def _cash(self, text: str, sure: bool) -> int:
        """Refused("much_change") unless the person is sure; what is refused anyway is not asked about."""
        amount, desk = self._amount(text), self._app.desk
        if not sure and not desk.settlement().complete:
            new, currency = Tender(0, "cash", amount), desk.store.currency
            check_tender(desk.priced.total, desk.basket.tenders, new, desk.store.cash_rounding, currency)
            check_change(amount - desk.settlement().remaining, currency)
        return amount

    def card(self, text: str, reference: str) -> None:
        """The stand-alone terminal took this amount; completes when nothing is left."""
        self._take("card", text, reference)

    def voucher(self, text: str, number: str) -> None:
        """A voucher of this worth and number goes into the drawer."""
        self._take("voucher", text, number)

    def leave_out(self, line: int, pieces: int | None = None) -> None:
        """Goods that were paid for, or so many of them, stay here after all."""
        some = None if pieces is None else pieces * UNIT
        self._work(lambda: self._app.leaving_out.leave_out(line, some), self._stands_again)

    def give_back(self, slip: str, approver: Staff | None = None) -> None:
        """What is too much, to the tender that is next."""
        self._work(lambda: self._app.leaving_out.give_back(slip, approver), self._stands_again)

    def go_on(self) -> None:
        """Without the answer of a wallet that was asked to give something back; completes when nothing is left."""

        def act() -> Sale | None:
            try:
                at = self._app.refunds.leave()
            except Refused as no:
                if no.code != "refund_answered":  # it has come meanwhile
                    raise
                at = self._app.desk.settlement()
            return self._app.payment.complete() if at.complete else None

        self._finish(act)

    def finished(self, sale: Sale | None) -> None:
        """A tender was taken elsewhere, and the sale is complete with it, or not."""
        self._finished(sale)

    def outside(self, text: str, reference: str, approver: Staff | None = None) -> None:
        """A wallet was paid elsewhere; `approver` is a second person, where it is so much."""
        self._take("wallet_outside", text, reference, approver=approver)

    def _take(
        self, kind: TenderType, text: str, reference: str = "", *, sure: bool = True, approver: Staff | None = None
    ) -> None:
        def act() -> Sale | None:
            amount = self._cash(text, sure)
            if amount == 0 and self._app.desk.settlement().remaining_exact:
                raise Refused("amount_format")
            at = self._app.payment.take(kind, amount, reference, approver)
            return self._app.payment.complete() if at.complete else None

        self._finish(act)

    def complete(self) -> None:
        """All is paid, only the sale is not committed yet (the power went in between)."""
        self._finish(self._app.payment.complete)

    def take_back(self, number: int, approver: Staff | None = None, then: Callable[[], None] | None = None) -> None:
        """Give a tender back before completion; `approver` is someone who may, where the person may not; `then`: once
        it is done."""

        def done(_: object) -> None:
            self.show()
            if then is not None:
                then()

        self._work(lambda: self._app.payment.take_back(number, approver), done)

    def back(self) -> None:
        """To the goods; refused while money has been taken."""
        self._work(self._app.payment.back, lambda _: self.left.emit())

    def reprinted(self, sale: Sale) -> None:
        """A copy of the last receipt is on its way."""
        self.copied.emit(sale.receipt)

    def amount_of(self, text: str) -> int:
        """What was typed, or all that is left, in minor units."""
        return self._amount(text) if text.strip() else self._app.desk.settlement().remaining_exact

    def _amount(self, text: str) -> int:
        return parse_amount(text, self._app.desk.store.currency.digits)

    def _finish(self, act: Callable[[], Sale | None]) -> None:
        """Complete it, once what comes back is kept for it."""
        if self._working:
            return

        def go() -> None:
            self._working = False
            self._work(act, self._finished)

        if once_kept(self._place, go, self._said_no):
            self._working = True
            self.busy.emit(True)

    def _finished(self, sale: Sale | None) -> None:
        if sale is None:
            self.show()
            return
        self._app.checkout.forget_undo()
        self._sounds.play("good")
        at, currency, topup = sale.settlement, self._app.desk.store.currency, sale.topup
        self.done.emit(
            Done(
                sale.receipt,
                money(abs(at.due), currency),
                money(abs(at.paid), currency),
                money(at.change, currency),
                at.change > 0,
                self._back(sale),
                "" if topup is None or topup.after is None else money(topup.after, currency),
                order_of_source(sale.source) if sale.back is None else "",
            )
        )

    def _back(self, sale: Sale) -> str | None:
        if sale.settlement.due >= 0:
            return None
        cash = -sum(tender.amount for tender in sale.tenders if tender.type == "cash")
        return money(cash, self._app.desk.store.currency) if cash else ""

    def _stands_again(self, _: object) -> None:
        self.show()

    def _work(self, act: Callable[[], Any], then: Callable[[Any], None]) -> None:
        if self._working:
            return
        self._working = True
        self.busy.emit(True)

        def answered(result: Any) -> None:
            self._free()
            then(result)

        self._tasks.run(act, answered, self._said_no)

    def _said_no(self, no: Refused) -> None:
        self._free()
        self._sounds.play("refused")
        self.refused.emit(no)

    def _free(self) -> None:
        self._working = False
        self.busy.emit(False)
