"""A member's points at the counter: what the basket earns, how many may be used for it, how many there are after it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from posapp.domain.errors import Refused
from posapp.domain.loyalty import check_used, earned, earning, is_birthday, sold_worth, usable
from posapp.domain.points_rule import BurnRule, Earning, PointsLeft, PointsRule
from posapp.domain.pricing.occasion import HERE
from posapp.domain.returning import RefundPlan
from posapp.domain.sold import TakenBack
from posapp.storage.known_members import remaining
from posapp.usecases.desk import Desk

_NOTHING: Final = ("", "", 0)


class Points:
    """Reads only; what is booked the sale's entry says."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._heard = _NOTHING
        """Member, since when the basket lies there, and how many points the hub said then that they have."""

    # -- earning --------------------------------------------------------------------------------------------------

    def earning(self) -> Earning | None:
        """By which the basket on the counter earns; None without a member, and in a shop without points."""
        desk = self._desk
        cart, rules = desk.basket.cart, desk.store.points
        if cart.member is None or rules is None or rules.per <= 0:
            return None
        today = desk.moment().business_date
        rule = rules.earning(today, HERE)
        tier = cart.tier if dict(rule.tiers).get(cart.tier) is not None else ""
        counts = rule.birthday > rule.times(tier, False)
        birthday = counts and is_birthday(self._born(cart.member), today, rule.span)
        return earning(rule, desk.priced.lines, tier, birthday)

    def earns(self) -> int:
        """What the basket earns, paid as it is so far."""
        return self._earned(self.earning())

    def _earned(self, by: Earning | None) -> int:
        desk = self._desk
        return earned(by, desk.priced.total, desk.basket.tenders, sold_worth(desk.priced.lines))

    def of_sale(self, plan: RefundPlan, back: TakenBack | None) -> tuple[int, Earning | None, PointsLeft | None]:
        """Of the sale that is now complete: points (below zero where goods that come back take some along), by which
        rule, and what the member has then."""
        by = self.earning()
        points = -plan.reversed or self._earned(by)
        if back is not None and back.carried and points <= 0:  # they go back by the rule that had given them
            before = self._desk.basket.cart.sold
            by = replace(before.earning, without=()) if before is not None and before.earning is not None else by
        elif points <= 0:
            by = None
        given = sum(-t.points for t in plan.tenders if t.type == "points")
        return points, by, self._left(points + given - self._used())

    def _born(self, id_: str) -> str:
        till = self._desk.till
        known = remaining(till.known_members, id_)
        if known is not None:
            return known.birthday
        here = till.members.found(id_, "").get(id_)
        return here.birthday if here is not None else ""

    # -- using ----------------------------------------------------------------------------------------------------

    def rule(self) -> BurnRule:
        """By which points pay today; Refused("no_points")."""
        rules: PointsRule | None = self._desk.store.points
        if rules is None:
            raise Refused("no_points")
        rule = rules.burning(self._desk.moment().business_date)
        if rule.value <= 0:
            raise Refused("no_points")
        return rule

    def most(self) -> int:
        """The most points that may be used for what is due; 0 where the rules let none."""
        return usable(self.rule(), self._desk.priced.total, self._desk.settlement().remaining_exact, self._used())

    def must_fit(self, points: int) -> None:
        """Refused("points_step", "points_least", "points_most")."""
        check_used(self.rule(), points, self._desk.priced.total, self._used())

    def _used(self) -> int:
        return sum(t.points for t in self._desk.basket.tenders if t.type == "points")

    # -- what there is --------------------------------------------------------------------------------------------

    def hear(self, member: str, points: int) -> None:
        """The hub says that the member has so many, before this sale."""
        self._heard = (member, self._desk.basket.began, points)

    def _left(self, moved: int) -> PointsLeft | None:
        till, attached = self._desk.till, self._desk.basket.cart.member
        if attached is None or self._desk.store.points is None:
            return None
        member = known.id if (known := remaining(till.known_members, attached)) is not None else attached
        heard, self._heard = self._heard, _NOTHING
        if heard[:2] == (member, self._desk.basket.began):
            return PointsLeft(heard[2] + moved)
        try:
            wallet = till.wallets.of(member)
        except Refused:  # forged, or of a key nobody knows: what cannot be believed is not told
            return None
        if wallet is None:
            return None
        return PointsLeft(wallet.points + till.purses.points_since((member, attached), wallet.at) + moved, wallet.at)
