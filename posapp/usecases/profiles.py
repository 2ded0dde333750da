"""One member as a person at the counter sees them: what this till and its copies know, in one look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from posapp.domain.catalog import Product
from posapp.domain.coupon import Coupon
from posapp.domain.errors import Refused
from posapp.domain.member import Member
from posapp.domain.member_details import WISH, details
from posapp.domain.order import Order
from posapp.domain.pickup import OVER
from posapp.domain.sold import ORDER
from posapp.domain.touch import History, Touch, together
from posapp.domain.wallet import Wallet
from posapp.storage.known_members import same_person
from posapp.storage.member_touches import touches_here
from posapp.usecases.desk import Desk
from posapp.usecases.members import Members

MOST_SALES: Final = 20
MOST_ACTS: Final = 50
MOST_REMEMBERED: Final = 200
AskHistory = Callable[[str], History]
"""(member) -> what all shops had to do with them; Refused where the hub cannot be asked."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Goods that a member would like; `free`: what this shop can sell of them (thousandths), None where nobody counts.
    `product` None: not in the catalogue any more."""

    sku: str
    product: Product | None
    free: int | None


@dataclass(frozen=True, slots=True)
class Profile:
    """`wallet`: points and stored value as the hub signed them, or with `history` as it knew them then, None where it
    told of none; `coupons` of their own;
    `orders` that are still open; `touches`: what the shops had to do with them, the newest first: this till's own, and
    with `history` what the hub said as of then of all shops. `goods`: by their numbers, those of the purchases."""

    member: Member
    wallet: Wallet | None = None
    coupons: tuple[Coupon, ...] = ()
    orders: tuple[Order, ...] = ()
    touches: tuple[Touch, ...] = ()
    history: History | None = None
    wishes: tuple[Wish, ...] = ()
    goods: Mapping[str, Product] = field(default_factory=dict)


def _as_told(member: str, wallet: Wallet | None, history: History | None) -> Wallet | None:
    """With what the hub's books had when it was asked, where that is newer than what it signed. To be read, never to be
    spent from: nothing signs it."""
    if history is None or history.held is None or (wallet is not None and history.as_of < wallet.at):
        return wallet
    stored, bonus, points = history.held
    if wallet is None:
        return Wallet(member, stored, points, 0, 0, history.as_of, "", bonus=bonus)
    return replace(wallet, stored_value=stored, bonus=bonus, points=points)


class Profiles:
    """Reads only."""

    def __init__(self, desk: Desk, members: Members) -> None:
        self._desk = desk
        self._members = members
        self._told: dict[str, History] = {}
        """What the hub said of members, until the program ends."""

    def ask(self, id_: str, ask_hub: AskHistory) -> Profile:
        """The same with what the hub knows now of all shops and channels. Refused("hub_late", "hub_away" …)."""
        self._desk.seller("member")
        member = self._members.known(id_)
        history = ask_hub(member.id)
        if len(self._told) >= MOST_REMEMBERED:
            self._told.clear()
        self._told[member.id] = history
        return self.of(member.id)

    def of(self, id_: str) -> Profile:
        """Refused("member_unknown")."""
        self._desk.seller("member")
        till, member = self._desk.till, self._members.known(id_)
        try:
            wallet = till.wallets.of(member.id)
        except Refused:  # forged or of a key nobody knows: what cannot be believed is not shown
            wallet = None
        known = {order.id: order for word in (member.id, member.phone) if word for order in till.orders.found(word)}
        ids = same_person(till.known_members, till.members, member.id)
        own = tuple(c for c in till.coupons.all() if c.member in ids)
        history = self._told.get(member.id)
        wallet = _as_told(member.id, wallet, history)
        mine = touches_here(till.database, till.journal, ids, MOST_ACTS)
        here = (*self._sales(ids), *mine, *self._books(ids))
        touches = together(history.touches if history is not None else (), here)
        orders = tuple(order for order in known.values() if order.state not in OVER)
        skus = {touch.sku for touch in touches} | {line.sku for order in orders for line in order.lines[:1]}
        return Profile(member, wallet, own, orders, touches, history, self._wishes(member), self._goods(skus))

    def _goods(self, skus: Iterable[str]) -> dict[str, Product]:
        catalog = self._desk.catalog
        found = ((sku, catalog.by_sku(sku)) for sku in skus if sku) if catalog.state == "ready" else ()
        return {sku: product for sku, product in found if product is not None}

    def _wishes(self, member: Member) -> tuple[Wish, ...]:
        return tuple(self.wish(one.value) for one in reversed(details(member.details, WISH)))

    def wish(self, sku: str) -> Wish:
        """The goods as they are here now."""
        catalog = self._desk.catalog
        if catalog.state != "ready":
            return Wish(sku, None, None)
        stock = catalog.stock(sku)
        return Wish(sku, catalog.by_sku(sku), stock[0] - stock[1] if stock is not None else None)

    def _books(self, ids: tuple[str, ...]) -> Iterator[Touch]:
        return (touch for id_ in ids for touch in self._desk.till.books.touches(id_, MOST_ACTS))

    def _sales(self, ids: tuple[str, ...]) -> Iterator[Touch]:
        till = self._desk.till
        for sale in till.sales.bought(ids, MOST_SALES):
            at = self._desk.store.id
            yield Touch(sale.id, "sale", sale.at, at, what=sale.receipt, total=sale.total, sku=sale.sku)


def with_open_orders(profile: Profile) -> tuple[Touch, ...]:
    """The touches, before them the orders that are still open, as this till knows them."""
    opened = [
        Touch(
            *(ORDER + o.id, "order", o.placed, o.store, o.channel, o.id, o.total),
            state=o.state,
            sku=next((line.sku for line in o.lines), ""),
        )
        for o in profile.orders
    ]
    ids = {touch.id for touch in opened}
    return (*opened, *(touch for touch in profile.touches if touch.id not in ids))
