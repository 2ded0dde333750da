"""Another person at the counter: the basket of whoever stood there before is taken over, or waits for its owner."""

from __future__ import annotations

from dataclasses import replace

from posapp.domain.hold import Hold
from posapp.domain.staff import Staff
from posapp.usecases.desk import Desk
from posapp.usecases.holds import Holds, Take


class Switching:
    """Each person's basket, one counter. A basket that waits is a held one that knows for whom."""

    def __init__(self, desk: Desk, holds: Holds) -> None:
        self._desk = desk
        self._holds = holds

    def owner(self, person: Staff) -> Staff | None:
        """Whose unfinished basket lies there, where it is somebody else's who is still of the shop."""
        before = self._desk.of_other(person)
        return self._desk.till.staff.by_id(before) if before else None

    def enter_beside(self, person: Staff) -> Hold:
        """The person, whose PIN was proved, takes the counter, and the basket on it waits for its owner.

        Refused as `Holds.hold`: money was taken for it, or a red line is open; then it can only be taken over."""
        desk, owner = self._desk, self.owner(person)
        before, name = desk.staff, owner.name if owner is not None else desk.basket.staff
        desk.staff = person
        was = desk.basket
        try:
            desk.basket = replace(was, waits_for=was.staff)
            return self._holds.hold(name)
        except BaseException:
            desk.staff, desk.basket = before, was
            raise

    def waiting(self, person: Staff) -> Hold | None:
        """The person's own basket that waits, the newest."""
        holds = self._desk.till.holds
        mine = [hold for hold in holds.all() if (kept := holds.by_id(hold.id)) and kept[1].waits_for == person.id]
        return mine[-1] if mine else None

    def come_back(self, person: Staff, take: Take) -> bool:
        """Lay the basket that waits for the person, who is signed in, on the empty counter; whether there was one."""
        hold = self.waiting(person) if self._desk.basket.cart.empty else None
        if hold is not None:
            self._holds.recall(hold.id, take)
        return hold is not None
