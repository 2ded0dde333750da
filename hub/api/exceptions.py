"""Head office looks at the exceptions of all stores and settles them, with a token that no till has."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.security import HTTPBearer

from hub.api.calling import CallingTill, TheHub, address_of, shown_token
from hub.problems import documented
from hub.storage import exceptions, members, offices
from posapp.contract import routes
from posapp.contract.calls import MemberAnswer
from posapp.contract.exceptions import ExceptionPage, ExceptionRow, SettleRequest

router = APIRouter(tags=["exceptions"])

office_bearer = HTTPBearer(
    auto_error=False, scheme_name="HeadOffice", description="A token made by `hub office NAME`; no till's token."
)


def office_of(hub: TheHub, request: Request, _shown: Annotated[object, Depends(office_bearer)]) -> str:
    """Who at head office calls; Refused("not_head_office", "too_many_calls")."""
    hub.addresses.take(address_of(request))
    return offices.by_token(hub.database, shown_token(request))


CallingOffice = Annotated[str, Depends(office_of)]
Store = Annotated[str | None, Query(max_length=64, pattern=r"^[^\x00-\x1f\x7f]+$")]
After = Annotated[str, Query(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
Limit = Annotated[int, Query(ge=1, le=exceptions.PAGE)]
Member = Annotated[str, Path(max_length=64, pattern=r"^[^\x00-\x1f\x7f/]+$")]


@router.get(routes.EXCEPTIONS, responses=documented(401))
def listed(
    hub: TheHub,
    _office: CallingOffice,
    store: Store = None,
    settled: bool = False,
    after: After = "",
    limit: Limit = exceptions.PAGE,
) -> ExceptionPage:
    """The open ones of one store or of all; with `settled` the settled ones too."""
    return exceptions.page(hub.database, store, settled=settled, after=after, limit=limit)


@router.post(routes.SETTLE, responses=documented(400, 401, 404, 409))
def settle(hub: TheHub, office: CallingOffice, asked: SettleRequest) -> ExceptionRow:
    """Settles one; saying the same again changes nothing."""
    return exceptions.settle(hub.database, asked, office, hub.clock(), f"{office} (head office)")


@router.get(routes.MEMBER, responses=documented(401, 404))
def member(hub: TheHub, _till: CallingTill, member: Member) -> MemberAnswer:
    """Whom a member's id means today: of two enrolled under one telephone number the first."""
    return MemberAnswer(asked=member, id=members.resolve(hub.database, member))
