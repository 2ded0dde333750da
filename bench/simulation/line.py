"""The line between a till and the hub: what HubClient sends through instead of a socket, and all that can go wrong."""

from __future__ import annotations

import io
import json
import random
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Final, Literal

from requests import ConnectionError as NoConnection
from requests import PreparedRequest, ReadTimeout, Response
from requests.adapters import HTTPAdapter
from urllib3 import HTTPResponse

from bench.simulation.hub import TROUBLE, Answered, Asked, Off, SimulatedHub

Fate = Literal[
    "ok",
    "refuse",
    "cut_request",
    "cut_answer",
    "twice",
    "stall",
    "held",
    "earlier_answer",
    "garble_request",
    "garble_answer",
    "captive",
    "too_many",
    "trouble",
]
Weather = Mapping[Fate, int]

GOOD: Final[Weather] = {"ok": 1}
CHANGEABLE: Final[Weather] = {
    "ok": 40,
    "refuse": 3,
    "cut_request": 4,
    "cut_answer": 6,
    "twice": 6,
    "stall": 3,
    "held": 5,
    "earlier_answer": 3,
    "garble_request": 3,
    "garble_answer": 3,
    "captive": 2,
    "too_many": 2,
    "trouble": 2,
}
DEAD: Final[Weather] = {"refuse": 5, "stall": 1, "captive": 1}
STALL: Final = 10.0
"""Seconds until the till gives up on an answer, as in sync/client.py."""

_PORTAL: Final = Answered(200, {"content-type": "text/html"}, b"<html><body>Welcome to the free WiFi</body></html>")
_TOO_MANY: Final = Answered(
    429,
    {"content-type": "application/json", "retry-after": "5"},
    json.dumps({"code": "too_many_attempts", "zh": "请稍后", "en": "Later", "retry_after": 5}).encode(),
)


class Line(HTTPAdapter):
    """One till's line. `weather` weighs the fates; `seen` counts them; `passes` lets virtual seconds go by."""

    def __init__(self, hub: SimulatedHub, chance: random.Random, passes: Callable[[float], None]) -> None:
        super().__init__()
        self.weather: Weather = GOOD
        self.seen: Counter[str] = Counter()
        self._hub, self._chance, self._passes = hub, chance, passes
        self._held: list[Asked] = []
        self._last: dict[str, Answered] = {}

    def send(self, request: PreparedRequest, *_: Any, **__: Any) -> Response:
        """One request and its fate."""
        self._let_go()
        body = request.body or b""
        asked = Asked(
            request.method or "",
            request.path_url,
            tuple((str(name), str(value)) for name, value in request.headers.items()),
            body if isinstance(body, bytes) else body.encode(),
        )
        fate = self._chance.choices(list(self.weather), list(self.weather.values()))[0]
        self.seen[fate] += 1
        return self._response(request, *self._meets(asked, fate))

    def _meets(self, asked: Asked, fate: Fate) -> tuple[Answered, int | None]:
        """The answer, and after how many bytes it breaks off."""
        match fate:
            case "refuse":
                raise NoConnection("refused")
            case "captive":
                return _PORTAL, None
            case "too_many":
                return _TOO_MANY, None
            case "trouble":
                return TROUBLE, None
            case "held":
                self._held.append(asked)
                self._passes(STALL)
                raise ReadTimeout("no answer")
            case "cut_request":
                if asked.body:
                    half = asked.body[: self._place(len(asked.body))]
                    self._asked(Asked(asked.method, asked.target, asked.headers, half, whole=False))
                raise NoConnection("cut")
            case "garble_request" if asked.body:
                return self._asked(Asked(asked.method, asked.target, asked.headers, self._garbled(asked.body))), None
            case "twice":
                self._asked(asked)
        before = self._last.get(asked.path)
        answer = self._asked(asked)
        if fate == "stall":
            self._passes(STALL)
            raise ReadTimeout("no answer")
        if fate == "earlier_answer" and before is not None:
            return before, None
        if fate == "cut_answer":
            if self._chance.random() < 0.2:
                raise NoConnection("cut before the answer")
            return answer, self._place(len(answer.body))
        if fate == "garble_answer":
            return Answered(answer.status, answer.headers, self._garbled(answer.body)), None
        return answer, None

    def _asked(self, asked: Asked) -> Answered:
        try:
            answer = self._hub.answer(asked)
        except Off as error:
            raise NoConnection("the hub is away") from error
        self._last[asked.path] = answer
        return answer

    def _let_go(self) -> None:
        """A request that was held up somewhere arrives after later ones; nobody waits for its answer."""
        if self._held and self._chance.random() < 0.4:
            late = self._held.pop(self._place(len(self._held)))
            self.seen["arrived late"] += 1
            try:
                self._hub.answer(late)
            except Off:
                self.seen["arrived nowhere"] += 1

    def arrive(self) -> None:
        """Everything that is still held up arrives now."""
        while self._held:
            self._let_go()

    def _place(self, length: int) -> int:
        """Somewhere in so many bytes; always one draw, so that lengths do not disturb what comes after."""
        return int(self._chance.random() * length)

    def _garbled(self, body: bytes) -> bytes:
        at = self._place(len(body))
        return body[:at] + bytes([body[at] ^ (1 << self._place(8))]) + body[at + 1 :] if body else body

    def _response(self, request: PreparedRequest, answer: Answered, breaks_at: int | None) -> Response:
        headers = {**answer.headers, "content-length": str(len(answer.body))}
        raw = HTTPResponse(
            io.BytesIO(answer.body[:breaks_at]),
            headers,
            answer.status,
            preload_content=False,
            request_method=request.method,
        )
        return self.build_response(request, raw)
