"""Asking the hub for a member, within the time limit of every act that needs it."""

from __future__ import annotations

from posapp.contract.member_calls import MemberQuestion
from posapp.contract.member_history import HistoryQuestion
from posapp.domain.member import Member
from posapp.domain.touch import History
from sync.client import HubClient
from sync.question import ask


def ask_members(hub: HubClient, seconds: float, said: str) -> tuple[Member, ...]:
    """Whoever is known by exactly that number or id. Refused("hub_late", "hub_away" …), see `ask`."""
    asked = MemberQuestion(said=said[:64])
    return tuple(row.value() for row in ask(hub, seconds, lambda own: own.members(asked)).members)


def ask_history(hub: HubClient, seconds: float, member: str) -> History:
    """What all shops and channels had to do with the member. Refused as above."""
    asked = HistoryQuestion(member=member[:64])
    return ask(hub, seconds, lambda own: own.member_history(asked)).value()
