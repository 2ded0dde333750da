"""Appointments at the counter: made, moved, kept or missed; a day in one look. Offline too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from posapp.domain.appointment import LONGEST, STATES, Appointment
from posapp.domain.errors import Refused
from posapp.domain.forbidden_words import NOTE_WORDS, check_note
from posapp.domain.times import from_text, to_text
from posapp.domain.typed import seen
from posapp.storage.members import When
from posapp.usecases.desk import Desk
from posapp.usecases.member_fields import MOST
from posapp.usecases.members import Members


@dataclass(frozen=True, slots=True)
class NewAppointment:
    """What is typed: day (ISO) and time ("15:30") of the shop, `member` or a `name`."""

    day: str
    clock: str
    member: str = ""
    name: str = ""
    what: str = ""
    associate: str = ""
    minutes: int = 30


class Appointments:
    """Who comes when."""

    def __init__(self, desk: Desk, members: Members) -> None:
        self._desk = desk
        self._members = members

    def make(self, new: NewAppointment) -> Appointment:
        """A new one. Refused("appointment_when", "appointment_past", "appointment_who", "note_…")."""
        when, start = self._when(), self._start(new.day, new.clock)
        name = seen(" ".join(new.name.split()))[: MOST["name"]]
        if not (new.member or name):
            raise Refused("appointment_who")
        member = self._members.known(new.member).id if new.member else ""
        what = seen(" ".join(new.what.split()))[: MOST["reason"]]
        check_note(f"{'' if member else name} {what}", self._desk.store.limits.get(NOTE_WORDS, ""))
        minutes = min(max(1, new.minutes), LONGEST)
        made = Appointment("", start, minutes, member, "" if member else name, what, new.associate)
        return self._kept(self._desk.till.appointments.write(made, when))

    def move(self, id_: str, day: str, clock: str) -> Appointment:
        """To another time; it is planned again."""
        when, start = self._when(), self._start(day, clock)
        moved = replace(self._kept(id_), start=start, state="planned")
        return self._kept(self._desk.till.appointments.write(moved, when))

    def settle(self, id_: str, state: str) -> Appointment:
        """Came, did not come, called off, or planned after all. Refused("appointment_state")."""
        when, known = self._when(), self._kept(id_)
        if state not in STATES:
            raise Refused("appointment_state", known=", ".join(STATES))
        if known.state == state:
            return known
        return self._kept(self._desk.till.appointments.write(replace(known, state=state), when))

    def day(self, day: str) -> tuple[Appointment, ...]:
        """All of a day of the shop (ISO), the earliest first."""
        self._desk.seller("member")
        zone, first = ZoneInfo(self._desk.store.timezone), date.fromisoformat(day)
        begins = datetime.combine(first, time(), zone)
        ends = datetime.combine(first + timedelta(days=1), time(), zone)
        since, until = to_text(begins), to_text(ends)
        return self._desk.till.appointments.between(dict.fromkeys((since[:10], until[:10])), since, until)

    def called(self, one: Appointment) -> tuple[str, str]:
        """(name, telephone number) of who comes, as far as this till knows; whoever shows it masks it."""
        if not one.member:
            return one.name, ""
        try:
            member = self._members.known(one.member)
        except Refused:
            return "", ""
        return member.name, member.phone

    def clock(self, one: Appointment) -> tuple[str, str]:
        """(day, time) at the shop."""
        local = from_text(one.start).astimezone(ZoneInfo(self._desk.store.timezone))
        return local.date().isoformat(), f"{local:%H:%M}"

    def _kept(self, id_: str) -> Appointment:
        found = self._desk.till.appointments.by_id(id_)
        if found is None:
            raise Refused("appointment_unknown")
        return found

    def _start(self, day: str, clock: str) -> str:
        try:
            hour, _, minute = clock.strip().replace("：", ":").partition(":")
            at = datetime.combine(date.fromisoformat(day.strip()), time(int(hour), int(minute or 0)))
        except ValueError:
            raise Refused("appointment_when") from None
        start = at.replace(tzinfo=ZoneInfo(self._desk.store.timezone))
        if start < self._desk.now() - timedelta(hours=1):
            raise Refused("appointment_past")
        return to_text(start)

    def _when(self) -> When:
        staff, moment = self._desk.seller("member"), self._desk.moment()
        return When(moment.at, moment.business_date, staff.id)
