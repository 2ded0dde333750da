"""What this till did with members: each its journal entry, and beside it the personal fields that the entry seals."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from posapp.contract.follow_up_ops import FOLLOW_UPS
from posapp.contract.member_ops import (
    ConsentOp,
    MemberEditedOp,
    MemberEnrolledOp,
    MembersMergedOp,
    RevealedOp,
    decode_members_merged,
)
from posapp.contract.members import Private, seal_of
from posapp.contract.op import Op
from posapp.contract.ops import encode
from posapp.contract.privacy_ops import PrivacyAskedOp, decode_privacy_asked
from posapp.domain.consent import Said
from posapp.domain.member import FIELDS
from posapp.storage.database import Database, Transaction
from posapp.storage.journal import Journal
from posapp.storage.schema import insert_sql, select_sql

_PRIVATE: Final = ("salt", "phone", "name", "email", "birthday", "guardian")
_INSERT: Final = insert_sql("member_private", ("seq", *_PRIVATE))
_FOUND: Final = select_sql(
    "member_private",
    ("seq", *_PRIVATE),
    "WHERE seq = :seq OR phone = :phone OR length(:phone) = 4 AND substr(phone, -4) = :phone"
    " OR length(:name) > 0 AND substr(name, 1, length(:name)) = :name ORDER BY seq LIMIT 50",
)
MOST_DIGITS: Final = 16
_OF: Final = select_sql("member_private", _PRIVATE, "WHERE seq = :seq")
_ACT: Final = insert_sql("member_act", ("seq", "member", "kind", "body", "private"))
_ACTS: Final = (
    "SELECT a.seq, a.kind, a.body, a.private, j.at, j.staff FROM member_act a JOIN journal j ON j.seq = a.seq"
    " WHERE a.member = :member ORDER BY a.seq"
)
_ACT_PRIVATE: Final = select_sql("member_act", ("private",), "WHERE seq = :seq AND private <> x''")
_MERGES: Final = select_sql("member_act", ("body",), "WHERE kind = 'members_merged' ORDER BY seq")
_ASKED: Final = select_sql("member_act", ("body",), "WHERE member = :member AND kind = 'privacy_asked' ORDER BY seq")
_CHANGES: Final = frozenset({"member_edited", "consent", "members_merged"}) | FOLLOW_UPS


@dataclass(frozen=True, slots=True)
class When:
    """Who does it, and when: UTC text and business date."""

    at: str
    business_date: str
    staff: str


@dataclass(frozen=True, slots=True)
class MemberAct:
    """What was changed here: `seq` is the entry's number, `private` None where it seals nothing; `at` and `staff` are
    the entry's."""

    seq: int
    kind: str
    body: bytes
    private: Private | None = None
    at: str = ""
    staff: str = ""


class Members:
    """A member's id is the till's id, a dot and the number of the entry that enrolled them."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal
        self._pack = msgspec.json.Encoder().encode
        self._unpack = msgspec.json.Decoder(Private).decode

    def enrol(self, private: Private, when: When, said: Said | None = None) -> str:
        """The new member's id; what they agreed to is an entry of its own, in the same transaction."""
        with self._database.transaction() as tx:
            seq = self._journal.next_seq(tx)
            member = f"{self._journal.till}.{seq}"
            body = encode(MemberEnrolledOp(member, seal_of(private)))
            self._journal.append(tx, "member_enrolled", body, when.at, when.business_date, when.staff)
            tx.execute(_INSERT, (seq, *(getattr(private, name) for name in _PRIVATE)))
            if said is not None:
                self._act(tx, "consent", member, _consent(member, said), when)
        return member

    def edit(self, member: str, fields: Mapping[str, str], over: Mapping[str, str], when: When) -> None:
        """Other values of some fields (`domain.member.is_field`), written over the edits that `over` names."""
        whose = {name: value for name, value in fields.items() if name in FIELDS}
        details = tuple(pair for pair in fields.items() if pair[0] not in FIELDS)
        private = Private(secrets.token_hex(16), **{"phone": "", **whose}, details=details)
        named = tuple((name, over.get(name, "")) for name in fields)
        with self._database.transaction() as tx:
            op = MemberEditedOp(member, named, seal_of(private))
            self._act(tx, "member_edited", member, op, when, self._pack(private))

    def consent(self, member: str, said: Said, when: When) -> None:
        """What they agreed to, or do not agree to any more."""
        with self._database.transaction() as tx:
            self._act(tx, "consent", member, _consent(member, said), when)

    def merge(self, merged: str, into: str, reason: str, approver: str, when: When) -> None:
        """The one is the other."""
        with self._database.transaction() as tx:
            op = MembersMergedOp(merged, into, reason, approver)
            self._act(tx, "members_merged", merged, op, when)

    def reveal(self, member: str, field: str, approver: str, when: When) -> None:
        """Somebody is about to read it."""
        with self._database.transaction() as tx:
            self._act(tx, "revealed", member, RevealedOp(member, field, approver), when)

    def ask(self, asked: PrivacyAskedOp, when: When) -> None:
        """They want something to be done with all that is kept of them."""
        with self._database.transaction() as tx:
            self._act(tx, "privacy_asked", asked.member, asked, when)

    def asked(self, member: str) -> tuple[PrivacyAskedOp, ...]:
        """What was asked for here about this member, the oldest first."""
        rows = self._database.select(_ASKED, member=member)
        return tuple(decode_privacy_asked(body) for (body,) in rows)

    def _act(self, tx: Transaction, kind: str, member: str, op: Op, when: When, private: bytes = b"") -> int:
        seq = self._journal.next_seq(tx)
        body = encode(op)
        self._journal.append(tx, kind, body, when.at, when.business_date, when.staff)
        tx.execute(_ACT, (seq, member, kind, body, private))
        tx.touch("members")
        return seq

    def act_in(
        self, tx: Transaction, kind: str, member: str, op: Op, when: When, private: Private | None = None
    ) -> int:
        """An act on a member's record inside a transaction, with what its entry seals; the entry's number."""
        return self._act(tx, kind, member, op, when, self._pack(private) if private is not None else b"")

    # -- reading ------------------------------------------------------------------------------------------------------

    @property
    def till(self) -> str:
        """Whose edits these are."""
        return self._journal.till

    def found(self, id_: str, phone: str, name: str = "") -> dict[str, Private]:
        """Those enrolled here with this telephone number, its last four digits, this id, or a name that begins so."""
        seq = id_.removeprefix(f"{self._journal.till}.")
        own = int(seq) if seq != id_ and seq.isdecimal() and len(seq) < MOST_DIGITS else 0
        rows = self._database.select(_FOUND, phone=phone, seq=own, name=name)
        return {f"{self._journal.till}.{row[0]}": _private(row[1:]) for row in rows}

    def changes(self, member: str, after: int) -> tuple[MemberAct, ...]:
        """What was changed of the member here by entries after that number, the oldest first."""
        return tuple(
            MemberAct(seq, kind, bytes(body), self._unpack(private) if private else None, at, staff)
            for seq, kind, body, private, at, staff in self._database.select(_ACTS, member=member)
            if seq > after and kind in _CHANGES
        )

    def merges(self) -> Iterator[tuple[str, str]]:
        """Who was said here to be whom, the oldest first."""
        for (body,) in self._database.select(_MERGES):
            op = decode_members_merged(body)
            yield op.merged, op.into

    def private(self, seqs: Iterable[int]) -> dict[str, Private]:
        """The personal fields that these entries seal, by the till's id, a dot and the entry's number."""
        found = {seq: self._sealed(seq) for seq in seqs}
        return {f"{self._journal.till}.{seq}": private for seq, private in found.items() if private is not None}

    def _sealed(self, seq: int) -> Private | None:
        if row := self._database.first(_OF, seq=seq):
            return _private(row)
        row = self._database.first(_ACT_PRIVATE, seq=seq)
        return self._unpack(row[0]) if row else None


def _consent(member: str, said: Said) -> ConsentOp:
    return ConsentOp(member, said.given, said.withdrawn, said.text, said.how)


def _private(row: Iterable[str]) -> Private:
    return Private(**dict(zip(_PRIVATE, row, strict=True)), details=())
