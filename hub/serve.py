"""Running the hub: how its server starts and stops."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import threading
from contextlib import suppress
from types import FrameType
from typing import IO, Final

import uvicorn
from fastapi import FastAPI

from hub.address import Address
from hub.api.calling import Hub
from hub.certificate import reload

KEEP_ALIVE: Final = 75
"""Seconds an idle connection stays open: longer than a polling till waits between two questions."""
_GRACE: Final = 5
_TICK: Final = 1.0


class HubServer(uvicorn.Server):
    """uvicorn that ends when it is told to, instead of looking ten times a second and then waiting a tenth for nothing.

    Whoever closes the demonstration waits for this, and so does every replay.
    """

    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        super().__init__(config)
        self._hub = hub
        self._loop: asyncio.AbstractEventLoop | None = None
        self._told = asyncio.Event()

    def end(self) -> None:
        """From any thread and from a signal; a second time does nothing."""
        self.should_exit = True
        if self._loop is not None:
            with suppress(RuntimeError):  # it has ended
                self._loop.call_soon_threadsafe(self._told.set)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal while it runs."""
        super().handle_exit(sig, frame)
        self.end()

    async def main_loop(self) -> None:
        """Until told; once a second the date in the answers is renewed."""
        self._loop = asyncio.get_running_loop()
        while not await self.on_tick(0):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._told.wait(), _TICK)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Idle connections are closed at once; for calls that are still being answered uvicorn waits its own way.

        Whoever listens without end is sent away first: nothing would ever complete that answer.
        """
        self._hub.listeners.close()
        for listening in (*self.servers, *(sockets or ())):
            listening.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await asyncio.sleep(0.001)
        if self.server_state.connections or self.server_state.tasks:
            await super().shutdown(sockets)
        else:
            await self.lifespan.shutdown()


def server_of(app: FastAPI, address: Address) -> HubServer:
    """The server, to be run with `run(sockets=[...])`; it ends on SIGTERM, SIGINT or `end()`."""
    config = uvicorn.Config(
        app,
        log_config=None,  # warnings go to the standard error as it is by then
        log_level="warning",
        access_log=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=_GRACE,
        server_header=False,
        ssl_certfile=address.certificate,
        ssl_keyfile=address.key,
    )
    return HubServer(config, app.state.hub)


def end_on_signals(server: HubServer) -> None:
    """Makes SIGTERM and SIGINT an orderly end; uvicorn, once stopped, raises them again for whoever was there."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        server.end()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)


def renew_on_signal(server: HubServer, address: Address) -> None:
    """SIGHUP: certificate and key are read again, for connections from then on. Windows has no such signal."""
    if address.certificate is None or sys.platform == "win32":
        return
    certificate = address.certificate

    def renew(_signal: int, _frame: FrameType | None) -> None:
        reload(lambda: getattr(server.config, "ssl", None), certificate, address.key)  # not there before it runs

    signal.signal(signal.SIGHUP, renew)


def end_with(stream: IO[bytes], server: HubServer) -> None:
    """Stops the server when the stream closes: a hub that was started for a demonstration does not outlive its till."""

    def wait() -> None:
        while stream.read(4096):
            pass
        server.end()

    threading.Thread(target=wait, name="end-with-parent", daemon=True).start()


def give_way() -> None:
    """From here on, this thread and those that it starts run when nobody else on the machine wants to; where the system
    has no such word nothing changes."""
    if sys.platform == "linux":
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
