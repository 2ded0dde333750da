"""Copies of the members whom this shop knows; those that this till enrolled stand in `members`."""

from __future__ import annotations

from collections.abc import Iterator

from posapp.domain.member import Member
from posapp.storage.copied import Copied
from posapp.storage.database import Database


def known_members(copies: Database) -> Copied[Member]:
    """By id; found by telephone number, its last four digits, and card."""
    return Copied(copies, "members", Member, _words)


def _words(member: Member) -> Iterator[str]:
    if member.phone:
        yield member.phone
        yield member.phone[-4:]
    if member.code:
        yield member.code


def remaining(members: Copied[Member], id_: str) -> Member | None:
    """The member of this id; of one that was enrolled again, the one who remains."""
    member = members.by_key(id_)
    return members.by_key(member.same_as) if member is not None and member.same_as else member
