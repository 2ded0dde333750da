"""Deputies: a manager lets somebody approve in their place for some hours, without a line; the
shop's other tills hear of it with the next exchange."""

from __future__ import annotations

from datetime import timedelta

from posapp.contract.ops import encode
from posapp.contract.people_ops import DeputyNamedOp
from posapp.domain.deputy import MOST_HOURS, Deputy, as_deputy
from posapp.domain.errors import Refused
from posapp.domain.staff import MANAGER, Role, Staff
from posapp.domain.telephone import OFFICE
from posapp.domain.times import from_text, to_text
from posapp.usecases.desk import Desk

HEAD_OFFICE = Staff(OFFICE, OFFICE, Role(MANAGER))
"""Who names somebody over the telephone without giving a name of the shop."""


class Deputies:
    """Who may approve besides those whose role permits it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def name(self, person: str, hours: int, approver: Staff | None = None) -> Deputy:
        """From now on, for so many hours, `person` approves in the place of whoever names them: the one signed in, or
        the `approver`. Refused("not_staff", "deputy_hours", "deputy_self", "not_permitted")."""
        desk = self._desk
        staff = desk.seller("name_deputy", approver)
        by = approver or staff
        if desk.till.staff.by_id(person) is None:
            raise Refused("not_staff", person=person)
        if not 1 <= hours <= MOST_HOURS:
            raise Refused("deputy_hours", most=MOST_HOURS)
        if person == by.id:
            raise Refused("deputy_self")
        deputy = Deputy(person, by.id, to_text(desk.now() + timedelta(hours=hours)))
        self._record(deputy, staff)
        return deputy

    def end(self, person: str, approver: Staff | None = None) -> None:
        """Before the time is over; whoever stands in may end it too. Refused("not_staff") where nobody does."""
        desk = self._desk
        known = desk.till.deputies.of(person)
        if known is None:
            raise Refused("not_staff", person=person)
        own = desk.staff is not None and desk.staff.id == person
        staff = desk.seller() if own else desk.seller("name_deputy", approver)
        self._record(Deputy(person, known.by, ""), staff)

    def now(self) -> tuple[Deputy, ...]:
        """Those whose time is not over."""
        return tuple(d for d in self._desk.till.deputies.all() if d.good(self._desk.now()))

    def raised(self, person: Staff) -> Staff:
        """The person with what they may approve now: as a deputy, or as they are. Who named them must still work
        here."""
        deputy = self._desk.till.deputies.of(person.id)
        if deputy is None or not deputy.good(self._desk.now()):
            return person
        by = HEAD_OFFICE if deputy.by == OFFICE else self._desk.till.staff.by_id(deputy.by)
        over = by is None or (by.until and not self._desk.now() < from_text(by.until))
        return person if by is None or over else as_deputy(person, by)

    def approvers(self, act: str) -> tuple[Staff, ...]:
        """Everybody but the one signed in who may approve the act."""
        now = self._desk.staff
        others = [p for p in self._desk.till.staff.all() if now is None or p.id != now.id]
        return tuple(p for p in map(self.raised, others) if p.may(act))

    def _record(self, deputy: Deputy, staff: Staff) -> None:
        moment, till = self._desk.moment(), self._desk.till
        body = encode(DeputyNamedOp(deputy.person, deputy.by, deputy.until))
        facts = ("deputy_named", body, moment.at, moment.business_date, staff.id)
        till.facts.record(*facts, also=lambda tx: till.deputies.put_in(tx, deputy, till.journal.next_seq(tx) - 1))
