"""What was done at this till with a member's record: when, by which entry, and what it was about; nothing personal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from posapp.contract.appointment_ops import APPOINTMENTS, decode_appointment
from posapp.contract.follow_up_ops import (
    FOLLOW_UPS,
    decode_contact_made,
    decode_follow_up_changed,
    decode_follow_up_made,
)
from posapp.contract.member_ops import (
    decode_consent,
    decode_member_edited,
    decode_members_merged,
    decode_revealed,
)
from posapp.contract.privacy_ops import decode_privacy_asked
from posapp.domain.touch import Touch
from posapp.storage.database import Database
from posapp.storage.journal import Journal
from posapp.storage.members import MOST_DIGITS

_ACTS: Final = (
    "SELECT a.seq, a.kind, j.at, a.body FROM member_act a JOIN journal j ON j.seq = a.seq"
    " WHERE a.member IN (SELECT value FROM json_each(:ids)) ORDER BY a.seq DESC LIMIT :most"
)
_ENROLLED: Final = "SELECT at FROM journal WHERE seq = :seq AND kind = 'member_enrolled'"


def touches_here(database: Database, journal: Journal, ids: Iterable[str], most: int) -> tuple[Touch, ...]:
    """The newest acts on the record of a member, whatever ids they have, and where they were enrolled here."""
    known = tuple(ids)
    rows = database.select(_ACTS, ids=json.dumps(known), most=most)
    acts = (_touch(f"{journal.till}.{seq}", kind, at, bytes(body)) for seq, kind, at, body in rows)
    return (*acts, *_enrolled(database, journal.till, known))


def _enrolled(database: Database, till: str, ids: Iterable[str]) -> Iterator[Touch]:
    for id_ in ids:
        seq = id_.removeprefix(f"{till}.")
        if seq != id_ and seq.isdecimal() and len(seq) < MOST_DIGITS:
            for (at,) in database.select(_ENROLLED, seq=int(seq)):
                yield Touch(id_, "enrolled", at)


def _touch(id_: str, kind: str, at: str, body: bytes) -> Touch:
    if kind == "member_edited":
        return Touch(id_, "edited", at, what=" ".join(sorted(name for name, _ in decode_member_edited(body).fields)))
    if kind == "consent":
        said = decode_consent(body)
        ways = (*(f"+{way}" for way in said.given), *(f"-{way}" for way in said.withdrawn))
        return Touch(id_, kind, at, what=" ".join(sorted(ways, key=lambda way: way[1:])))
    if kind == "members_merged":
        return Touch(id_, "merged", at, what=decode_members_merged(body).merged)
    if kind in FOLLOW_UPS:
        return _followed_up(id_, kind, at, body)
    if kind == "privacy_asked":
        return Touch(id_, kind, at, what=decode_privacy_asked(body).wish)
    if kind in APPOINTMENTS:
        return Touch(id_, kind, at, what=decode_appointment(body).state)
    return Touch(id_, "revealed", at, what=decode_revealed(body).field)


def _followed_up(id_: str, kind: str, at: str, body: bytes) -> Touch:
    if kind == "contact_made":
        said = decode_contact_made(body)
        return Touch(id_, "contact", at, channel=said.channel, what=said.template)
    if kind == "follow_up_made":
        return Touch(id_, "follow_up", at, what=decode_follow_up_made(body).type)
    changed = {name: value for name, value, _ in decode_follow_up_changed(body).fields}
    return Touch(id_, "followed_up", at, what=changed.get("outcome", ""))
