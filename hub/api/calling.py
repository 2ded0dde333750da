"""What every route needs: the hub's parts, and the till that calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from anyio import CapacityLimiter
from fastapi import Depends, Request
from fastapi.security import HTTPBearer

from hub.access import Attempts
from hub.catalogues import Catalogues
from hub.contacts import Contacts
from hub.listeners import Listeners
from hub.notices.delivery import Delivery
from hub.providers.merchants import Merchants
from hub.rates import Rates
from hub.signing import Signer
from hub.storage import tills, tokens
from hub.storage.database import Database
from hub.storage.intake import Intake
from hub.versions import Spoken
from hub.web_refunds import WebRefunds
from posapp.contract.version import HEADER
from posapp.domain.errors import Refused
from posapp.domain.times import to_text


@dataclass(frozen=True, slots=True)
class Hub:
    """The parts of a running hub."""

    database: Database
    epoch: str
    intake: Intake
    catalogues: Catalogues
    attempts: Attempts
    guesses: Attempts
    """Of numbers of gift cards, by till."""
    tills: Rates
    addresses: Rates
    listeners: Listeners
    clock: Callable[[], datetime]
    spoken: Spoken
    contacts: Contacts
    merchants: Merchants
    paying: CapacityLimiter
    """Threads for those who wait for a wallet's provider."""
    delivery: Delivery
    web_refunds: WebRefunds
    signer: Callable[[], Signer | None]
    """The signing key, where it lies within reach of who answers tills."""
    remembered: tokens.Remembered = field(default_factory=tokens.Remembered)

    def now(self) -> str:
        """The hub's time as text."""
        return to_text(self.clock())


async def hub_of(request: Request) -> Hub:
    """The hub that answers the request; async, or it would cost a change of thread."""
    hub: Hub = request.app.state.hub
    return hub


TheHub = Annotated[Hub, Depends(hub_of)]
bearer = HTTPBearer(auto_error=False, description="The token that enrolment gave the till.")
"""For the document; `caller` reads the header."""


def address_of(request: Request) -> str:
    """Where the call comes from."""
    return request.client.host if request.client else ""


def caller(hub: Hub, request: Request) -> tills.Till:
    """The calling till; Refused("not_enrolled", "token_revoked", "too_many_calls", "till_too_old")."""
    hub.addresses.take(address_of(request))
    token = shown_token(request)
    if not token:
        raise Refused("not_enrolled")
    till = tokens.by_token(hub.database, token, hub.clock)
    hub.tills.take(till.id)
    hub.spoken.check(request.scope["path"], request.headers.get(HEADER, ""))
    return till


def let_in(hub: Hub, request: Request, till: tills.Till) -> None:
    """One more call of a till that is known already; Refused("too_many_calls")."""
    hub.addresses.take(address_of(request))
    hub.tills.take(till.id)


def shown_token(request: Request) -> str:
    """The bearer token of the request, "" where there is none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def till_of(hub: TheHub, request: Request, _shown: Annotated[object, Depends(bearer)]) -> tills.Till:
    """The calling till, for the routes that FastAPI calls."""
    return caller(hub, request)


CallingTill = Annotated[tills.Till, Depends(till_of)]
