"""Running the hub: how its server starts and stops."""

from __future__ import annotations

import signal
import socket
import sys
import threading
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


class _Server(uvicorn.Server):
    """Says goodbye to those who listen without end, before it waits for every answer under way to be complete."""

    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        super().__init__(config)
        self._hub = hub

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """See uvicorn."""
        self._hub.listeners.close()
        await super().shutdown(sockets)


def server_of(app: FastAPI, address: Address) -> uvicorn.Server:
    """The server, to be run with `run(sockets=[...])`; it ends on SIGTERM, SIGINT or `should_exit`."""
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=_GRACE,
        server_header=False,
        ssl_certfile=address.certificate,
        ssl_keyfile=address.key,
    )
    return _Server(config, app.state.hub)


def end_on_signals(server: uvicorn.Server) -> None:
    """Makes SIGTERM and SIGINT an orderly end; uvicorn, once stopped, raises them again for whoever was there."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)


def renew_on_signal(server: uvicorn.Server, address: Address) -> None:
    """SIGHUP: certificate and key are read again, for connections from then on. Windows has no such signal."""
    if address.certificate is None or sys.platform == "win32":
        return
    certificate = address.certificate

    def renew(_signal: int, _frame: FrameType | None) -> None:
        reload(lambda: getattr(server.config, "ssl", None), certificate, address.key)  # not there before it runs

    signal.signal(signal.SIGHUP, renew)


def end_with(stream: IO[bytes], server: uvicorn.Server) -> None:
    """Stops the server when the stream closes: a hub that was started for a demonstration does not outlive its till."""

    def wait() -> None:
        while stream.read(4096):
            pass
        server.should_exit = True

    threading.Thread(target=wait, name="end-with-parent", daemon=True).start()
