"""The hub's real application over its real database, called without a socket; it can be killed and put back."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar, TypeVarTuple, Unpack
from unittest.mock import patch
from urllib.parse import unquote

import sqlcipher3.dbapi2 as sqlite
from anyio import to_thread
from sqlalchemy import Engine, create_engine

from bench.simulation.kill import HUB, Killed, next_life, run_until
from hub.api.calling import Hub
from hub.app import create_app
from hub.problems import problem_of
from hub.storage.database import open_database, renew_epoch, sqlite_url
from posapp.contract import routes
from posapp.domain.errors import Refused

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. `whole` is False when the caller hung up in the middle of the body."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""
    whole: bool = True

    @property
    def path(self) -> str:
        """Without the query."""
        return self.target.partition("?")[0]


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer."""

    status: int
    headers: dict[str, str]
    body: bytes


TROUBLE: Final = Answered(500, {"content-type": "text/plain"}, b"Internal Server Error")
_FILES: Final = routes.SNAPSHOT + "/"
NO_NEWS: Final = Answered(
    404,
    {"content-type": "application/json"},
    problem_of(Refused("not_found")).model_dump_json(exclude_none=True).encode(),
)
"""To whoever wants to listen: an answer without end would hold up the one thread there is. So tills poll, as they do
with a hub that knows no stream."""


class Off(Exception):  # noqa: N818 - a state
    """Nobody listens there, or whoever did died without an answer."""


class SimulatedHub:
    """Runs between `start` and `stop`. `kill_at`: the next push ends the hub at that step of its work; `faults`: errors
    that no answer was made for."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self.folder = folder
        self._now = now
        self._loop = _Here()
        self.running = False
        self.kill_at = 0
        self.faults: list[str] = []
        self.start()

    def start(self) -> None:
        """Open the database and answer."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with patch("hub.storage.database.create_engine", _engine):
            self.database = open_database(sqlite_url(self.folder / "hub.db"))
        self._app = create_app(self.database, self.folder / "catalogues", self._now)
        self.running = True

    def stop(self) -> None:
        """Stop answering; the files stay."""
        if self.running:
            self.running = False
            self.parts.catalogues.close()
            self.database.close()

    def close(self) -> None:
        """The end."""
        self.stop()
        self._loop.close()

    @property
    def parts(self) -> Hub:
        """Its parts."""
        parts: Hub = self._app.state.hub
        return parts

    def save(self) -> Path:
        """A copy of its folder, as a backup of the night would be."""
        copy = self.folder.with_name("saved")
        shutil.rmtree(copy, ignore_errors=True)
        self.stop()
        shutil.copytree(self.folder, copy)
        self.start()
        return copy

    def restore(self, copy: Path, store: str) -> None:
        """That copy comes back, and a person says so (`hub restored`); the store's catalogue is built at once."""
        self.stop()
        shutil.rmtree(self.folder)
        shutil.copytree(copy, self.folder)
        self.start()
        with self.database.write() as connection:
            renew_epoch(connection)
        self.stop()
        self.start()
        self.parts.catalogues.build(store)

    def answer(self, asked: Asked) -> Answered:
        """The answer of a running hub; Off when it does not run, was killed over this, or the caller hung up."""
        if not self.running:
            raise Off
        if not self.kill_at or asked.method != "POST":
            return self._call(asked)
        step, self.kill_at = self.kill_at, 0
        try:
            run_until(step, lambda: self._call(asked), self.folder, HUB)
        except Killed:
            self.stop()
            self.folder = next_life(self.folder)
            raise Off from None

    def _call(self, asked: Asked) -> Answered:
        """What the server would send: 500 for a fault of the program, which is remembered."""
        if asked.path == routes.EVENTS:
            return NO_NEWS
        threads, to_thread.run_sync = to_thread.run_sync, _here  # type: ignore[assignment]
        try:
            answering = _ask(self._app, asked)
            if asked.path.startswith(_FILES):  # a file is sent by a task, which needs a loop that goes round
                answer = self._loop.run_until_complete(answering)
            else:
                answer = self._loop.ends(answering)
        except Exception as error:
            self.faults.append(f"{asked.method} {asked.path}: {error!r}")
            return TROUBLE
        finally:
            to_thread.run_sync = threads
        if not asked.whole:
            raise Off  # nobody is there any more to be answered
        return answer


def _engine(url: str, **settings: Any) -> Engine:
    """One that knows the statements which were compiled in an earlier life of any hub: they are the same each time, and
    compiling them took a tenth of a day."""
    engine, known = create_engine(url, **settings), _known()
    engine.dialect, engine._compiled_cache = known.dialect, known._compiled_cache
    return engine


@cache
def _known() -> Engine:
    engine = create_engine("sqlite://", module=sqlite)
    engine.connect().close()  # a dialect gets to know its database with the first connection
    return engine


async def _ask(app: Any, asked: Asked) -> Answered:
    path, _, query = asked.target.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": asked.method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in asked.headers],
        "client": ("127.0.0.1", 1),
        "server": ("hub", 80),
        "state": {},
    }
    coming = [{"type": "http.request", "body": asked.body, "more_body": not asked.whole}]
    said: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        if asked.whole and not coming:
            await asyncio.get_running_loop().create_future()  # a caller who waits for the answer says nothing more
        return coming.pop() if coming else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        said.append(message)

    await app(scope, receive, send)
    headers = {name.decode(): value.decode() for name, value in said[0]["headers"]}
    return Answered(said[0]["status"], headers, b"".join(message.get("body", b"") for message in said[1:]))


async def _here(function: Callable[..., T], *args: Any, **_: Any) -> T:
    """In place of anyio's threads."""
    return function(*args)


class _Here(asyncio.SelectorEventLoop):
    """A loop that goes round for nobody. What the hub gives to a thread runs at once, in this one: nothing happens in
    an order that chance did not set, and an answer is there when its coroutine was called once."""

    def ends(self, answering: Coroutine[Any, Any, T]) -> T:
        """What it returns; RuntimeError when it waits for something."""
        asyncio._set_running_loop(self)
        try:
            answering.send(None)
        except StopIteration as end:
            answered: T = end.value
            return answered
        finally:
            asyncio._set_running_loop(None)
            answering.close()
        raise RuntimeError("an answer that waits")

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[Unpack[Ts]], T], *args: *Ts
    ) -> asyncio.Future[T]:
        """Done when it returns. Killed ends the caller too."""
        future = self.create_future()
        try:
            future.set_result(func(*args))
        except Exception as error:
            future.set_exception(error)
        return future
