"""A new till shows its one-time code; an enrolled one asks where it stands, and takes another token."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Request

from hub.api.calling import CallingTill, Hub, TheHub, address_of, caller
from hub.api.quick import number, quick
from hub.problems import documented
from hub.storage import records, tills, tokens
from posapp import __version__
from posapp.contract import routes
from posapp.contract.calls import EnrolAnswer, EnrolRequest, HealthAnswer, TillAnswer, TokenAnswer
from posapp.contract.version import HEADER, NEWEST
from posapp.domain.errors import Refused

router = APIRouter(tags=["enrolment"])


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


def _where(hub: Hub, till: tills.Till, version: str, newest: int | None) -> TillAnswer:
    hub.contacts.note(till.id, version, newest)
    return TillAnswer(
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


def _quick_where(request: Request) -> bytes | None:
    hub: Hub = request.app.state.hub
    said = request.headers.get(NEWEST)
    newest = None if said is None else number(said)
    if newest is None and said is not None:
        return None
    told = _where(hub, caller(hub, request), request.headers.get(HEADER, ""), newest)
    return told.model_dump_json(by_alias=True).encode()


standing = APIRouter(tags=["enrolment"], route_class=quick(_quick_where))


@standing.get(routes.TILL, responses=documented(401))
def where(
    hub: TheHub,
    till: CallingTill,
    request: Request,
    newest: Annotated[int | None, Header(alias=NEWEST, ge=0, le=2**53)] = None,
) -> TillAnswer:
    """What the hub holds of the till, and how far the feeds of its store are. The till says the number of its newest
    entry."""
    return _where(hub, till, request.headers.get(HEADER, ""), newest)


router.routes.extend(standing.routes)  # see _ROUTES in hub/app.py


@router.post(routes.TOKEN, responses=documented(401))
def another_token(hub: TheHub, till: CallingTill) -> TokenAnswer:
    """Another token for the calling till. The one it shows stays good until the new one is used."""
    return TokenAnswer(token=tokens.offer(hub.database, till.id), at=hub.now())
