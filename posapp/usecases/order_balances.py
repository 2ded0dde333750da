"""What is still to be paid for an order, at the counter: asked of the hub, so that nobody pays at two tills."""

from __future__ import annotations

from dataclasses import replace

from posapp.domain import cart as carts
from posapp.domain.cart import UNIT
from posapp.domain.catalog import Product
from posapp.domain.errors import Refused
from posapp.domain.money import divide, money
from posapp.domain.order_balance import balance_shares, source_of_balance
from posapp.domain.pickup import balance_of, sku_of
from posapp.usecases.desk import Desk
from posapp.usecases.pickup import AskOrder, OrderView, Pickup


class OrderBalances:
    """Laid onto the counter as goods, taken by the ordinary payment beside whatever else the customer buys."""

    def __init__(self, desk: Desk, pickup: Pickup) -> None:
        self._desk, self._pickup = desk, pickup

    def owed(self, id_: str, ask: AskOrder) -> OrderView:
        """The order as the hub has it, kept for this till while the customer pays. Refused("nothing_to_pay") where it
        was paid, at whatever till; ("pickup_unpaid_offline") where nobody can say so; ("order_claimed" …)."""
        view = self._pickup.view(id_)
        self._must_owe(view)
        view, offline = self._pickup.asked(view, ask)
        owed = self._must_owe(view)
        if offline:
            raise Refused("pickup_unpaid_offline", amount=money(owed, self._desk.store.currency))
        return view

    def lay(self, view: OrderView) -> None:
        """The goods at what is still to be paid for them. Refused("nothing_to_pay", "counter_not_empty",
        "unknown_sku")."""
        desk, left = self._desk, {n: x.picked - x.handed for n, x in enumerate(view.stand.lines, 1)}
        self._must_owe(view)
        if not desk.basket.cart.empty:
            raise Refused("counter_not_empty")
        cart = replace(desk.basket.cart, source=source_of_balance(view.order.id))
        for line, share in balance_shares(view.order, view.stand):
            product = self._pickup.product(view, line)
            if product is None:
                raise Refused("unknown_sku", sku=sku_of(view.order, view.stand, line))
            cart = carts.add(cart, _at(product, share, left[line]), left[line], amount=share)
        desk.lay(cart)

    def _must_owe(self, view: OrderView) -> int:
        self._desk.seller("orders")
        self._pickup.must_stand(view, "READY")
        owed = balance_of(view.order, view.stand)
        if not owed or self._pickup.paid_here(view):
            raise Refused("nothing_to_pay")
        return owed


def _at(product: Product, amount: int, units: int) -> Product:
    """The goods at what they cost in this order, so that the line comes out; no offer of the shop touches them."""
    return replace(product, price=divide(amount * UNIT, units), prices=(), no_offers=True)
