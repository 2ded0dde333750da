"""The stream of news: a till hears within a second which feeds of its store moved on, and fetches them itself."""

from __future__ import annotations

import asyncio
from typing import Annotated, Final

from fastapi import APIRouter, Header, Response
from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event
from starlette.types import Receive, Scope, Send

from hub.api.calling import CallingTill, Hub, TheHub
from hub.listeners import Listening
from hub.problems import documented, refusal
from hub.storage import records, tills, tokens
from hub.storage.database import Unavailable
from posapp.contract import events, routes
from posapp.domain.errors import Refused

LIFE: Final = 900.0
"""Seconds. Then the till must come again and show its token, which may have been replaced meanwhile; the stream of one
that was revoked ends at once."""

router = APIRouter(tags=["events"])

LastId = Annotated[str | None, Header(max_length=64, description="The id of the last event that the till was told.")]

SCHEMAS: Final = {"Moved": events.Moved.model_json_schema()}
"""What the document's components must name."""
_EVENT: Final = {"contentMediaType": "application/json", "contentSchema": {"$ref": "#/components/schemas/Moved"}}
_CONTENT: Final = {events.TYPE: {"schema": {"type": "string", **_EVENT}}}


class EventStream(Response):
    """One task a listener sends; one waits for it to hang up, which nothing else would tell."""

    media_type = events.TYPE

    def __init__(self, hub: Hub, till: tills.Till, last_id: str) -> None:
        super().__init__(None, headers={"Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"})
        del self.headers["content-length"]
        self._hub, self._till = hub, till
        epoch, _, cursor = last_id.rpartition(".")
        known = epoch == hub.epoch and cursor.isascii() and cursor.isdigit() and len(cursor) < 19
        self._told = int(cursor) if known else 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """All news until one of the two has had enough."""
        try:
            listening = await self._hub.listeners.join(self._till)
        except (Refused, Unavailable):
            await refusal(Refused("hub_busy"))(scope, receive, send)
            return
        hung_up = asyncio.create_task(_hung_up(receive, listening))
        try:
            heads = await asyncio.to_thread(self._heads)
            await self._send_all(listening, heads, send)
        except Unavailable:
            await refusal(Refused("hub_busy"))(scope, receive, send)
        except Refused as refused:
            await refusal(refused)(scope, receive, send)
        finally:
            hung_up.cancel()
            self._hub.listeners.leave(listening)

    def _heads(self) -> dict[str, int]:
        """How far the store's feeds are; Refused("token_revoked") of a till that was shut out while it joined."""
        if tokens.revoked_of(self._hub.database, (self._till.id,)):
            raise Refused("token_revoked")
        return dict(records.heads(self._hub.database, self._till.store))

    async def _send_all(self, listening: Listening, heads: dict[str, int], send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        since = self._told if self._told <= max(heads.values(), default=0) else 0
        await self._say(send, {noun: head for noun, head in heads.items() if head > since})
        loop = asyncio.get_running_loop()
        end = loop.time() + LIFE
        while not listening.ended and loop.time() < end:
            try:
                async with asyncio.timeout(events.HEARTBEAT):
                    await listening.woken.wait()
            except TimeoutError:
                pass  # nothing new, and that is said
            if not listening.ended:
                await self._say(send, listening.news())
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _say(self, send: Send, heads: dict[str, int]) -> None:
        """An event, or that there is none."""
        said = KEEPALIVE_COMMENT
        if heads:
            self._told = max(self._told, *heads.values())
            data = events.Moved(epoch=self._hub.epoch, at=self._hub.now(), heads=heads).model_dump_json()
            said = format_sse_event(event=events.HEADS, data_str=data, id=f"{self._hub.epoch}.{self._told}")
        await send({"type": "http.response.body", "body": said, "more_body": True})


async def _hung_up(receive: Receive, listening: Listening) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listening.end()


@router.get(
    routes.EVENTS,
    response_class=Response,
    responses=documented(401, ok={"description": "Events `heads`, each with one Moved", "content": _CONTENT}),
)
async def listen(hub: TheHub, till: CallingTill, last_event_id: LastId = None) -> EventStream:
    """News without end: a comment every 15 seconds when there is none. `id` goes back as Last-Event-ID."""
    return EventStream(hub, till, last_event_id or "")
