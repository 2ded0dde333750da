"""补积分: a member is named for a sale that is complete, once, within the shop's days: for points only."""

from __future__ import annotations

from dataclasses import dataclass

from posapp.contract.points_ops import loyalty_op
from posapp.contract.topup_ops import LatePointsOp
from posapp.domain.errors import Refused
from posapp.domain.late_points import late_points
from posapp.domain.member import Member
from posapp.domain.points_rule import Earning
from posapp.domain.sale import Sale
from posapp.domain.staff import Staff
from posapp.usecases.came_back import bodies_of, body_worth
from posapp.usecases.desk import Desk
from posapp.usecases.members import Members
from posapp.usecases.own_account import must_be_others
from posapp.usecases.receipts import Receipts


@dataclass(frozen=True, slots=True)
class LateGiven:
    """What was given for which receipt."""

    receipt: str
    member: str
    points: int


class LatePoints:
    """For receipts of this till; works without the hub, which says later where a second till gave them too."""

    def __init__(self, desk: Desk, members: Members, receipts: Receipts) -> None:
        self._desk, self._members, self._receipts = desk, members, receipts

    def possible(self, receipt: str) -> int:
        """The points that are there for it; 0: none, or not any more."""
        sale = self._desk.till.sales.by_receipt(receipt)
        try:
            return self._points(sale, "")[0] if sale is not None else 0
        except Refused:
            return 0

    def find(self, typed: str) -> Member:
        """Whose they shall be, by whatever means one member only. Refused("member_unknown", "late_points_several")."""
        found = self._members.find(typed)
        if len(found) > 1:
            raise Refused("late_points_several")
        return found[0]

    def give(self, receipt: str, member: Member, approver: Staff | None = None) -> LateGiven:
        """The points are theirs; nothing is priced anew. Refused("late_points_given", "late_points_over",
        "late_points_member", "late_points_none", "own_account", "not_permitted" …)."""
        desk = self._desk
        staff = desk.seller("late_points", approver)
        sale = self._receipts.find(receipt)
        must_be_others(desk.till, (staff, approver, desk.till.staff.by_id(sale.staff)), member.id)
        (points, by), moment = self._points(sale, member.tier), desk.moment()
        allowed = approver.id if approver is not None else ""
        op = LatePointsOp(sale.id, sale.receipt, member.id, points, allowed, loyalty_op(by, None))
        desk.till.topups.give_late(op, moment.at, moment.business_date, staff.id)
        return LateGiven(sale.receipt, member.id, points)

    def _points(self, sale: Sale, tier: str) -> tuple[int, Earning]:
        till = self._desk.till
        if till.topups.late(sale.id) is not None:
            raise Refused("late_points_given")
        back = sum(body_worth(op) for op in bodies_of(till, sale.id))
        return late_points(sale, self._desk.store, tier, self._desk.now(), back)
