"""Copies of the members whom this shop knows; those that this till enrolled stand in `members`."""

from __future__ import annotations

from typing import Final

from posapp.domain.member import Member
from posapp.domain.member_search import Asked, fits_name, words
from posapp.storage.copied import Copied
from posapp.storage.database import Database

_WORDS_EACH: Final = 3
"""As many words of one member may begin alike."""


def known_members(copies: Database) -> Copied[Member]:
    """By id; found by all that somebody may say of themselves, see `domain.member_search`."""
    return Copied(copies, "members", Member, words)


def remaining(members: Copied[Member], id_: str) -> Member | None:
    """The member of this id; of one that was enrolled again, the one who remains."""
    member = members.by_key(id_)
    return members.by_key(member.same_as) if member is not None and member.same_as else member


def fitting(members: Copied[Member], wanted: Asked, most: int) -> tuple[Member, ...]:
    """At most so many whom the question may mean, each once, who remain; those first whose very word it is."""
    if wanted.last:
        named = [member for member in members.found(wanted.last) if fits_name(member, wanted.name)]
        if named:
            return tuple(named[:most])
    found: dict[str, Member] = {}
    for word in wanted.words:
        for member in members.begins(word, most * _WORDS_EACH):
            found.setdefault(member.id, member)
    return tuple(found.values())[:most]
