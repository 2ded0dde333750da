"""Beginning to practise, only with nothing under way; practice itself has files of its own."""

from __future__ import annotations

from posapp.contract.ops import encode
from posapp.contract.people_ops import LeftOp, TrainingOp
from posapp.domain.errors import Refused
from posapp.domain.money import money
from posapp.domain.staff import Staff
from posapp.usecases.desk import Desk


class Training:
    """Into practice, and out of the till with money under way."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.here = False
        """Whether this is practice already: a till of throw-away files."""

    def check(self) -> None:
        """Refused("training_basket", "training_pending", "training_only_here") while practice cannot begin."""
        desk = self._desk
        if self.here:
            raise Refused("training_only_here")
        if desk.attempt is not None or desk.basket.tenders or desk.basket.paying:
            raise Refused("training_pending")
        if not desk.basket.cart.empty:
            raise Refused("training_basket")

    def begin(self, approver: Staff | None = None) -> None:
        """The till is left for practice; Refused as `check`, and "not_permitted"."""
        self.check()
        desk = self._desk
        staff = desk.seller("training", approver)
        self._record("training_began", encode(TrainingOp(approver.id if approver else "")), staff.id)

    def pending(self) -> int:
        """Money of cards and wallets that was taken or asked for, and belongs to no completed sale: minor units."""
        desk = self._desk
        taken = sum(t.amount for t in desk.basket.tenders if t.type != "cash")
        return taken + (desk.attempt.amount if desk.attempt is not None else 0)

    def leave(self, approver: Staff | None = None) -> None:
        """Switch person or close while such money waits: it needs the right to decide about payments, the
        person's own or that of `approver`; Refused("leaving_needs_manager")."""
        desk, amount = self._desk, self.pending()
        person = desk.staff
        if not amount or person is None:
            return
        if approver is None and not person.may("decide_payment"):
            raise Refused("leaving_needs_manager", amount=money(amount, desk.store.currency))
        staff = desk.seller("decide_payment", approver)
        self._record("left_unsettled", encode(LeftOp(amount, approver.id if approver else "")), staff.id)

    def _record(self, kind: str, body: bytes, staff: str) -> None:
        moment = self._desk.moment()
        self._desk.till.facts.record(kind, body, moment.at, moment.business_date, staff)
