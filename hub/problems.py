"""Refusals as HTTP answers: one shape for every error, in both languages, without repeating what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from hub.inbox import NotNext
from hub.storage.database import Unavailable
from posapp.contract.calls import NAMED, Problem
from posapp.domain.errors import Refused
from posapp.domain.refusal_texts import refusal_text

_STATUS: Final[Mapping[str, int]] = {
    "bad_batch": 400,
    "not_enrolled": 401,
    "token_revoked": 401,
    "not_head_office": 401,
    "code_wrong": 403,
    "code_of_till": 403,
    "code_for_new": 403,
    "other_till": 403,
    "no_such_payment": 403,
    "release_needed": 403,
    "release_refused": 403,
    "live_code_wrong": 403,
    "live_code_other": 403,
    "live_code_over": 403,
    "live_code_used": 403,
    "one_time_wrong": 403,
    "one_time_over": 403,
    "one_time_used": 403,
    "one_time_no_sms": 409,
    "one_time_no_phone": 409,
    "one_time_new_number": 409,
    "one_time_wait": 409,
    "one_time_not_sent": 409,
    "not_found": 404,
    "purse_unknown": 404,
    "no_receipt_page": 404,
    "method_wrong": 405,
    "already_issued": 409,
    "nothing_invoiceable": 409,
    "cursor_ahead": 409,
    "settled_already": 409,
    "purse_over": 409,
    "not_a_channel": 401,
    "order_claimed": 409,
    "slip_printed": 409,
    "order_elsewhere": 409,
    "order_differs": 409,
    "order_locked": 409,
    "order_not_now": 409,
    "order_over": 409,
    "refund_with_provider": 409,
    "order_sums": 422,
    "no_shop_has_it": 409,
    "batch_too_large": 413,
    "request_too_large": 413,
    "till_too_old": 426,
    "bad_request": 422,
    "invoice_fields": 422,
    "photo_unreadable": 422,
    "photo_too_large": 413,
    "too_many_attempts": 429,
    "too_many_calls": 429,
    "hub_busy": 503,
}
_OF_STATUS: Final = {404: "not_found", 405: "method_wrong", 413: "request_too_large"}
_BUSY_SECONDS: Final = 2


def documented(*statuses: int, ok: dict[str, Any] | None = None) -> dict[int | str, dict[str, Any]]:
    """The answers of a route for the OpenAPI document; too large, unreadable, too often and busy may come from any."""
    found: dict[int | str, dict[str, Any]] = {200: ok} if ok else {}
    for status in (*statuses, 413, 422, 429, 503):
        found[status] = {"description": _WORDS[status]} | ({"model": Problem} if status in _STATUS.values() else {})
    return found


def problem_of(refused: Refused, **more: int | None) -> Problem:
    """The refusal as it travels."""
    detail = str(refused.facts["reason"]) if refused.code == "bad_request" and "reason" in refused.facts else None
    zh, en = refusal_text(refused, "zh"), refusal_text(refused, "en")
    facts = {name: str(refused.facts[name]) for name in NAMED if name in refused.facts} or None
    return Problem(code=refused.code, zh=zh, en=en, detail=detail, facts=facts, **more)


def answer(problem: Problem, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """The answer that carries a problem."""
    body = problem.model_dump_json(exclude_none=True)
    return Response(body, status, dict(headers or {}), media_type="application/json")


def status_of(refused: Refused) -> int:
    """The HTTP status of a refusal."""
    return _STATUS[refused.code]


def refusal(refused: Refused) -> Response:
    """The answer to a refused call."""
    status = _STATUS[refused.code]
    seconds = {429: refused.facts.get("seconds"), 503: _BUSY_SECONDS}.get(status)
    headers = {"Retry-After": str(seconds)} if seconds else {}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return answer(problem_of(refused, retry_after=int(seconds) if seconds else None), status, headers)


def install(app: FastAPI) -> None:
    """Every way a call can fail ends in a Problem."""
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(NotNext, _not_next)
    app.add_exception_handler(Unavailable, _unavailable)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(ClientDisconnect, _hung_up)


def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return refusal(error)


def _not_next(_request: Request, error: Exception) -> Response:
    assert isinstance(error, NotNext)
    return answer(problem_of(Refused(error.code), seq=error.seq, next_seq=error.next_seq), 409)


def _unavailable(_request: Request, _error: Exception) -> Response:
    return refusal(Refused("hub_busy"))


def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    return refusal(Refused("bad_request", reason=f"{'.'.join(map(str, first['loc']))}: {first['msg']}"[:200]))


def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = _OF_STATUS.get(error.status_code, "bad_request")
    facts = {"reason": str(error.detail)[:200]} if code == "bad_request" else {}
    return answer(problem_of(Refused(code, **facts)), error.status_code, error.headers)


def _hung_up(_request: Request, _error: Exception) -> Response:
    """In the middle of what they said: nobody hears the answer, and no fault of the hub is to be looked for."""
    return refusal(Refused("bad_request", reason="the caller hung up"))


_WORDS: Final[Mapping[int, str]] = {
    206: "The part that Range asked for",
    304: "Not changed",
    400: "Nothing that can be read",
    401: "Nobody who may shows this token",
    403: "Not allowed",
    404: "No such thing",
    409: "Not in step with the hub: what to do is in the code",
    413: "Too large",
    416: "No such range",
    422: "Not a request the hub can read",
    426: "The till must be updated first; its entries are taken all the same",
    429: "Too often; try again after Retry-After",
    503: "Not now; try again after Retry-After",
}
