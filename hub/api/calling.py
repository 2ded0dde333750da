"""What every route needs: the hub's parts, and the till that calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPBearer

from hub.access import Attempts
from hub.catalogues import Catalogues
from hub.listeners import Listeners
from hub.storage import tills
from hub.storage.database import Database
from hub.storage.intake import Intake
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
    listeners: Listeners
    clock: Callable[[], datetime]

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


def caller(hub: Hub, request: Request) -> tills.Till:
    """The calling till; Refused("not_enrolled")."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise Refused("not_enrolled")
    return tills.by_token(hub.database, token.strip())


def till_of(hub: TheHub, request: Request, _shown: Annotated[object, Depends(bearer)]) -> tills.Till:
    """The calling till, for the routes that FastAPI calls."""
    return caller(hub, request)


CallingTill = Annotated[tills.Till, Depends(till_of)]
