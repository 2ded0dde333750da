"""Appointments as tills' entries tell of them: each says all of it anew. No database.

The last word by the tills' times holds. Who wrote over an entry that was not the last one did not know of it: both are
kept, and head office hears of it.
"""

from __future__ import annotations

from hub import exceptions, members
from hub.rows import Rows
from posapp.contract.appointment_ops import AppointmentOp
from posapp.contract.envelope import WireEntry
from posapp.contract.members import Private, seal_of
from posapp.domain.appointment import STATES
from posapp.domain.errors import Refused
from posapp.domain.forbidden_words import check_note
from posapp.domain.times import is_text


def booked(
    rows: Rows,
    origin: members.Origin,
    books: members.Books,
    entry: WireEntry,
    said: AppointmentOp,
    private: Private | None,
) -> None:
    """One entry. Refused("entry_malformed", "member_incomplete", "staff_unknown")."""
    if private is None or seal_of(private) != said.seal:
        raise Refused("member_incomplete")
    if said.state not in STATES or not is_text(said.start):
        raise Refused("entry_malformed")
    if said.associate and not books.knows_staff(said.associate):
        raise Refused("staff_unknown")
    check_note(f"{private.name} {private.note}")
    store, till, _ = origin
    stamp = f"{till}.{entry.seq}"
    id_ = said.of or stamp
    member = members.remains(rows, books, said.member) if said.member else ""
    unseen = _unseen(rows, books, id_, said.over) if said.of else set()
    head = (id_, till, entry.seq, store, entry.at, said.start, said.minutes, member)
    rows.appointment.append((*head, said.associate, said.state, entry.staff, said.over, private.name, private.note))
    if unseen:
        also = tuple((till_, int(seq)) for till_, _, seq in (one.rpartition(".") for one in sorted(unseen)))
        exceptions.note(rows, "appointment_clash", origin, entry, {"appointment": id_, "start": said.start}, also=also)


def _unseen(rows: Rows, books: members.Books, id_: str, over: str) -> set[str]:
    """Entries about it that nobody wrote over, and this one did not either."""
    there = dict(books.appointment_stamps(id_)) | {
        f"{r[1]}.{r[2]}": str(r[11]) for r in rows.appointment if r[0] == id_
    }
    return there.keys() - set(there.values()) - {over}
