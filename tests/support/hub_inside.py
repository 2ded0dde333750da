"""The hub of a replay's stage in the test's own process: for tests of what a script does, not of how a hub starts."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from hub.__main__ import main
from posapp.commands.hub_process import HubProcess
from posapp.contract.shop_file import read_shop_file
from posapp.domain.errors import Refused
from tests.support.hub import ReadyHubs, RunningHub
from tests.support.wallets import InsideWallets


class HubInside(HubProcess):
    """The same app over the same files, on a port of this process; its commands are called instead of started."""

    def __init__(self, folder: Path, ready: ReadyHubs) -> None:
        super().__init__(folder)
        self._ready = ready
        self._running: RunningHub | None = None

    def start(self, load: Path | None = None, port: int = 0, *, own_pages: bool = False) -> None:
        """As the process does; a shop file that was loaded before is there at once, with the pages that it names."""
        if load is None:
            self._running = RunningHub(self._folder, port=port)
        else:
            content = load.read_bytes()
            self._running = running = self._ready.start(self._folder, content, port)
            self.codes = {
                store.id: {register: running.code(store.id, register) for register in store.tills}
                for store in read_shop_file(content).stores
            }
        self.url = self._running.url

    def wallets(self, folder: Path) -> InsideWallets:
        """In this process too."""
        return InsideWallets(folder, self._folder)

    def code(self, store: str, register: str) -> str:
        """Told when the shop file was loaded, or a new one."""
        told = self.codes.get(store, {}).pop(register, None)
        return told or self.command("code", "--store", store, "--register", register)

    def command(self, name: str, *more: str, typed: str = "") -> str:
        """What the hub's command prints."""
        said, no, mask, keys = io.StringIO(), io.StringIO(), os.umask(0o077), sys.stdin
        sys.stdin = io.StringIO(typed)
        try:
            with redirect_stdout(said), redirect_stderr(no):
                code = main([name, "--data-dir", str(self._folder), *more])
        finally:
            sys.stdin = keys
            os.umask(mask)
        if code:
            raise Refused("hub_said_no", reason=no.getvalue().strip().removeprefix("hub: "))
        return said.getvalue().strip()

    def stop(self) -> None:
        """Its port is closed."""
        if self._running is not None:
            self._running.stop()
            self._running, self.url = None, ""


def hubs_inside(ready: ReadyHubs) -> Callable[[Path], HubProcess]:
    """Makes them."""
    return lambda folder: HubInside(folder, ready)
