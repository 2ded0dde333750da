"""People whom no shop file names: whom a till let in or made a deputy, and whom head office allowed something over the
telephone. What a till says of its own people counts as far as whoever it names may; of codes the hub knows better.
No database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Protocol, TypeVar

from hub import exceptions
from hub.rows import Row, Rows
from posapp.contract.envelope import WireEntry
from posapp.contract.people_ops import (
    DeputyNamedOp,
    TemporaryPersonOp,
    decode_deputy_named,
    decode_pin_changed,
    decode_telephoned,
    decode_temporary_person,
)
from posapp.domain.deputy import MOST_HOURS, as_deputy
from posapp.domain.errors import Refused
from posapp.domain.lent import LENT, MOST_DAYS, lent_by
from posapp.domain.staff import MANAGER, Role, Staff
from posapp.domain.sync_status import CLOCK_SLACK
from posapp.domain.telephone import OFFICE
from posapp.domain.times import from_text, to_text

T = TypeVar("T")
KINDS: Final = ("temporary_person", "deputy_named", "approved_by_telephone", "pin_changed")
"""What is booked here."""
BASKET_LIFE: Final = timedelta(days=1)
"""So long after a code was used a sale may still say "head office": a basket can have waited."""
_LONGEST: Final = {"temporary_person": timedelta(days=MOST_DAYS), "deputy_named": timedelta(hours=MOST_HOURS)}
_MAY: Final = {"temporary_person": "temporary_pin", "deputy_named": "name_deputy"}
"""By which act of a role somebody makes them."""
_OFFICE: Final = Staff(OFFICE, OFFICE, Role(MANAGER))


class Read(Protocol):
    """Reads the entry's body by a decoder; Refused("entry_malformed")."""

    def __call__(self, decode: Callable[[bytes], T], /) -> T: ...


class Books(Protocol):
    """The part of hub.booking.Books that is asked here."""

    def people(self, staff: Iterable[str]) -> Mapping[str, Staff]:
        """Those of these people who work in the store now, with their roles."""

    def role(self, id_: str) -> Role | None:
        """The role as it is now."""

    def stood_in(self, people: Iterable[str]) -> list[Row]:
        """Rows of `stand_in` about these people."""

    def use_up(self, number: str, act: str, amount: int, about: str, approver: str, seq: int, at: str) -> bool:
        """Whether the hub gave the till this code, which is the entry's from now on, and was no other's."""

    def gave(self, act: str, since: str, to: str) -> bool:
        """Whether a till of the store used a code of head office itself for this act in that time of the till's."""


def book(rows: Rows, origin: tuple[str, str, str], books: Books, entry: WireEntry, read: Read) -> None:
    """One entry of `KINDS`."""
    if entry.kind == "approved_by_telephone":
        _telephoned(rows, origin, books, entry, read)
        return
    if entry.kind == "pin_changed":
        _pin_changed(rows, origin, books, entry, read)
        return
    said: TemporaryPersonOp | DeputyNamedOp
    if entry.kind == "deputy_named":
        said = read(decode_deputy_named)
        by = said.by
    else:
        said = read(decode_temporary_person)
        by = said.approver or entry.staff
        if not said.person.startswith(lent_by(origin[1])) or said.role != LENT.id:
            raise Refused("entry_malformed")
    row = (*origin[:2], entry.seq, entry.kind, said.person, by, entry.at, end_of(entry, said.until))
    rows.stand_in.append(row)


def end_of(entry: WireEntry, until: str) -> str:
    """Never longer than a till lets anybody."""
    try:
        latest = from_text(entry.at) + _LONGEST[entry.kind]
        return to_text(min(from_text(until), latest)) if until else ""
    except (ValueError, OverflowError):
        raise Refused("entry_malformed") from None


def _telephoned(rows: Rows, origin: tuple[str, str, str], books: Books, entry: WireEntry, read: Read) -> None:
    said = read(decode_telephoned)
    if not books.use_up(said.number, said.act, said.amount, said.about, said.approver, entry.seq, entry.at):
        facts = {"act": said.act, "number": said.number, "about": said.about, "approver": said.approver}
        people = (said.approver,) if said.approver != OFFICE else ()
        exceptions.note(rows, "telephone_unknown", origin, entry, facts, amount=said.amount, people=people)


def _pin_changed(rows: Rows, origin: tuple[str, str, str], books: Books, entry: WireEntry, read: Read) -> None:
    """Nobody else stands for a PIN that somebody chose alone; of one that lets others approve, head office asks."""
    said = read(decode_pin_changed)
    person = None if said.approver else books.people((said.person,)).get(said.person)
    if person is not None and person.role.id == MANAGER:
        exceptions.note(rows, "manager_pin", origin, entry, {"person": said.person}, people=(said.person,))


@dataclass(slots=True)
class StandIns:
    """Asked about the sales of one batch, and of the books only where somebody is not known or may not."""

    rows: Rows
    books: Books
    _found: dict[str, list[Row]] = field(default_factory=dict)

    def until(self, person: str) -> str:
        """When the time of somebody lent was over; "": nobody said that they are."""
        return max((str(row[7]) for row in self._of(person, "temporary_person")), default="")

    def lent(self, person: str, at: str) -> Staff | None:
        """Somebody whom a till of the store had let in by then, and may have: the others hear of them."""
        row = self._at(person, "temporary_person", at)
        if row is None or self._by(row) is None:
            return None
        return Staff(person, "", self.books.role(LENT.id) or LENT, until=str(row[7]))

    def raised(self, person: Staff, at: str) -> Staff:
        """With what they may approve then as a deputy; a basket that was under way when the time was over counts."""
        before = to_text(from_text(at) - timedelta(seconds=CLOCK_SLACK))
        row = self._at(person.id, "deputy_named", at) or self._at(person.id, "deputy_named", before)
        by = self._by(row) if row is not None else None
        return person if by is None else as_deputy(person, by)

    def office_gave(self, act: str, at: str) -> bool:
        """Whether head office can have allowed this act of that moment."""
        moment = from_text(at)
        slack = timedelta(seconds=CLOCK_SLACK)
        return self.books.gave(act, to_text(moment - BASKET_LIFE), to_text(moment + slack))

    def _by(self, row: Row) -> Staff | None:
        """Who made them what they are, where they may."""
        act, by = _MAY[str(row[3])], str(row[5])
        if by == OFFICE:
            return _OFFICE if self.office_gave(act, str(row[6])) else None
        found = self.books.people((by,)).get(by)
        return found if found is not None and found.may(act) else None

    def _at(self, person: str, kind: str, at: str) -> Row | None:
        """What holds at that moment: the last word by then, where its time is not over."""
        rows = [row for row in self._of(person, kind) if str(row[6]) <= at]
        last = max(rows, key=lambda row: (str(row[6]), int(str(row[2]))), default=None)
        return last if last is not None and at < str(last[7]) else None

    def _of(self, person: str, kind: str) -> list[Row]:
        if person not in self._found:
            new = [row for row in self.rows.stand_in if row[4] == person]
            self._found[person] = [*self.books.stood_in((person,)), *new]
        return [row for row in self._found[person] if row[3] == kind]
