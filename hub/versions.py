"""Which contract the hub speaks, what it says of it, and what it does not give to a till that is too old for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from posapp import __version__
from posapp.contract import routes
from posapp.contract.version import CONTRACT, FIRST, HEADER, LEAST, heard, said
from posapp.domain.errors import Refused
from posapp.domain.versions import Version

_CLOSED: Final = (routes.FEED.partition("{")[0], routes.SNAPSHOT)
"""Beginnings of the paths that a till below `least` is refused; its entries, and what it needs for them, never are."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """The hub's contract. From the day `update_by` on ("2026-12-31") tills must speak the same."""

    clock: Callable[[], datetime]
    contract: int = CONTRACT
    least: int = LEAST
    update_by: str = ""

    def version(self) -> Version:
        """As it is today."""
        due = bool(self.update_by) and f"{self.clock():%Y-%m-%d}" >= self.update_by
        return Version(__version__, self.contract, self.contract if due else self.least, self.update_by)

    def check(self, path: str, header: str) -> None:
        """Refused("till_too_old") for a till that must be updated before it is told more."""
        if not path.startswith(_CLOSED):
            return
        till = heard(header)
        if (till.contract if till else FIRST) < self.version().least:
            raise Refused("till_too_old")


class SaysVersion:
    """Adds the header to every answer."""

    def __init__(self, app: ASGIApp, spoken: Spoken) -> None:
        self._app, self._spoken = app, spoken

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                value = said(self._spoken.version()).encode("ascii")
                message["headers"] = [*message.get("headers", ()), (HEADER.lower().encode("ascii"), value)]
            await send(message)

        await self._app(scope, receive, told if scope["type"] == "http" else send)
