"""The feed of members: those of the shop, and those who were there lately. Personal; a till keeps it encrypted."""

from __future__ import annotations

from posapp.contract.calls import Message
from posapp.contract.feed_figures import Count, fields
from posapp.domain.member import Member


class MemberRow(Message):
    """A member, see domain.member. A row with `same_as` says only that, and who."""

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
    used: tuple[tuple[str, Count], ...] = ()

    @property
    def key(self) -> str:
        """The member's id."""
        return self.id

    def value(self) -> Member:
        """The member."""
        return Member(**fields(self))
