"""Finding an online order by whatever a customer can say, here and, through the hub, in other shops."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from posapp.domain.errors import Refused
from posapp.domain.order import Order
from posapp.domain.pickup import SHUT, WRONG_MOST, stand
from posapp.domain.pin_tries import PinTries
from posapp.domain.times import from_text
from posapp.storage.known_members import same_person
from posapp.storage.orders import LEAST, of_goods
from posapp.usecases.checkout import Checkout
from posapp.usecases.desk import Desk
from posapp.usecases.members import Members
from posapp.usecases.pickup import OrderView, Pickup

MOST_FOUND: Final = 200
NO_PERSON: Final = "#codes of orders"
"""Wrong codes are kept where wrong PINs are, under the name of nobody."""
CODE_DIGITS: Final = 6
"""Of a code that collects an order."""

LookElsewhere = Callable[[str], tuple[Order, ...]]
"""Number or whole telephone number -> orders of other shops, to be read; Refused where nobody answers."""


class OrderSearch:
    """A code proves whose order it is, so what looks like one cannot be tried for as long as one likes: after five that
    nobody has, none is looked for during a quarter of an hour, also where the till is started anew."""

    def __init__(self, desk: Desk, checkout: Checkout, pickup: Pickup, members: Members) -> None:
        self._desk, self._checkout, self._pickup, self._members = desk, checkout, pickup, members

    def find(self, typed: str) -> tuple[OrderView, ...]:
        """Orders by number, its end, code, telephone, its last four digits (also with the name), goods, or the member's
        card, number or telephone's code; open ones first, the newest first. Refused("order_unknown",
        "code_search_shut", "live_code_over")."""
        self._desk.seller("orders")
        text = " ".join(typed.split())
        digits, name = _apart(text)
        told = self._desk.till.orders.found(digits) if len(digits) >= LEAST and name else ()
        found = [o for o in told if name in o.name.casefold().replace(" ", "")] or self._found(text)
        if not found:
            self._nobodys(text)
            raise Refused("order_unknown")
        views = [self._pickup.view_of(order) for order in found[:MOST_FOUND]]
        views.sort(key=lambda v: v.order.placed, reverse=True)
        return tuple(sorted(views, key=lambda v: not v.open))

    def elsewhere(self, typed: str, look: LookElsewhere) -> tuple[OrderView, ...]:
        """What other shops have of it; `store` of each is the shop's name. Refused("order_unknown")."""
        self._desk.seller("orders")
        text = " ".join(typed.split())
        try:
            found = look(text) if text else ()
        except Refused as no:
            if no.code not in ("hub_away", "hub_late"):
                raise
            found = ()
        if not found:
            raise Refused("order_unknown")
        return tuple(OrderView(order, stand(order)) for order in found)

    def _found(self, text: str) -> list[Order]:
        """By every word that an order has, a number by its end too; else by the goods that a scan means."""
        copies = self._desk.till.orders
        one = copies.by_key(text)
        if one is not None:
            return [one]
        if len(text) < LEAST or text.startswith("#"):
            return []
        if _like_a_code(text):
            self._not_shut()
        found = copies.found(text) or copies.found("+86" + text) or self._of_goods(text) or self._of_member(text)
        return list(found)

    def _of_member(self, text: str) -> tuple[Order, ...]:
        """What they ordered under whatever number: a card, say, or the code that their telephone shows."""
        till = self._desk.till
        ids = same_person(till.known_members, till.members, self._members.whose(text))
        return tuple({order.id: order for id_ in ids for order in till.orders.found(id_)}.values())

    def _of_goods(self, text: str) -> tuple[Order, ...]:
        try:
            skus = {found.product.sku for found in self._checkout.find(text)}
        except Refused:
            skus = {text}
        return tuple(o for sku in skus for o in self._desk.till.orders.found(of_goods(sku)))

    def _not_shut(self) -> None:
        if self._tries().wrong >= WRONG_MOST:
            raise Refused("code_search_shut")

    def _nobodys(self, text: str) -> None:
        if _like_a_code(text):
            tries = PinTries(self._tries().wrong + 1, self._desk.now_text())
            self._desk.till.pin_tries.keep(NO_PERSON, tries)

    def _tries(self) -> PinTries:
        """None once the last of them is long enough ago; by a clock that was set back they stand."""
        tries = self._desk.till.pin_tries.of(NO_PERSON)
        over = tries.wrong and self._desk.now() - from_text(tries.since) >= SHUT
        return PinTries() if over else tries


def _like_a_code(text: str) -> bool:
    return text.isdigit() and len(text) == CODE_DIGITS


def _apart(text: str) -> tuple[str, str]:
    """Digits and name of "8000 王" in whichever order."""
    words = text.split()
    digits = next((w for w in words if w.isdigit()), "")
    return digits, "".join(w for w in words if w != digits).casefold()
