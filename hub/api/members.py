"""A till asks for a member whom its shop does not know."""

from __future__ import annotations

from fastapi import APIRouter

from hub.api.calling import CallingTill, TheHub
from hub.problems import documented
from hub.storage import member_history, members
from hub.storage.member_values import KEPT
from posapp.contract import routes
from posapp.contract.member_calls import MemberQuestion, MembersFound
from posapp.contract.member_history import HistoryQuestion, MemberHistory

router = APIRouter(tags=["members"])


@router.post(routes.FIND_MEMBERS, responses=documented(400, 401))
def find(hub: TheHub, _till: CallingTill, asked: MemberQuestion) -> MembersFound:
    """By a whole telephone number or an id; who was enrolled twice is who remains. Each till has so many questions a
    minute, so nobody reads the whole list by trying."""
    return MembersFound(members=tuple(members.known_by(hub.database, KEPT, asked.said)))


@router.post(routes.MEMBER_HISTORY, responses=documented(400, 401))
def look_back(hub: TheHub, till: CallingTill, asked: HistoryQuestion) -> MemberHistory:
    """Purchases of all shops and channels, and what was done with the member's record; without anything personal."""
    return member_history.history(hub.database, asked.member, hub.clock(), till.store)
