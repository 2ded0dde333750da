"""Baskets set aside for customers who come back: hold, look, recall. A hold survives whatever happens to the till."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import msgspec

from posapp.contract.ops import HoldRecalledOp, decode_basket_held, encode
from posapp.contract.translate_holds import basket_held_op, basket_of
from posapp.domain.basket import Basket
from posapp.domain.errors import Refused
from posapp.domain.forbidden_words import NOTE_WORDS, check_note
from posapp.domain.hold import MOST_LINES, Hold
from posapp.domain.payment_code import check_kept
from posapp.domain.pricing import price
from posapp.domain.pricing.kept import touching, with_kept
from posapp.domain.staff import Staff
from posapp.domain.typed import shown
from posapp.usecases.checkout import Checkout
from posapp.usecases.desk import Desk
from posapp.usecases.given_again import Claim, GivenAgain
from posapp.usecases.reductions import Reductions

MOST_LABEL = 60
"""Signs: it is read in a list."""

NO_CLAIMS: Final[tuple[Claim, ...]] = ()

Take = Callable[[str, str], Hold]
"""(hold, person) -> the hold as the hub has it now, with who took it; Refused within the shop's time limit."""


@dataclass(frozen=True, slots=True)
class Word:
    """What the hub said of a hold that is to be recalled; None: it was not asked, or is away."""

    hold: Hold | None = None


class Holds:
    """What lies aside in the shop."""

    def __init__(self, desk: Desk, checkout: Checkout, reductions: Reductions) -> None:
        self._desk = desk
        self._checkout = checkout
        self._given_again = GivenAgain(desk, checkout, reductions)

    def hold(self, label: str = "") -> Hold:
        """Set the basket aside. Refused("tenders_taken", "payment_open", "empty_basket", "unresolved_scan",
        "hold_too_large", "payment_code_kept", "card_number")."""
        desk = self._desk
        check_kept(label, desk.store.wallet_codes)
        check_note(label, desk.store.limits.get(NOTE_WORDS, ""))
        staff, words = desk.seller("hold"), shown(" ".join(label.split()))[:MOST_LABEL]
        desk.till.check_room()
        basket, total = self._whole(desk.basket), desk.priced.total
        body, moment, till = encode(basket_held_op(basket, words, total)), desk.moment(), desk.till
        made: list[str] = []
        desk.keep(
            Basket(),
            lambda: made.append(till.holds.hold(basket, words, total, body, moment.at, moment.business_date, staff.id)),
        )
        desk.put_back(None)
        self._checkout.forget_undo()
        return next(hold for hold in till.holds.all() if hold.id == made[0])

    def _whole(self, basket: Basket) -> Basket:
        """The basket with the offers that it was rung up with: head office may send others while it lies aside."""
        if basket.tenders:
            raise Refused("tenders_taken")
        if basket.cart.returns:
            raise Refused("hold_returns")
        if basket.paying:
            raise Refused("payment_open")
        if basket.cart.problems:
            raise basket.cart.problems[0].unresolved()
        if not basket.cart.lines:
            raise Refused("empty_basket")
        if len(basket.cart.lines) + len(basket.cart.removed) > MOST_LINES:
            raise Refused("hold_too_large")
        offers = touching(self._desk.book(), basket.cart.lines) if basket.offers is None else basket.offers
        return replace(basket, offers=offers)

    def listed(self) -> tuple[Hold, ...]:
        """What lies aside in the shop, as far as this till knows: its own first, then other tills', oldest first."""
        till, over = self._desk.till, self._desk.till.holds.over()
        told = {hold.id: hold for hold in till.shop_holds.all()}
        own = [
            replace(h, taken=(t := told[h.id]).taken, freed=t.freed) if h.id in told else h for h in till.holds.all()
        ]
        others = [h for h in told.values() if not self.is_own(h) and h.id not in over and not _recalled(h)]
        return (*own, *sorted(others, key=lambda h: (h.at, h.id)))

    def is_own(self, hold: Hold) -> bool:
        """Whether it was set aside at this till."""
        return hold.till == self._desk.till.journal.till

    def ask(self, id_: str, take: Take) -> Word:
        """Ask the hub for the basket, so that nobody else recalls it too; for a thread that may wait for the answer.

        The till's own needs no word where the hub is away or has not heard of it. Another till's does:
        Refused("hold_needs_hub", "hold_asked"); and whatever `lay` would refuse is refused before the hub is asked.
        """
        staff = self._may_lay()
        hold = next((hold for hold in self.listed() if hold.id == id_), None)
        if hold is None:
            raise self._gone(id_)
        if self.is_own(hold) and _number(id_) > self._desk.till.journal.acknowledged():
            return Word()
        if not self.is_own(hold):
            self._basket(hold)
        try:
            return Word(take(id_, staff.id))
        except Refused as no:
            if self.is_own(hold):
                return Word()
            if no.code == "not_found":
                raise Refused("hold_unknown") from no
            if no.code == "hub_late":  # it may have heard the question: then the basket is this till's by now
                raise Refused("hold_asked", till=hold.register) from no
            if no.code == "hub_away":
                raise Refused("hold_needs_hub", till=hold.register) from no
            raise

    def lay(self, id_: str, word: Word) -> None:
        """Lay it on the counter, after `ask`: this till's own at its prices, another's as `given_again` has it.
        Refused("counter_not_empty", "hold_taken" …)."""
        desk, staff, said = self._desk, self._may_lay(), word.hold
        own, claims = desk.till.holds.by_id(id_), NO_CLAIMS
        if said is not None:
            self._must_be_ours(said)
        if own is not None:
            basket = own[1]
        elif said is None or id_ in desk.till.holds.over():
            raise Refused("hold_unknown")
        else:
            basket = self._basket(said)
            cart, claims = self._given_again.bare(basket.cart)
            basket = self._given_again.here(basket, cart, said.staff)
        body, moment, till = encode(HoldRecalledOp(id_, alone=said is None)), desk.moment(), desk.till
        self._checkout.forget_undo()
        desk.lay_again(
            basket, lambda laid: till.holds.recall(id_, laid, body, moment.at, moment.business_date, staff.id)
        )
        self._given_again.give(claims)

    def recall(self, id_: str, take: Take) -> None:
        """Both in one, for whoever may wait."""
        self.lay(id_, self.ask(id_, take))

    def _may_lay(self) -> Staff:
        staff = self._desk.seller("hold")
        if not self._desk.basket.cart.empty:
            raise Refused("counter_not_empty")
        return staff

    def _gone(self, id_: str) -> Refused:
        """Why it is not in the list, as far as the hub has told."""
        told = self._desk.till.shop_holds.by_key(id_)
        if told is not None:
            self._must_be_ours(told)
        return Refused("hold_unknown")

    def _must_be_ours(self, said: Hold) -> None:
        taken, till = said.taken, self._desk.till
        if taken is None or taken.till == till.journal.till:
            return
        till.holds.hear((said,), self._desk.now_text())
        person = till.staff.by_id(taken.staff)
        raise Refused("hold_taken", person=person.name if person else shown(taken.staff), till=taken.register)

    def _basket(self, hold: Hold) -> Basket:
        """Another till's basket, of this till's goods; Refused("hold_unreadable") also where it does not cost what it
        says."""
        try:
            op = decode_basket_held(hold.body.encode())
            basket = basket_of(op, self._desk.catalog.by_sku)
        except msgspec.MsgspecError as error:
            raise Refused("hold_unreadable") from error
        if hold.total != op.total or not self._costs(basket, op.total):
            raise Refused("hold_unreadable")
        return basket

    def _costs(self, basket: Basket, total: int) -> bool:
        """Whether it comes to this by the rules of its moment. What is given so often a day only may have been used up
        there, or not."""
        desk, lines = self._desk, basket.cart.lines
        book = with_kept(desk.book_at(basket.began), basket.offers or (), lines)
        counted = book.index.counted
        none_left, all_left = (frozenset(p.id for p in counted if every) for every in (True, False))
        totals = [price(basket.cart, replace(book, used_up=ids)).total for ids in {none_left, all_left}]
        return min(totals) <= total <= max(totals)


def _recalled(hold: Hold) -> bool:
    return hold.taken is not None and hold.taken.recalled


def _number(id_: str) -> int:
    return int(id_.rpartition(".")[2])
