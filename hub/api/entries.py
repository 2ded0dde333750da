"""The push of journal entries. Raw bytes in and out: body models would cost a fifth of the throughput."""

from __future__ import annotations

import asyncio
from typing import Any, Final

import msgspec
from fastapi import APIRouter, Depends, Request, Response
from fastapi.routing import APIRoute
from starlette.types import Receive, Scope, Send

from hub import inbox
from hub.api.calling import Hub, bearer, caller, let_in, shown_token
from hub.feeds import appointments, arrivals, coupons, holds, member_news, offer_uses, orders, tags
from hub.problems import documented
from hub.storage import erasing, own_people, return_stock, tokens
from hub.storage.tills import Till, hashed
from posapp.contract import envelope, routes
from posapp.domain.errors import Refused


class BareRoute(APIRoute):
    """In the document like any other, but its function is given the request as it is, with nothing solved before."""

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What the function answers; the framework's own words for a method that the path does not know."""
        if scope["method"] not in (self.methods or ()):
            await super().handle(scope, receive, send)
            return
        response: Response = await self.endpoint(Request(scope, receive))
        await response(scope, receive, send)


router = APIRouter(tags=["journal"], route_class=BareRoute)

_REF: Final = "#/components/schemas/{name}"
(_BATCH, _ANSWER), SCHEMAS = msgspec.json.schema_components((envelope.Batch, envelope.Answer), ref_template=_REF)
"""SCHEMAS: what the document's components must name besides the pydantic models."""


def _content(schema: Any) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


@router.post(
    routes.ENTRIES,
    response_class=Response,
    dependencies=[Depends(bearer)],
    responses=documented(400, 401, 403, 409, ok={"description": "Every entry named", "content": _content(_ANSWER)}),
    openapi_extra={"requestBody": {"required": True, "content": _content(_BATCH)}},
)
async def push(request: Request) -> Response:
    """Takes a batch of a till's journal, exactly once. `Content-Encoding: zstd` or none."""
    data = await request.body()
    said = await asyncio.get_running_loop().run_in_executor(None, _take, request, data)
    return Response(said, media_type="application/json")


def _take(request: Request, data: bytes) -> bytes:
    """Without asking whose token it is, where this process knows that it was good: the batch's own transaction looks.
    Whatever is wrong then, the question comes first after all, and its answer counts."""
    hub: Hub = request.app.state.hub
    shown = hashed(shown_token(request))
    till = hub.remembered.till(shown)
    if till is not None:
        let_in(hub, request, till)
        try:
            return _taken(hub, request, data, till, shown)
        except (Refused, tokens.NotGood):
            hub.remembered.forget(shown)
    till = caller(hub, request)
    hub.remembered.keep(shown, till)
    return _taken(hub, request, data, till)


def _taken(hub: Hub, request: Request, data: bytes, till: Till, shown: bytes | None = None) -> bytes:
    batch = envelope.unpack(data, request.headers.get("content-encoding") == envelope.ENCODING)
    first, last = inbox.span(batch)
    now = hub.now()
    taken = hub.intake.take(till.id, first, last, lambda held: inbox.take(batch, held, now), shown)
    arrivals.follow(hub.database, till.store, taken.rows, hub.clock)
    member_news.follow(hub.database, taken.rows, hub.clock, hub.signer)
    appointments.follow(hub.database, till.store, taken.rows, hub.clock)
    holds.follow(hub.database, till.store, till.id, batch.entries, taken.rows, hub.clock)
    if taken.rows.privacy_request:
        erasing.follow(hub.database, hub.clock)
    offer_uses.follow(hub.database, taken.rows, hub.clock)
    own_people.follow(hub.database, (till.store, till.id), batch.entries, batch.private, hub.clock)
    tags.follow(hub.database, till.store, till.id, batch.entries, hub.clock)
    coupons.follow(hub.database, taken.rows.coupons, hub.clock)
    order_told = orders.follow(hub.database, till.store, batch.entries, taken.rows, hub.clock)
    if taken.rows.sale_return:
        return_stock.follow(hub.database, taken.rows.sale_return, hub.clock())
        hub.web_refunds.follow(till.id, batch.entries)
    if taken.rows.order_step:
        hub.web_refunds.wake()
    if taken.rows.notice or order_told:
        hub.delivery.wake()
    answer = envelope.Answer(batch.id, hub.epoch, taken.last_seq + 1, now, taken.results)
    return envelope.answer_bytes(answer)
