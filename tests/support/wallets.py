"""Simulated wallets in this process, for a hub in it: the program that a shop would start, without the start."""

from __future__ import annotations

import shutil
import threading
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hub.providers.simulated import SimulatedWallets
from hub.providers.simulated_keys import Keys
from posapp.commands.wallet_process import WalletProcess

WECHAT, ALIPAY = "134567890123456789", "287654321098765432"


@cache
def _keys() -> TemporaryDirectory[str]:
    """Made once in a test process; the folder goes with it. Short ones: each hub that is asked looks whether they are
    whole, which takes the eighth of the time."""
    folder = TemporaryDirectory(prefix="posapp-keys-")
    Keys(Path(folder.name), bits=1024)
    return folder


class InsideWallets(WalletProcess):
    """Between `start` and `stop`; the hub whose folder is told asks them. Silence and late answers are short: whoever
    asks finds the line closed instead of waiting for its own patience to end."""

    def __init__(self, folder: Path, hub: Path) -> None:
        super().__init__(folder, hub)
        self._server: SimulatedWallets | None = None

    @property
    def running(self) -> bool:
        """Whether they are switched on."""
        return self._server is not None

    def start(self, *, thinks: float = 0.0, late: float = 0.5, mute: float = 0.1) -> None:
        """Switch them on, at the address that they had."""
        if not self._folder.exists():
            shutil.copytree(_keys().name, self._folder)
        self._server = made = SimulatedWallets(self._folder, self.port, thinks, late, mute)
        self.port = made.server_address[1]
        made.keys.tell(self._hub / "wallets.json", made.url)
        self._thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def stop(self) -> None:
        """Switch them off; whoever asks finds the port closed."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()
            self._server = None

    def play(self, wallet: str, part: str, *, anew: bool = False) -> None:
        """How a wallet behaves about the next charge; `anew`: its books begin again."""
        assert self._server is not None
        self._server.play(wallet, part, anew=anew)
