"""Members, and how a telephone number is written, so that the same number is the same text everywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from posapp.domain.contact_guard import Contact
from posapp.domain.errors import Refused
from posapp.domain.follow_up import FollowUp
from posapp.domain.member_details import Details, detail_kind

_BETWEEN: Final = re.compile(r"[\s().\-\u2013]+")
_CHINESE_MOBILE: Final = re.compile(r"(?:\+?86|0086)?(1[3-9][0-9]{9})")
_INTERNATIONAL: Final = re.compile(r"(?:\+|00)([1-9][0-9]{6,14})")
"""E.164: at most fifteen digits."""


@dataclass(frozen=True, slots=True)
class Member:
    """A member as this shop's tills know them. `consent`: ways on which they may be contacted ("sms", "phone", "email",
    "wechat"). `same_as`: this id was enrolled again under the telephone number of that one, who remains.
    `used`: (offer, baskets) of the offers that are for only so many baskets of a member. `details`: see
    `member_details`. `erased`: since when (UTC text) nothing of them is kept but the id; `erased_orders`: theirs,
    whose collectors are forgotten too."""

    id: str
    name: str = ""
    phone: str = ""
    email: str = ""
    code: str = ""
    tier: str = ""
    birthday: str = ""
    store: str = ""
    joined: str = ""
    consent: tuple[str, ...] = ()
    note: str = ""
    same_as: str = ""
    used: tuple[tuple[str, int], ...] = ()
    guardian: str = ""
    spelled: tuple[str, ...] = ()
    agreed: tuple[tuple[str, str, str, str], ...] = ()
    edited: tuple[tuple[str, str], ...] = ()
    clashes: tuple[tuple[str, str], ...] = ()
    heard: tuple[tuple[str, int], ...] = ()
    erased: str = ""
    erased_orders: tuple[str, ...] = ()
    associate: str = ""
    """Whose book the member is in (a person of the shop); "": the shop's own."""
    details: Details = ()
    follow_ups: tuple[FollowUp, ...] = ()
    contacts: tuple[Contact, ...] = ()
    last_bought: str = ""
    """The business date of the last purchase at a counter, as the hub last told; so are the next four: of a year."""
    visits: int = 0
    spent: int = 0
    """Minor units, less what came back."""
    came_back: int = 0
    """Minor units of what was bought and came back."""
    categories: tuple[str, ...] = ()
    following: str = ""
    missing: int = 0
    missing_points: int = 0
    """For the tier `following` so much, or so many points, are missing; whichever comes first (0: does not count)."""

    def stamps(self, field: str) -> str:
        """The edits that the field's value is of; "": it is as it came first."""
        return next((stamps for name, stamps in self.edited if name == field), "")

    def heard_of(self, till: str) -> int:
        """The number of the till's last entry about this member that the hub has taken."""
        return next((number for name, number in self.heard if name == till), 0)


BOOK: Final = "associate"
"""The field that says in whose book a member is; see `usecases.books`."""
FIELDS: Final[tuple[str, ...]] = ("name", "phone", "email", "birthday", "guardian", "note")
"""What a person may change of a member, each by itself; what else a shop knows of them: `member_details`."""


def is_field(name: str) -> bool:
    """Whether a member has such a field."""
    return name in FIELDS or bool(detail_kind(name))


def masked_name(name: str) -> str:
    """ "王**", "A***": as whoever stands behind the customer may read it."""
    return name[:1] + "*" * min(3, len(name) - 1) if name else ""


def masked(phone: str) -> str:
    """ "138****8000": as everybody at the counter may see it; the country only where it is not China."""
    digits = phone.removeprefix("+86")
    return f"{digits[:-8]}****{digits[-4:]}" if len(digits) > 8 else digits[-4:].rjust(len(digits), "*")


def phone_number(typed: str) -> str:
    """ "+8613800138000" of whatever was typed; Refused("phone_wrong"). Without a country it is a mobile in China."""
    plain = _BETWEEN.sub("", typed)
    if found := _CHINESE_MOBILE.fullmatch(plain):
        return "+86" + found[1]
    if found := _INTERNATIONAL.fullmatch(plain):
        return "+" + found[1]
    raise Refused("phone_wrong")
