"""One member as a person at the counter sees them: what this till and its copies know, in one look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from posapp.domain.coupon import Coupon
from posapp.domain.errors import Refused
from posapp.domain.member import Member
from posapp.domain.order import Order
from posapp.domain.pickup import OVER
from posapp.domain.sale import Sale
from posapp.domain.wallet import Wallet
from posapp.usecases.desk import Desk
from posapp.usecases.members import Members

MOST_SALES: Final = 20


@dataclass(frozen=True, slots=True)
class Profile:
    """`wallet`: points and stored value as the hub signed them, None where it told of none; `coupons` of their own;
    `orders` that are still open; `sales`: the newest of this till."""

    member: Member
    wallet: Wallet | None = None
    coupons: tuple[Coupon, ...] = ()
    orders: tuple[Order, ...] = ()
    sales: tuple[Sale, ...] = ()


class Profiles:
    """Reads only."""

    def __init__(self, desk: Desk, members: Members) -> None:
        self._desk = desk
        self._members = members

    def of(self, id_: str) -> Profile:
        """Refused("member_unknown")."""
        self._desk.seller("member")
        till, member = self._desk.till, self._members.known(id_)
        try:
            wallet = till.wallets.of(member.id)
        except Refused:  # forged or of a key nobody knows: what cannot be believed is not shown
            wallet = None
        known = {order.id: order for word in (member.id, member.phone) if word for order in till.orders.found(word)}
        own = tuple(c for c in till.coupons.all() if c.member == member.id)
        return Profile(
            member,
            wallet,
            own,
            tuple(order for order in known.values() if order.state not in OVER),
            tuple(till.sales.of_member(member.id, MOST_SALES)),
        )
