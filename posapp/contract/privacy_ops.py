"""Bodies of journal entries about what people ask to be done with their own data. None holds anything they said."""

from __future__ import annotations

from typing import Final

import msgspec

from posapp.contract.op import Number, Op

PRIVACY: Final = frozenset({"privacy_asked", "member_erased", "forgotten"})
"""Their names."""


class PrivacyAskedOp(Op, frozen=True, omit_defaults=True):
    """Kind "privacy_asked": somebody asks for a member's data to be erased, or for all of it (`wish`, see
    `domain.privacy`). `by`: who they are; `identity`: how that was checked; `approver`: who let them."""

    member: str
    wish: str
    by: str = ""
    identity: str = ""
    approver: str = ""


class MemberErasedOp(Op, frozen=True, omit_defaults=True):
    """Kind "member_erased": what this till held of a member whom the hub has erased is gone; `places`: how many rows
    that was."""

    member: str
    places: Number = 0


class ForgottenOp(Op, frozen=True, omit_defaults=True):
    """Kind "forgotten": the time of these was over; `rows` are [kind of `domain.retention`, how many]."""

    rows: tuple[tuple[str, Number], ...]


decode_privacy_asked = msgspec.json.Decoder(PrivacyAskedOp).decode
decode_member_erased = msgspec.json.Decoder(MemberErasedOp).decode
