"""Bodies of journal entries about members. What they say of a person is in none of them: personal fields travel and are
kept beside the journal, `seal` proves them (`contract.members`)."""

from __future__ import annotations

from typing import Final

import msgspec

from posapp.contract.op import Op

MEMBERS: Final = frozenset({"member_enrolled", "member_edited", "consent", "members_merged", "revealed"})
"""Their names."""


class MemberEnrolledOp(Op, frozen=True, omit_defaults=True):
    """Kind "member_enrolled": `id` is the till's id, a dot and the entry's number."""

    id: str
    seal: str


class MemberEditedOp(Op, frozen=True, omit_defaults=True):
    """Kind "member_edited": `fields` are [field, the edits whose value it was written over ("till.number", a space
    between; "": none)], see `domain.field_values`; the new values travel beside the entry."""

    member: str
    fields: tuple[tuple[str, str], ...]
    seal: str


class ConsentOp(Op, frozen=True, omit_defaults=True):
    """Kind "consent": on which ways (`domain.consent`) the member agreed to be contacted, or does not agree any more.
    `text` is the version of the words, `how` they said it: "screen", "paper", "signature"."""

    member: str
    given: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    text: str = ""
    how: str = ""


class MembersMergedOp(Op, frozen=True, omit_defaults=True):
    """Kind "members_merged": `merged` is the same person as `into`, who remains; the entry's person said so, `approver`
    let them."""

    merged: str
    into: str
    reason: str = ""
    approver: str = ""


class RevealedOp(Op, frozen=True, omit_defaults=True):
    """Kind "revealed": the entry's person had a masked field of a member shown in full."""

    member: str
    field: str
    approver: str = ""


decode_member_enrolled = msgspec.json.Decoder(MemberEnrolledOp).decode
decode_member_edited = msgspec.json.Decoder(MemberEditedOp).decode
decode_consent = msgspec.json.Decoder(ConsentOp).decode
decode_members_merged = msgspec.json.Decoder(MembersMergedOp).decode
decode_revealed = msgspec.json.Decoder(RevealedOp).decode
