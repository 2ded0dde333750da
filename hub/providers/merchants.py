"""The merchant's keys and numbers: `wallets.json` beside the books, or the file that POSAPP_HUB_WALLETS_FILE names.

No backup takes it along and no till sees it. It is read when a till asks and again when it has changed, so that keys
are changed without a restart. Key files lie beside it, unless they are named by a whole path.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from hub.lines import warn
from hub.providers.port import WalletProvider

VARIABLE: Final = "POSAPP_HUB_WALLETS_FILE"
FILE: Final = "wallets.json"


class Merchants:
    """The wallets that head office has set up; none while there is no file."""

    def __init__(self, folder: Path) -> None:
        self._path = Path(os.environ.get(VARIABLE) or folder / FILE)
        self._lock = threading.Lock()
        self._read: tuple[int, int] = (0, 0)
        self._wallets: Mapping[str, WalletProvider] = {}

    def get(self, wallet: str) -> WalletProvider | None:
        """The provider of this wallet, or None."""
        with self._lock:
            try:
                found = self._path.stat()
            except OSError:
                self._read, self._wallets = (0, 0), {}
                return None
            stamp = (found.st_mtime_ns, found.st_size)
            if stamp != self._read:
                self._wallets = self._made()
                self._read = stamp
            return self._wallets.get(wallet)

    def _made(self) -> dict[str, WalletProvider]:
        """A file with a mistake is said on the hub's own output; its other wallets are used."""
        try:
            told = json.loads(self._path.read_text("utf-8"))
            named = [(name, told[name]) for name in _MAKERS if name in told]
        except (OSError, ValueError, TypeError, KeyError) as error:
            warn(f"hub: {self._path.name} cannot be read: {type(error).__name__}")
            return {}
        made: dict[str, WalletProvider] = {}
        for name, rows in named:
            try:
                made[name] = _MAKERS[name](_whole(rows, self._path.parent))
            except (OSError, ValueError, TypeError) as error:
                warn(f"hub: {self._path.name}: {name} is not usable: {error}")
        return made


def _whole(rows: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    return {key: folder / value if key in ("private_key", "public_key") else value for key, value in rows.items()}


def _wechat(rows: Mapping[str, Any]) -> WalletProvider:
    from hub.providers.wechat import WeChat, WeChatMerchant

    return WeChat(WeChatMerchant(**{"url": "https://api.mch.weixin.qq.com", **rows}))


def _alipay(rows: Mapping[str, Any]) -> WalletProvider:
    from hub.providers.alipay import Alipay, AlipayMerchant

    return Alipay(AlipayMerchant(**{"url": "https://openapi.alipay.com/gateway.do", **rows}))


_MAKERS: Final[Mapping[str, Callable[[Mapping[str, Any]], WalletProvider]]] = {"wechat": _wechat, "alipay": _alipay}
