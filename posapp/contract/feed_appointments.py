"""The feed of appointments of the shop. Personal; a till keeps it encrypted."""

from __future__ import annotations

from posapp.contract.calls import Message
from posapp.contract.feed_figures import Count, fields
from posapp.domain.appointment import Appointment


class AppointmentRow(Message):
    """An appointment, see domain.appointment."""

    id: str
    start: str
    minutes: Count = 30
    member: str = ""
    name: str = ""
    what: str = ""
    associate: str = ""
    state: str = "planned"
    stamp: str = ""
    by: str = ""
    at: str = ""

    @property
    def key(self) -> str:
        """Its id."""
        return self.id

    def value(self) -> Appointment:
        """The appointment."""
        return Appointment(**fields(self))
