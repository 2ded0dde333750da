"""A bound on the size of a request, before anything is read into memory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hub.problems import refusal
from posapp.contract import envelope, routes
from posapp.domain.errors import Refused
from posapp.domain.return_photo import MOST_BYTES

_MOST: Final = 64 * 1024
_MOST_OF: Final[Mapping[str, int]] = {routes.ENTRIES: envelope.MOST_BYTES, routes.RETURN_PHOTOS: MOST_BYTES}


class _TooLarge(Exception):  # noqa: N818 - an answer
    """More came than may."""


class BodyLimit:
    """Answers 413 when a request's body is, or says it is, larger than its path takes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = _MOST_OF.get(scope["path"], _MOST)
        seen = 0

        async def bounded() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > most:
                raise _TooLarge
            return message

        try:
            if _said(scope) > most:
                raise _TooLarge
            await self._app(scope, bounded, send)
        except _TooLarge:
            await refusal(Refused("request_too_large", most=most))(scope, receive, send)


def _said(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() and len(value) < 20 else 0
    return 0
