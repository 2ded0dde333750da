"""A till asks for a member whom its shop does not know."""

from __future__ import annotations

from fastapi import APIRouter

from hub.api.calling import CallingTill, TheHub
from hub.feeds.members import KEPT
from hub.problems import documented
from hub.storage import members
from posapp.contract import routes
from posapp.contract.member_calls import MemberQuestion, MembersFound

router = APIRouter(tags=["members"])


@router.post(routes.FIND_MEMBERS, responses=documented(400, 401))
def find(hub: TheHub, _till: CallingTill, asked: MemberQuestion) -> MembersFound:
    """By a whole telephone number or an id; who was enrolled twice is who remains. Each till has so many questions a
    minute, so nobody reads the whole list by trying."""
    return MembersFound(members=tuple(members.known_by(hub.database, KEPT, asked.said)))
