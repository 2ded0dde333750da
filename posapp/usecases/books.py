"""Client books: in whose book a member is, and putting many into another's at once, offline too.

A member is in one person's book or in the shop's. Whoever is at the shop no more has no book: their clients are the
shop's until somebody else takes them. Each assignment is an entry; until the hub tells of it this till shows it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from posapp.contract.book_ops import MOST_AT_ONCE, AssignedOp
from posapp.domain.errors import Refused
from posapp.domain.follow_up import open_ones
from posapp.domain.forbidden_words import NOTE_WORDS, check_note
from posapp.domain.member import BOOK, Member
from posapp.domain.staff import Staff
from posapp.domain.typed import seen
from posapp.storage.members import When
from posapp.usecases.desk import Desk
from posapp.usecases.member_changes import clashes
from posapp.usecases.member_fields import MOST
from posapp.usecases.members import Members

SHOP: Final = ""
"""The shop's own book."""


@dataclass(frozen=True, slots=True)
class Handing:
    """What assigning these would do: `members` change books, out of `books` (whose: how many); `due`: their open
    follow-ups; `there`: so many are in that book already."""

    to: str
    members: tuple[Member, ...]
    books: Mapping[str, int] = field(default_factory=dict)
    due: int = 0
    there: int = 0

    def plus(self, other: Handing) -> Handing:
        """Of both, into the same book."""
        books = Counter(self.books) + Counter(other.books)
        return Handing(self.to, (*self.members, *other.members), books, self.due + other.due, self.there + other.there)


class Books:
    """Who looks after whom."""

    def __init__(self, desk: Desk, members: Members) -> None:
        self._desk = desk
        self._members = members
        self.in_sight = ""
        """Who was chosen in a book: the page of members shows them when it comes up."""

    def people(self) -> tuple[Staff, ...]:
        """Everybody at the shop who can have a book, by name."""
        return tuple(person for person in self._desk.till.staff.all() if person.may("member"))

    def whose(self, member: Member) -> str:
        """In whose book the member is now; SHOP where that person is here no more."""
        return member.associate if self._has_book(member.associate) else SHOP

    def _has_book(self, id_: str) -> bool:
        person = self._desk.till.staff.by_id(id_) if id_ else None
        return person is not None and person.may("member")

    def plan(self, ids: Iterable[str], to: str) -> Handing:
        """What would change; Refused("book_person_unknown", "book_nobody")."""
        if to and not self._has_book(to):
            raise Refused("book_person_unknown")
        known = {member.id: member for member in map(self._members.known, dict.fromkeys(ids))}
        if not known:
            raise Refused("book_nobody")
        moving = [m for m in known.values() if m.associate != to or clashes(m, BOOK)]
        books = Counter(map(self.whose, moving))
        today = self._desk.moment().business_date
        due = sum(len(open_ones(member.follow_ups, today)) for member in moving)
        return Handing(to, tuple(moving), books, due, len(known) - len(moving))

    def assign(self, handing: Handing, why: str = "", approver: Staff | None = None) -> int:
        """Does what was planned; how many members changed books. One's own book from the shop's needs no more than
        serving members. Refused("note_…") for why."""
        staff, moment = self._desk.seller(self._act(handing), approver), self._desk.moment()
        when, done = When(moment.at, moment.business_date, staff.id), 0
        reason = seen(" ".join(why.split()))[: MOST["reason"]]
        check_note(reason, self._desk.store.limits.get(NOTE_WORDS, ""))
        for start in range(0, len(handing.members), MOST_AT_ONCE):
            some = handing.members[start : start + MOST_AT_ONCE]
            these = [AssignedOp(member.id, member.associate, member.stamps(BOOK)) for member in some]
            allowed = approver.id if approver is not None else ""
            self._desk.till.books.assign(these, handing.to, reason, allowed, when)
            done += len(these)
        return done

    def _act(self, handing: Handing) -> str:
        own = self._desk.staff is not None and handing.to == self._desk.staff.id
        return "member" if own and set(handing.books) <= {SHOP} else "assign"

    def take(self, member: str) -> Member:
        """One member into one's own book; Refused("not_permitted") where she is in somebody else's."""
        staff = self._desk.seller("member")
        self.assign(self.plan([member], staff.id))
        return self._members.known(member)
