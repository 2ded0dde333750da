"""The person at a till that may be cut off at any moment: looks first, goes on where it stood."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from posapp.app import App
from posapp.contract.purses import PurseRequest
from posapp.domain.cart import Cart
from posapp.domain.drawer import Count
from posapp.domain.errors import Refused
from posapp.domain.sale import Sale
from posapp.domain.wallet import Balance
from posapp.usecases.wallets import AskPurse, Wish
from sync.client import HubAway, HubClient, HubSaid

SELLER: Final = "m1"
CARD: Final = "GC-1"


@dataclass(frozen=True, slots=True)
class Customer:
    """What somebody buys, under a reference that is sold once: goods with thousandths, and how they pay."""

    ref: str
    goods: tuple[tuple[str, int], ...]
    card: bool = False
    gift: bool = False
    """Shows the shop's one gift card first, which pays as far as it goes."""


def asked_of(hub: HubClient) -> AskPurse:
    """A balance, without the thread that a person's patience needs."""

    def ask(wish: Wish) -> Balance:
        asked = PurseRequest(
            purse=wish.purse, account=wish.account, reserve=wish.name, amount=wish.units, up_to=wish.up_to
        )
        try:
            return hub.purse(asked).value()
        except HubAway as away:
            raise Refused("hub_away", hub="") from away
        except HubSaid as said:
            raise Refused(said.problem.code) from said

    return ask


def open_shift(app: App) -> None:
    """The float is in the drawer, unless it has been counted already."""
    if app.desk.shift is None:
        app.shifts.open_shift(50_000)


def hand_over(app: App, off: int = 0) -> None:
    """Close the shift with a drawer that is `off` by so much, and open the next one with what is left; a death may have
    cut it off anywhere. Not while a customer stands there."""
    if app.desk.basket.cart.lines or app.desk.basket.paying:
        return
    shift = app.desk.shift
    if shift is not None:
        there = app.till.cash.sums(shift).expected
        app.cash.move("safe_drop", 1 + there // 2, "much cash")
        app.closing.count(Count(max(0, app.till.cash.sums(shift).expected + off)))
        app.closing.close("counted so")
    _open_anew(app)


def _open_anew(app: App) -> None:
    left = app.shifts.left_before() or 0
    try:
        app.shifts.open_shift(left)
    except Refused as refused:
        if refused.code not in ("clock_behind", "clock_ahead"):
            raise
        app.shifts.confirm_date(app.desk.seller())
        app.shifts.open_shift(left)


def serve(app: App, customer: Customer, again: bool = True, ask: AskPurse | None = None) -> Sale:
    """Go on with the payment under way, or ring up from the first line. `again`: perhaps a death cut the person off,
    who looks first whether it is sold."""
    sold = app.till.sales.by_ref(customer.ref) if again else None
    if sold is not None:
        return sold
    if app.desk.shift is None:  # cut off between one shift and the next
        _open_anew(app)
    if not app.desk.basket.paying:
        if app.desk.basket.cart.lines:
            app.desk.lay(Cart())
        for sku, quantity in customer.goods:
            app.checkout.add(sku, quantity)
    _open_payment(app)
    if customer.gift and ask is not None and not app.desk.basket.tenders:
        with suppress(Refused):  # the line is down, or the card is empty by now
            app.wallets.pay("gift_card", None, CARD, ask)
    left = app.desk.settlement().remaining
    if left:
        amount = left if customer.card else -(-left // 10_000) * 10_000
        app.payment.take("card" if customer.card else "cash", amount, "SLIP" if customer.card else "")
    return app.payment.complete(customer.ref)


def _open_payment(app: App) -> None:
    try:
        app.payment.pay()
    except Refused as refused:
        if refused.code not in ("clock_behind", "clock_ahead"):
            raise
        app.shifts.confirm_date(app.desk.seller())
        app.payment.pay()


def change_mind(app: App, customer: Customer) -> None:
    """Goods on the counter, then a person who leaves without them."""
    if app.desk.basket.paying:
        return
    for sku, quantity in customer.goods:
        app.checkout.add(sku, quantity)
    app.checkout.clear("left")
