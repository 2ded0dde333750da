"""Bodies of journal entries about follow-ups and contacts. Their notes and the words of a message are personal: they
travel and are kept beside the journal, `seal` proves them (`contract.members`); without any there is no seal."""

from __future__ import annotations

from typing import Final

import msgspec

from posapp.contract.op import Op

FOLLOW_UPS: Final = frozenset({"follow_up_made", "follow_up_changed", "contact_made"})
"""Their names."""


class FollowUpMadeOp(Op, frozen=True, omit_defaults=True):
    """Kind "follow_up_made": its id is the till's id, a dot and the entry's number; `due` an ISO date; see
    `domain.follow_up`."""

    member: str
    type: str
    due: str
    seal: str = ""


class FollowUpChangedOp(Op, frozen=True, omit_defaults=True):
    """Kind "follow_up_changed": `fields` are [field, value, the edits whose value it was written over]; of a note the
    value travels beside the entry. An outcome says that it is done."""

    follow_up: str
    member: str
    fields: tuple[tuple[str, str, str], ...]
    seal: str = ""


class ContactMadeOp(Op, frozen=True, omit_defaults=True):
    """Kind "contact_made": somebody contacted the member, or has the hub send the message whose words travel beside the
    entry (`send`). `template` and its `version`; `often`: so many there were lately, and the person was asked."""

    member: str
    channel: str
    template: str = ""
    version: str = ""
    follow_up: str = ""
    send: bool = False
    often: int = 0
    seal: str = ""


decode_follow_up_made = msgspec.json.Decoder(FollowUpMadeOp).decode
decode_follow_up_changed = msgspec.json.Decoder(FollowUpChangedOp).decode
decode_contact_made = msgspec.json.Decoder(ContactMadeOp).decode
