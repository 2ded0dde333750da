"""Follow-ups at the counter: what is to be done for which member and by when, what came of it. Offline too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from posapp.domain.errors import Refused
from posapp.domain.follow_up import DONE, DUE, FIELDS, OUTCOMES, TYPES, WHENS, FollowUp, open_ones
from posapp.domain.follow_up import When as Listed
from posapp.domain.forbidden_words import NOTE_WORDS, check_note
from posapp.domain.member import Member
from posapp.domain.store import business_date
from posapp.domain.times import is_day
from posapp.domain.typed import seen
from posapp.storage.follow_ups import Change, NewFollowUp
from posapp.storage.members import When
from posapp.usecases.desk import Desk
from posapp.usecases.members import Members

MOST: Final = 500
"""Rows that a page has use for, and signs of a note."""
AHEAD: Final = timedelta(days=366 * 2)


@dataclass(frozen=True, slots=True)
class Task:
    """A follow-up and its member; `whose` book she is in, and so whose it is ("": the shop's)."""

    member: Member
    follow_up: FollowUp
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Tasks:
    """By list; done ones the newest first, the others the earliest."""

    lists: Mapping[Listed, tuple[Task, ...]] = field(default_factory=dict)

    @property
    def waiting(self) -> int:
        """Those of today and before."""
        return len(self.lists.get("today", ())) + len(self.lists.get("overdue", ()))

    def of(self, whose: str) -> Tasks:
        """Of one book."""
        return Tasks({when: tuple(task for task in some if task.whose == whose) for when, some in self.lists.items()})


class FollowUps:
    """Who serves members makes them and says what came of them."""

    def __init__(self, desk: Desk, members: Members, whose: Callable[[Member], str]) -> None:
        self._desk, self._members, self._whose = desk, members, whose

    @property
    def today(self) -> str:
        """The business day of now."""
        return business_date(self._desk.store, self._desk.now())

    def tasks(self) -> Tasks:
        """All that this shop has to do, and what was done lately: of members in a book of its people, and what was made
        here."""
        self._desk.seller("member")
        today = self.today
        found: dict[Listed, list[Task]] = {when: [] for when in WHENS}
        for member in self._concerned():
            whose = self._whose(member)
            for one in member.follow_ups:
                when = one.when(today)
                if when is not None and (whose or one.store in ("", self._desk.store.id)):
                    found[when].append(Task(member, one, whose))
        for when, some in found.items():
            some.sort(key=_done_last if when == "done" else _by_day, reverse=when == "done")
        return Tasks({when: tuple(some[:MOST]) for when, some in found.items()})

    def waiting(self) -> int:
        """How many wait today for whoever is signed in: of their book and of the shop's; 0 while nobody is."""
        staff = self._desk.staff
        if staff is None or not staff.may("member"):
            return 0
        tasks = self.tasks()
        return tasks.of(staff.id).waiting + tasks.of("").waiting

    def make(self, new: NewFollowUp) -> str:
        """Its id. Refused("follow_up_type", "follow_up_due", "member_unknown")."""
        when, known = self._when(), self._members.known(new.member)
        return self._desk.till.follow_ups.make(self._checked(new, known.id), when)

    def change(self, member: str, id_: str, fields: Mapping[str, str]) -> Member:
        """Other values of some of `FIELDS`; equal values are no change.
        Refused("follow_up_unknown", "follow_up_done", "follow_up_type", "follow_up_due")."""
        self._write(member, id_, {name: self._value(name, value) for name, value in fields.items()}, None)
        return self._members.known(member)

    def finish(self, member: str, id_: str, outcome: str, note: str = "", following: NewFollowUp | None = None) -> str:
        """What came of it, and where there is one the next, whose id is the answer. Refused as `change`, or
        ("follow_up_outcome")."""
        fields = {"outcome": self._value("outcome", outcome)}
        if text := self._value("note", note):
            fields["note"] = text
        checked = None if following is None else self._checked(following, self._members.known(member).id)
        return self._write(member, id_, fields, checked)

    def one(self, member: str, id_: str) -> Task:
        """Refused("follow_up_unknown")."""
        known = self._members.known(member)
        for one in known.follow_ups:
            if one.id == id_:
                return Task(known, one, self._whose(known))
        raise Refused("follow_up_unknown")

    def next_of(self, member: Member) -> FollowUp | None:
        """What is to be done first."""
        return next(iter(open_ones(member.follow_ups, self.today)), None)

    def _write(self, member: str, id_: str, fields: Mapping[str, str], following: NewFollowUp | None) -> str:
        when, task = self._when(), self.one(member, id_)
        one = task.follow_up
        doubted = {name for name, _ in one.clashes}
        if one.outcome and "outcome" not in doubted:
            raise Refused("follow_up_done")
        changed = {n: v for n, v in fields.items() if v != getattr(one, n) or n in doubted}
        if not changed:
            return ""
        said = tuple((name, value, one.stamps(name)) for name, value in changed.items())
        return self._desk.till.follow_ups.change(Change(id_, task.member.id, said), when, following)

    def _checked(self, new: NewFollowUp, member: str) -> NewFollowUp:
        type_, due = self._value("type", new.type), self._value("due", new.due)
        return NewFollowUp(member, type_, due, self._value("note", new.note))

    def _value(self, name: str, typed: str) -> str:
        text = seen(" ".join(typed.split()))[:MOST]
        known = {"type": TYPES, "outcome": OUTCOMES}.get(name)
        if name not in FIELDS:
            raise Refused("field_unknown", field_named=name)
        if known is not None and text not in known:
            raise Refused(f"follow_up_{name}", known=", ".join(known))
        if name == "note":
            check_note(text, self._desk.store.limits.get(NOTE_WORDS, ""))
        if name == "due" and not (is_day(text) and self.today <= text <= self._last()):
            raise Refused("follow_up_due", today=self.today)
        return text

    def _last(self) -> str:
        return business_date(self._desk.store, self._desk.now() + AHEAD)

    def _concerned(self) -> Iterator[Member]:
        """Members with follow-ups, each once, as this till's own entries leave them."""
        till, own = self._desk.till, set(self._desk.till.follow_ups.acted())
        found = (*till.known_members.begins(DUE, MOST), *till.known_members.begins(DONE, MOST))
        yield from ({member.id: member for member in found if member.id not in own}).values()
        for id_ in sorted(own):
            try:
                yield self._members.known(id_)
            except Refused:
                continue  # erased since

    def _when(self) -> When:
        staff, moment = self._desk.seller("member"), self._desk.moment()
        return When(moment.at, moment.business_date, staff.id)


def _by_day(task: Task) -> tuple[str, str]:
    return task.follow_up.due, task.follow_up.id


def _done_last(task: Task) -> tuple[str, str]:
    return task.follow_up.done_at, task.follow_up.id
