"""What every till asks all day is answered without the framework's whole way through a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

_DIGITS: Final = 15
"""So many are below 2**53."""


def quick(answer: Callable[[Request], bytes | None]) -> type[APIRoute]:
    """Routes of which `answer` knows the usual question, on one thread and in one go: JSON, or None for an odd one.

    That goes the whole way, so it is checked, answered or refused as any other; the document tells of both alike.
    """

    class QuickRoute(APIRoute):
        """See `quick`."""

        async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
            """The short way, or else the whole one."""
            said = await run_in_threadpool(answer, Request(scope)) if scope["method"] in (self.methods or ()) else None
            if said is None:
                await super().handle(scope, receive, send)
            else:
                await Response(said, media_type="application/json")(scope, receive, send)

    return QuickRoute


def number(written: str) -> int | None:
    """A number as programs write it, None for anything else."""
    return int(written) if written.isascii() and written.isdigit() and len(written) <= _DIGITS else None
