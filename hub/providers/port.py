"""What the hub asks of a wallet's provider, whoever it is, and what is the same for all of them."""

from __future__ import annotations

import hashlib
import re
from typing import Final, Protocol

from posapp.domain.attempt import Answer, Charge

TIMEOUT: Final = (3.0, 6.0)
"""Seconds until a connection stands, and for the answer. A till waits 12 for all of it."""

_PLAIN: Final = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\.[0-9]+")
_LONGEST: Final = 32


class WalletProvider(Protocol):
    """One wallet. Trouble on the way is an answer too, never an exception: "unreached" when no connection stood,
    "silent" when nobody knows what was done. An answer whose signature is wrong is none."""

    @property
    def simulated(self) -> bool:
        """Whether the money is only pretended."""
        ...

    @property
    def settle_seconds(self) -> float:
        """After so long a charge that the provider has not heard of can no longer be on its way to it."""
        ...

    def charge(self, order: str, asked: Charge, code: str) -> Answer:
        """Take it from whoever showed the code."""
        ...

    def query(self, order: str, asked: Charge) -> Answer:
        """What became of it; "unheard" of what the provider does not know."""
        ...

    def reverse(self, order: str, asked: Charge) -> Answer:
        """Take it back; "unheard" of what the provider does not know, "paid" where it cannot be taken back."""
        ...


def order_number(id_: str) -> str:
    """The number under which a provider knows an attempt: its id in the signs that all of them take (letters, digits,
    "_", 32 at most), or where that is not possible a hash of it. Two ids never have one number."""
    if _PLAIN.fullmatch(id_) and len(id_) < _LONGEST:
        return id_.replace("-", "_").replace(".", "__")
    return "h" + hashlib.sha256(id_.encode()).hexdigest()[: _LONGEST - 1]
