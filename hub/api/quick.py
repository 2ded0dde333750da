"""What every till asks all day is answered without the framework's whole way through a question."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Final

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

_DIGITS: Final = 15
"""So many are below 2**53."""


def quick(answer: Callable[[Request], bytes | None]) -> type[APIRoute]:
    """Routes of which `answer` knows the usual question, on one thread and in one go: JSON, or None for an odd one.

    That goes the whole way, so it is checked, answered or refused as any other; the document tells of both alike.
    """

    class QuickRoute(APIRoute):
        """See `quick`."""

        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            """The short way, and behind it the whole one."""
            whole = super().get_route_handler()

            async def handle(request: Request) -> Response:
                said = await run_in_threadpool(answer, request)
                return await whole(request) if said is None else Response(said, media_type="application/json")

            return handle

    return QuickRoute


def number(written: str) -> int | None:
    """A number as programs write it, None for anything else."""
    return int(written) if written.isascii() and written.isdigit() and len(written) <= _DIGITS else None
