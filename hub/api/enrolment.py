"""A new till shows its one-time code; an enrolled one asks where it stands, and takes another token."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Depends, Request, Response

from hub.api.calling import BareRoute, CallingTill, Hub, TheHub, address_of, bearer, caller, in_thread
from hub.problems import documented
from hub.storage import records, tills, tokens
from posapp import __version__
from posapp.contract import routes
from posapp.contract.calls import EnrolAnswer, EnrolRequest, HealthAnswer, TillAnswer, TokenAnswer
from posapp.contract.version import HEADER, NEWEST
from posapp.domain.errors import Refused

router = APIRouter(tags=["enrolment"])

_MOST_NEWEST: Final = 2**53
_NEWEST: Final[dict[str, Any]] = {
    "name": NEWEST,
    "in": "header",
    "required": False,
    "schema": {
        "anyOf": [{"type": "integer", "minimum": 0, "maximum": _MOST_NEWEST}, {"type": "null"}],
        "title": NEWEST,
    },
}


@router.get(routes.HEALTH, responses=documented())
def health(hub: TheHub) -> HealthAnswer:
    """The hub is up."""
    return HealthAnswer(version=__version__, epoch=hub.epoch, at=hub.now())


@router.post(routes.ENROL, responses=documented(400, 403))
def enrol(hub: TheHub, request: Request, asked: EnrolRequest) -> EnrolAnswer:
    """A one-time code becomes a till and its token, or, of a code made for that, another token of the same till."""
    address = address_of(request)
    hub.addresses.take(address)
    hub.attempts.check(address)
    try:
        till, token = tills.enrol(hub.database, asked.code, asked.name, hub.clock(), asked.till)
    except Refused as refused:
        if refused.code == "code_wrong":
            hub.attempts.note_wrong(address)
        raise
    return EnrolAnswer(
        till=till.id,
        store=till.store,
        register_=till.register,
        series=till.series,
        token=token,
        epoch=hub.epoch,
        at=hub.now(),
    )


async def where(request: Request) -> Response:
    """What the hub holds of the till, and how far the feeds of its store are. The till says the number of its newest
    entry."""
    return await in_thread(_where, request)


router.add_api_route(
    routes.TILL,
    where,
    methods=["GET"],
    response_model=TillAnswer,
    dependencies=[Depends(bearer)],
    responses=documented(401),
    openapi_extra={"parameters": [_NEWEST]},
    route_class_override=BareRoute,
)


def _where(request: Request) -> bytes:
    hub: Hub = request.app.state.hub
    till = caller(hub, request)
    hub.contacts.note(till.id, request.headers.get(HEADER, ""), _newest(request.headers.get(NEWEST)))
    answer = TillAnswer(
        till=till.id,
        store=till.store,
        register_=till.register,
        last_seq=till.last_seq,
        last_hash=till.last_hash.hex(),
        epoch=hub.epoch,
        at=hub.now(),
        heads=dict(records.heads(hub.database, till.store)),
        renew_token=tokens.is_old(till, hub.clock()),
    )
    return answer.model_dump_json(by_alias=True).encode()


def _newest(said: str | None) -> int | None:
    """The number in the header; Refused("bad_request")."""
    if said is None:
        return None
    if not (said.isascii() and said.isdigit() and len(said) < 20 and int(said) <= _MOST_NEWEST):
        raise Refused("bad_request", reason=f"header.{NEWEST}: a number up to {_MOST_NEWEST}")
    return int(said)


@router.post(routes.TOKEN, responses=documented(401))
def another_token(hub: TheHub, till: CallingTill) -> TokenAnswer:
    """Another token for the calling till. The one it shows stays good until the new one is used."""
    return TokenAnswer(token=tokens.offer(hub.database, till.id), at=hub.now())
