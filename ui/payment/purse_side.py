"""Paying out of what the hub keeps: looked at on the worker, asked on a thread of its own, taken on the worker."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from posapp.domain.errors import Refused
from posapp.domain.money import parse_amount
from posapp.domain.sale import Sale
from posapp.domain.tender import PURSES, Tender
from posapp.domain.wallet import Balance, Purse
from posapp.usecases.wallets import Offer, Wish
from ui.payment.kept_again import once_kept
from ui.payment.taking_panel import TakingPanel
from ui.screen import Place, Screen
from ui.texts import money


class PurseSide(QObject):
    """`busy` while somebody waits; `taken(sale or None)`: it is a tender, and the sale is complete with it, or not yet;
    `told(words)` how much there is."""

    busy = Signal(bool)
    taken = Signal(object)
    told = Signal(str)
    refused = Signal(object)

    def __init__(self, place: Place, screen: Screen, taking: TakingPanel) -> None:
        super().__init__(screen)
        self._place, self._taking = place, taking
        self.code = screen.on_key("Alt+O", self.send_code)
        taking.code_key.set_key("Alt+O")
        taking.code_key.clicked.connect(self.code.trigger)
        self._working = False
        self._looked = 0

    def retranslate(self) -> None:
        """In the language of now."""
        self._taking.name_references(self.codes())
        self.code.setText(self.tr("Send a code"))
        self._taking.code_key.set_label(self.code.text())

    def codes(self) -> dict[str, str]:
        """What is typed beside the amount."""
        member = self.tr("Member's live code or PIN")
        cards = {"gift_card": self.tr("Number of the gift card"), "voucher": self.tr("Number of the voucher")}
        return cards | {"stored_value": member, "points": member}

    def most(self, purse: str) -> str:
        """What is due in what the purse counts in, as it is typed: points are counted."""
        if purse != "points":
            return ""
        try:
            return str(self._place.app.points.most())
        except Refused:  # a shop without points
            return ""

    def look(self, purse: str) -> None:
        """How much has the member? Nobody waits for the answer; none is no trouble."""
        place, member = self._place, self._place.app.desk.basket.cart.member
        self._looked += 1
        if member is None or purse not in ("points", "stored_value"):
            return
        wish = Wish("points" if purse == "points" else "stored_value", member, "look", 0)
        place.tasks.ask(
            lambda: place.controls.ask_purse(wish), partial(self._told, self._looked, wish.purse), lambda _no: None
        )

    def _told(self, looked: int, purse: Purse, found: Balance) -> None:
        if looked != self._looked:
            return
        store = self._place.app.desk.store
        if purse == "points" and store.points is not None:
            self.told.emit(self._points(found.free))
        elif found.bonus:
            has, bonus = money(found.free, store.currency), money(found.bonus, store.currency)
            self.told.emit(self.tr("{0} stored value, {1} of it bonus").format(has, bonus))
        else:
            self.told.emit(self.tr("{0} stored value").format(money(found.free, store.currency)))

    def _points(self, free: int) -> str:
        """How many there are, what they are worth, and what of them the shop's rules let be used here."""
        app = self._place.app
        rule, most = app.points.rule(), app.points.most()
        said = [
            self.tr("{0} points, worth {1}").format(free, money(max(0, free) * rule.value, app.desk.store.currency))
        ]
        if most and most < app.desk.settlement().remaining_exact // rule.value:
            said.append(self.tr("at most {0} for this sale").format(most))
        if rule.least > 1:
            said.append(self.tr("at least {0}").format(rule.least))
        if rule.step > 1:
            said.append(self.tr("in multiples of {0}").format(rule.step))
        return " · ".join(said)

    def take(self, purse: str, typed: str, offered: str, code: str) -> None:
        """So much of it; what was offered and not typed over means as much as there is."""
        wallets = self._place.app.wallets
        kind: Purse = "gift_card" if purse == "gift_card" else "points" if purse == "points" else "stored_value"

        def wish() -> Wish:
            return wallets.wish(kind, None if typed == offered else self._units(kind, typed), code)

        if not self._working:
            self._begin()
            once_kept(self._place, lambda: self._place.tasks.run(wish, self._ask, self._said_no), self._said_no)

    def _units(self, purse: Purse, typed: str) -> int:
        if purse == "points":
            return parse_amount(typed, 0)
        return parse_amount(typed, self._place.app.desk.store.currency.digits)

    def _ask(self, wish: Wish) -> None:
        place, offer = self._place, self._place.app.wallets.offer
        self.told.emit(self.tr("Asking head office…"))
        place.tasks.ask(lambda: offer(wish, place.controls.ask_purse), self._take, self._said_no)

    def _take(self, offer: Offer) -> None:
        app = self._place.app

        def act() -> Sale | None:
            return app.payment.complete() if app.wallets.take(offer).complete else None

        self._place.tasks.run(act, self._done(self.taken.emit), self._said_no)

    # -- a code for who has none ----------------------------------------------------------------------------------

    def send_code(self) -> None:
        """To the telephone of who is on the basket; they read it out."""
        if self._taking.is_released and not self._working:
            self._begin()
            self._place.tasks.run(self._place.app.wallets.code_wish, self._ask_code, self._said_no)

    def _ask_code(self, wish: Wish) -> None:
        place, send = self._place, self._place.app.wallets.send_code
        self.told.emit(self.tr("Asking head office…"))
        place.tasks.ask(lambda: send(wish, place.controls.ask_purse), self._done(self._sent), self._said_no)

    def _sent(self, to: str) -> None:
        self.told.emit(self.tr("A code went to {0}. Type what the customer reads out.").format(to))
        self._taking.reference.clear()
        self._taking.reference.setFocus()

    def let_go(self, tender: Tender | None) -> None:
        """What was kept at the hub for a tender that was taken back."""
        if tender is not None and tender.type in PURSES:
            place = self._place
            free = partial(place.app.wallets.let_go, tender, place.controls.ask_purse)
            place.tasks.ask(free, lambda _none: None, lambda _no: None)

    def _begin(self) -> None:
        self._working = True
        self._looked += 1
        self.busy.emit(True)

    def _done(self, then: Callable[[Any], None]) -> Callable[[Any], None]:
        def end(result: Any) -> None:
            self._working = False
            self.busy.emit(False)
            then(result)

        return end

    def _said_no(self, no: Refused) -> None:
        self._done(self.refused.emit)(no)
        self._place.sounds.play("refused")
