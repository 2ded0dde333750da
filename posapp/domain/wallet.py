"""What a member has with the shop, as the hub signed it: stored value and points, and how much may be used offline."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wallet:
    """`stored_value` in minor units, `points` as a count (below zero after a return). `cap_value` and `cap_points`:
    what may be used of each a day while the hub cannot be asked. `at`: when the hub signed (UTC ISO text), with which
    `key`; `signature`: 128 hex digits."""

    member: str
    stored_value: int
    points: int
    cap_value: int
    cap_points: int
    at: str
    key: str
    signature: str = ""

    @property
    def usable_value(self) -> int:
        """Stored value that may be used offline."""
        return max(0, min(self.stored_value, self.cap_value))

    @property
    def usable_points(self) -> int:
        """Points that may be used offline."""
        return max(0, min(self.points, self.cap_points))


@dataclass(frozen=True, slots=True)
class HubKey:
    """A public key of the hub, as hex digits, and since when it signs."""

    id: str
    public: str
    since: str = ""


def signed_bytes(wallet: Wallet) -> bytes:
    """What the signature covers: every field but itself, so written that no two wallets give the same bytes."""
    w = wallet
    said = ("posapp wallet 1", w.member, w.stored_value, w.points, w.cap_value, w.cap_points, w.at, w.key)
    return json.dumps(said, separators=(",", ":")).encode()
