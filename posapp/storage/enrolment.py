"""Who this till is: told by the hub once, for a one-time code; the token is at rest only in the encrypted file."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass, field, replace
from typing import Final

from posapp.domain.errors import Refused
from posapp.storage.database import Database
from posapp.storage.journal import Journal
from posapp.storage.schema import insert_sql

_SAVE: Final = insert_sql("enrolment", ("id", "till", "store", "register", "hub", "token"), conflict="OR REPLACE")
_LOAD: Final = "SELECT till, store, register, hub, token FROM enrolment"
_RENEW: Final = "UPDATE enrolment SET token_before = token, token = ?"
_BEFORE: Final = "SELECT token_before FROM enrolment"


@dataclass(frozen=True, slots=True)
class Enrolment:
    """`till` is never given to another till; `register` is its series in receipt numbers; `hub` the address."""

    till: str
    store: str
    register: str
    hub: str
    token: str = field(repr=False)


class Enrolments:
    """The till's name and its way to the hub."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal
        row = database.first(_LOAD)
        self._current = Enrolment(*row) if row else None
        journal.till = self._current.till if self._current else ""

    def current(self) -> Enrolment | None:
        """Who the till is, or None in a new one."""
        return self._current

    def required(self) -> Enrolment:
        """Who the till is, or Refused("till_not_enrolled")."""
        if self._current is None:
            raise Refused("till_not_enrolled")
        return self._current

    def save(self, told: Enrolment) -> None:
        """Keep what the hub told. A till with a history keeps its name: another one is Refused("already_enrolled")."""
        if self._journal.till not in ("", told.till) and self._journal.last() is not None:
            raise Refused("already_enrolled", till=self._journal.till)
        with self._database.transaction() as tx:
            tx.execute(_SAVE, (1, *astuple(told)))
            tx.touch("enrolment")
        self._current = told
        self._journal.till = told.till

    def renew(self, token: str) -> None:
        """Another token of the same till, on the disk before it is used for the first time."""
        with self._database.transaction() as tx:
            tx.execute(_RENEW, (token,))
            tx.touch("enrolment")
        self._current = replace(self.required(), token=token)

    def token_hashes(self) -> tuple[bytes, ...]:
        """What the hub keeps of the token, and of the one before, which is the present one there until it hears the
        new one."""
        known = (self.required().token, self.token_before())
        return tuple(hashlib.sha256(token.encode()).digest() for token in known if token)

    def token_before(self) -> str:
        """The token that the present one replaced, or "": a hub restored from a backup may know that one only."""
        row = self._database.first(_BEFORE)
        return row[0] if row else ""
