"""The hub's events as they come: lines of server-sent events, read with care from whoever answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

import requests
from pydantic import ValidationError

from posapp.contract.events import HEADS, Moved
from sync.client import HubAway

PIECE = 4096
MOST_LINE = 64 * 1024
_ID = re.compile(r"[!-~]{1,64}")


@dataclass(frozen=True, slots=True)
class News:
    """Feeds that moved on; `id` is what the hub wants to be shown after a break, "" when it gave none."""

    id: str
    moved: Moved


class Stream:
    """An open answer without end. `hang_up` from another thread ends the reading."""

    def __init__(self, answer: requests.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[News | None]:
        """Each sign of life: news, or None for a heartbeat. HubAway for what no hub says."""
        return read(self._answer.iter_content(PIECE))

    def hang_up(self) -> None:
        """Nothing more comes; the reader finds the stream ended."""
        with suppress(ValueError, RuntimeError, OSError):  # it has ended by itself
            self._answer.raw.shutdown()


def read(pieces: Iterable[bytes]) -> Iterator[News | None]:
    """The events in these bytes: https://html.spec.whatwg.org/multipage/server-sent-events.html, for LF and CRLF."""
    fields: dict[str, str] = {}
    for line in _lines(pieces):
        if line:
            field, _, value = line.partition(":")
            fields[field] = value.removeprefix(" ")
            continue
        if fields.get("event") == HEADS:
            yield _news(fields)
        elif fields:
            yield None
        fields = {}


def _lines(pieces: Iterable[bytes]) -> Iterator[str]:
    rest = b""
    for piece in pieces:
        *lines, rest = (rest + piece).split(b"\n")
        if len(rest) > MOST_LINE or any(len(line) > MOST_LINE for line in lines):
            raise HubAway("a line without end")
        for line in lines:
            yield line.removesuffix(b"\r").decode("utf-8", "replace")


def _news(fields: dict[str, str]) -> News:
    try:
        moved = Moved.model_validate_json(fields.get("data", ""))
    except ValidationError as error:
        raise HubAway("an answer that is none") from error
    id_ = fields.get("id", "")
    return News(id_ if _ID.fullmatch(id_) else "", moved)
