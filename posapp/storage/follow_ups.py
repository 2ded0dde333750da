"""What this till did about follow-ups and contacts: acts on members' records, as `members` keeps them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import msgspec

from posapp.contract.follow_up_ops import ContactMadeOp, FollowUpChangedOp, FollowUpMadeOp
from posapp.contract.members import Private, seal_of
from posapp.storage.database import Database, Transaction
from posapp.storage.journal import Journal
from posapp.storage.members import Members, When

_LOOKED_AT: Final = 1_000
"""So many of the till's last acts on members may be follow-ups that the hub has not told of yet."""
_LAST: Final = (
    "SELECT DISTINCT member FROM (SELECT member, kind FROM member_act ORDER BY seq DESC LIMIT :most)"
    " WHERE kind IN ('follow_up_made', 'follow_up_changed')"
)


@dataclass(frozen=True, slots=True)
class NewFollowUp:
    """What is to be done, and by which day (ISO)."""

    member: str
    type: str
    due: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Of one follow-up: (field, value, the edits whose value it is written over)."""

    follow_up: str
    member: str
    fields: tuple[tuple[str, str, str], ...]


class FollowUps:
    """Each act is an entry; what a person wrote is kept and sent beside it."""

    def __init__(self, database: Database, journal: Journal, members: Members) -> None:
        self._database, self._journal, self._members = database, journal, members

    def make(self, new: NewFollowUp, when: When) -> str:
        """Its id."""
        with self._database.transaction() as tx:
            return self._make_in(tx, new, when)

    def change(self, change: Change, when: When, following: NewFollowUp | None = None) -> str:
        """Other values of some fields; with `following` another one is made at once, whose id is the answer."""
        fields = tuple((name, "" if name == "note" else value, over) for name, value, over in change.fields)
        beside = _beside({name: value for name, value, _ in change.fields}.get("note", ""))
        op = FollowUpChangedOp(change.follow_up, change.member, fields, _seal(beside))
        with self._database.transaction() as tx:
            self._members.act_in(tx, "follow_up_changed", change.member, op, when, beside)
            return self._make_in(tx, following, when) if following is not None else ""

    def contact(self, op: ContactMadeOp, words: str, when: When) -> str:
        """That a member was contacted, with the words that go out; the contact's id."""
        beside = _beside(words)
        sealed = msgspec.structs.replace(op, seal=_seal(beside))
        with self._database.transaction() as tx:
            seq = self._members.act_in(tx, "contact_made", op.member, sealed, when, beside)
        return f"{self._journal.till}.{seq}"

    def acted(self) -> Iterable[str]:
        """Members about whose follow-ups this till said something lately."""
        return tuple(row[0] for row in self._database.select(_LAST, most=_LOOKED_AT))

    def _make_in(self, tx: Transaction, new: NewFollowUp, when: When) -> str:
        beside = _beside(new.note)
        op = FollowUpMadeOp(new.member, new.type, new.due, _seal(beside))
        return f"{self._journal.till}.{self._members.act_in(tx, 'follow_up_made', new.member, op, when, beside)}"


def _beside(words: str) -> Private | None:
    return Private(secrets.token_hex(16), "", note=words) if words else None


def _seal(private: Private | None) -> str:
    return seal_of(private) if private is not None else ""
