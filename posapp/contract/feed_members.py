"""The feed of members: those of the shop, and those who were there lately. Personal; a till keeps it encrypted."""

from __future__ import annotations

from posapp.contract.calls import Message
from posapp.contract.feed_figures import Count, Minor, fields
from posapp.contract.feed_follow_ups import ContactRow, FollowUpRow
from posapp.domain.consent import ConsentText
from posapp.domain.member import Member


class ConsentRow(Message):
    """The words that members agree to, see domain.consent; without a version: the program's own."""

    version: str = ""
    zh: str = ""
    en: str = ""

    @classmethod
    def of(cls, text: ConsentText) -> ConsentRow:
        """The row of the words."""
        own = text == ConsentText()
        return cls() if own else cls(version=text.version, zh=text.zh, en=text.en)

    def value(self) -> ConsentText:
        """The words."""
        return ConsentText(self.version, self.zh, self.en) if self.version else ConsentText()


class MemberRow(Message):
    """A member, see domain.member. A row with `same_as` says only that, and who; one with `erased` only that, and when:
    a till drops what it holds of them, and of whoever collected `erased_orders`."""

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
    guardian: str = ""
    spelled: tuple[str, ...] = ()
    agreed: tuple[tuple[str, str, str, str], ...] = ()
    edited: tuple[tuple[str, str], ...] = ()
    clashes: tuple[tuple[str, str], ...] = ()
    heard: tuple[tuple[str, Count], ...] = ()
    erased: str = ""
    erased_orders: tuple[str, ...] = ()
    associate: str = ""
    details: tuple[tuple[str, str, str, str], ...] = ()
    follow_ups: tuple[FollowUpRow, ...] = ()
    contacts: tuple[ContactRow, ...] = ()
    last_bought: str = ""
    visits: Count = 0
    spent: Minor = 0
    came_back: Minor = 0
    categories: tuple[str, ...] = ()
    following: str = ""
    missing: Minor = 0
    missing_points: Count = 0

    @property
    def key(self) -> str:
        """The member's id."""
        return self.id

    def value(self) -> Member:
        """The member."""
        tasks = {"follow_ups": tuple(row.value() for row in self.follow_ups)}
        return Member(**fields(self) | tasks | {"contacts": tuple(row.value() for row in self.contacts)})
