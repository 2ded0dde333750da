"""A person's own fields: kept and sent beside the journal, which holds only their seal.

The seal is a SHA-256 over a random salt and the fields. Whoever has them can prove that they are what was entered;
whoever erases them, salt and all, leaves a seal that says nothing: the journal need not change to forget a person.
"""

from __future__ import annotations

import hashlib
from typing import Annotated

import msgspec

Value = Annotated[str, msgspec.Meta(max_length=500)]
Most = msgspec.Meta(max_length=64)


class Private(msgspec.Struct, frozen=True, array_like=True):
    """[salt, phone, name, e-mail, signature, PIN, birthday, guardian, note, details]; the salt is 32 hex digits, phone
    and e-mail as `domain.member.phone_number` and `domain.mail.mail_address` write them, the birthday an ISO date.
    Beside an entry stands what that one needs, the rest is ""."""

    salt: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
    phone: Annotated[str, msgspec.Meta(max_length=20)]
    name: Annotated[str, msgspec.Meta(max_length=200)] = ""
    email: Annotated[str, msgspec.Meta(max_length=254)] = ""
    signature: Annotated[str, msgspec.Meta(max_length=20_000)] = ""
    """What was drawn on the screen: strokes of points, as `domain.signature` writes them."""
    pin: Annotated[str, msgspec.Meta(max_length=200)] = ""
    """The argon2 text of a PIN that was chosen at a till."""
    birthday: Annotated[str, msgspec.Meta(pattern="^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")] = ""
    guardian: Annotated[str, msgspec.Meta(max_length=200)] = ""
    note: Annotated[str, msgspec.Meta(max_length=500)] = ""
    details: Annotated[tuple[tuple[Annotated[str, msgspec.Meta(max_length=40)], Value], ...], Most] = ()
    """(field, value) of what `domain.member_details` tells of."""

    def value(self, field: str) -> str:
        """What it says of one of a member's fields."""
        return dict(self.details).get(field, "") if "." in field else str(getattr(self, field))


def seal_of(private: Private) -> str:
    """What the journal holds in their place. Without the later fields it is what it was before there were any."""
    later: list[object] = [private.email, private.signature, private.pin, private.birthday, private.guardian]
    later += [private.note, private.details]
    while later and not later[-1]:
        later.pop()
    fields = [private.salt, private.phone, private.name, *later]
    return hashlib.sha256(msgspec.json.encode(fields)).hexdigest()
