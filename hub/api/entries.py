"""The push of journal entries. Raw bytes in and out: body models would cost a fifth of the throughput."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from hub import inbox
from hub.api.calling import Credentials, Hub, TheHub, till_of
from hub.problems import documented
from posapp.contract import envelope, routes

router = APIRouter(tags=["journal"])

_REF: Final = "#/components/schemas/{name}"
(_BATCH, _ANSWER), SCHEMAS = msgspec.json.schema_components((envelope.Batch, envelope.Answer), ref_template=_REF)
"""SCHEMAS: what the document's components must name besides the pydantic models."""


def _content(schema: Any) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


@router.post(
    routes.ENTRIES,
    response_class=Response,
    responses=documented(400, 401, 403, 409, ok={"description": "Every entry named", "content": _content(_ANSWER)}),
    openapi_extra={"requestBody": {"required": True, "content": _content(_BATCH)}},
)
async def push(hub: TheHub, credentials: Credentials, request: Request) -> Response:
    """Takes a batch of a till's journal, exactly once. `Content-Encoding: zstd` or none."""
    data = await request.body()
    compressed = request.headers.get("content-encoding") == envelope.ENCODING
    return Response(await run_in_threadpool(_take, hub, credentials, data, compressed), media_type="application/json")


def _take(hub: Hub, credentials: Credentials, data: bytes, compressed: bool) -> bytes:
    till = till_of(hub, credentials)
    batch = envelope.unpack(data, compressed)
    first, last = inbox.span(batch)
    now = hub.now()
    taken = hub.intake.take(till.id, first, last, lambda held: inbox.take(batch, held, now))
    answer = envelope.Answer(batch.id, hub.epoch, taken.last_seq + 1, now, taken.results)
    return envelope.answer_bytes(answer)
