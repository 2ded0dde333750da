"""Copies of the members whom this shop knows; those that this till enrolled stand in `members`."""

from __future__ import annotations

from typing import Final

from posapp.domain.member import Member
from posapp.domain.member_search import Asked, fits_name, leads_to, words
from posapp.storage.copied import Copied
from posapp.storage.database import Database
from posapp.storage.members import Members

_WORDS_EACH: Final = 3
"""As many words of one member may begin alike."""


def known_members(copies: Database) -> Copied[Member]:
    """By id; found by all that somebody may say of themselves, see `domain.member_search`."""
    return Copied(copies, "members", Member, words)


def remaining(members: Copied[Member], id_: str) -> Member | None:
    """The member of this id; of one that was enrolled again, the one who remains."""
    member = members.by_key(id_)
    return members.by_key(member.same_as) if member is not None and member.same_as else member


def same_person(members: Copied[Member], entered: Members, id_: str) -> tuple[str, ...]:
    """All ids of this member: of who remains, and those that lead there, by the hub's word or by entries of this till
    that the hub has not told of yet."""
    here = dict(entered.merges())
    known = remaining(members, id_)
    one = known.id if known is not None else id_
    one = here.get(one, one)
    told = (other.id for other in members.found(leads_to(one)))
    return tuple(dict.fromkeys((one, id_, *told, *(merged for merged, into in here.items() if into == one))))


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
