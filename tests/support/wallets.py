"""Simulated wallets in this process, for a hub in it: the program that a shop would start, without the start."""

from __future__ import annotations

import shutil
import threading
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hub.providers.simulated import SimulatedWallets
from hub.providers.simulated_keys import Keys
from posapp.commands.simulated_process import charges_in

WECHAT, ALIPAY = "134567890123456789", "287654321098765432"


@cache
def _keys() -> TemporaryDirectory[str]:
    """Made once in a test process; the folder goes with it."""
    folder = TemporaryDirectory(prefix="posapp-keys-")
    Keys(Path(folder.name))
    return folder


class InsideWallets:
    """Between `start` and `stop`; the hub whose folder is told asks them."""

    def __init__(self, folder: Path, hub: Path) -> None:
        self._folder, self._tell = folder / "wallets", hub / "wallets.json"
        shutil.copytree(_keys().name, self._folder, dirs_exist_ok=True)
        self._port = 0

    def start(self, thinks: float = 0.0) -> None:
        """Switch them on, at the address that they had."""
        self._server = SimulatedWallets(self._folder, self._port, thinks, late=0.5, mute=0.1)
        self._port = self._server.server_address[1]
        self._server.keys.tell(self._tell, self._server.url)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def stop(self) -> None:
        """Switch them off; whoever asks finds the port closed."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def play(self, wallet: str, part: str, *, anew: bool = False) -> None:
        """How a wallet behaves about the next charge; `anew`: its books begin again."""
        self._server.play(wallet, part, anew=anew)

    def books(self, wallet: str) -> list[dict[str, Any]]:
        """Its charges, see `charges_in`."""
        return charges_in(self._folder / f"{wallet}.jsonl", "order")
