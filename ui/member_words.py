"""How a member is written on the screen, where the queue reads along: surname, last digits, tier."""

from __future__ import annotations

from posapp.domain.mail import masked_mail
from posapp.domain.member import Member, masked, masked_name
from posapp.domain.store import Store, tier_name
from posapp.domain.typed import shown
from ui.kit.result_list import Result


def called(member: Member) -> str:
    """As short as a chip needs it; who gave no name is their number's end."""
    return masked_name(shown(member.name)) or masked(member.phone) or shown(member.id)


def tier_of(member: Member, store: Store, language: str) -> str:
    """What the tier is called; a bare id is nobody's word."""
    named = tier_name(store, member.tier, language)
    return "" if named == member.tier else shown(named)


def row_of(member: Member, store: Store, language: str) -> Result:
    """A member in a list: to be told from others by the digits, never by more."""
    detail = " · ".join(part for part in (masked(member.phone), tier_of(member, store, language)) if part)
    return Result(member.id, called(member), detail, icon="user-round", tint=2)


def covered(member: Member, field: str) -> str:
    """A field as everybody may see it."""
    return covered_value(field, str(getattr(member, field)))


def covered_value(field: str, value: str) -> str:
    """Also of a value that another till wrote."""
    if field == "phone":
        return masked(value)
    if field == "email":
        return masked_mail(value) if value else ""
    if field in ("name", "guardian"):
        return masked_name(shown(value))
    return "••••" if value else ""
