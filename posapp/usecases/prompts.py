"""What whoever serves a member should say at the counter, three things at most: an order that waits to be collected, a
reward that can be used, a birthday."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from posapp.domain.anniversary import days_until, is_soon
from posapp.domain.errors import Refused
from posapp.domain.member import Member
from posapp.storage.known_members import same_person
from posapp.usecases.desk import Desk
from posapp.usecases.members import Members

MOST: Final = 3
WAITS: Final = "READY"


@dataclass(frozen=True, slots=True)
class Prompt:
    """`what`: the order or the coupon's code; `figure`: what the points are worth (minor units), or the days until the
    birthday."""

    kind: Literal["pickup", "coupon", "points", "birthday"]
    what: str = ""
    figure: int = 0


class Prompts:
    """Reads only."""

    def __init__(self, desk: Desk, members: Members) -> None:
        self._desk = desk
        self._members = members

    def of(self, id_: str) -> tuple[Prompt, ...]:
        """One of each kind; none of somebody whom this till does not know."""
        try:
            member = self._members.known(id_)
        except Refused:
            return ()
        return (*self._pickup(member), *self._reward(member), *self._birthday(member))[:MOST]

    def _pickup(self, member: Member) -> Iterator[Prompt]:
        orders = self._desk.till.orders
        found = (order for word in (member.id, member.phone) if word for order in orders.found(word))
        yield from [Prompt("pickup", order.id) for order in found if order.state == WAITS][:1]

    def _reward(self, member: Member) -> Iterator[Prompt]:
        """A coupon of their own before points: it ends sooner."""
        till, at = self._desk.till, self._desk.now_text()
        ids = same_person(till.known_members, till.members, member.id)
        own = [c.code for c in till.coupons.all() if c.member in ids and c.in_force(at) and not c.used_up]
        if own:
            yield Prompt("coupon", own[0])
            return
        worth = self._worth(member)
        if worth >= 10**self._desk.store.currency.digits:
            yield Prompt("points", figure=worth)

    def _worth(self, member: Member) -> int:
        """Of the points that they have, in minor units; 0 where the rule lets none be used."""
        rule = self._desk.store.points
        try:
            wallet = self._desk.till.wallets.of(member.id)
        except Refused:  # forged: what cannot be believed is not offered
            return 0
        if rule is None or wallet is None:
            return 0
        burn = rule.burning(self._desk.moment().business_date)
        points = wallet.points // max(1, burn.step) * max(1, burn.step)
        return points * burn.value if points >= max(1, burn.least) else 0

    def _birthday(self, member: Member) -> Iterator[Prompt]:
        today = self._desk.moment().business_date
        if is_soon(member.birthday, today):
            yield Prompt("birthday", figure=days_until(member.birthday, today) or 0)
