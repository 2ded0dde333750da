"""What a member has with the shop, as the hub signed it: stored value and points, and how much may be used offline."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final, Literal

Purse = Literal["points", "stored_value", "gift_card"]
"""What the hub keeps a balance of, by a member's id or a card's code."""
SpendOrder = Literal["share", "principal", "bonus"]
"""What of a balance is spent first: both by their share, what was paid in, or the present."""
OF_MEMBERS: Final[frozenset[Purse]] = frozenset({"points", "stored_value"})


@dataclass(frozen=True, slots=True)
class Balance:
    """What a purse holds, in minor units or points: `free` is what no other sale under way has reserved; `bonus` the
    part of all of it that was a present; `reserved`: what is kept for who asks."""

    balance: int
    free: int
    bonus: int = 0
    reserved: int = 0
    told: bool = True
    """Whether the hub told the figures, or only what fits of a deposit (`reserved`)."""
    sent_to: str = ""
    """The masked number that a one-time code went to, where that was asked."""

    def bonus_of(self, amount: int, order: SpendOrder = "share") -> int:
        """How much of this amount is paid out of the bonus; its share is rounded down."""
        bonus = min(self.bonus, self.balance)
        if bonus <= 0:
            return 0
        if order == "share":
            return amount * bonus // self.balance
        return min(bonus, amount) if order == "bonus" else min(bonus, max(0, amount - (self.balance - bonus)))


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
    bonus: int = 0
    """The part of the stored value that was a present."""
    pin_hash: str = ""
    """The argon2 text of the PIN that releases it; "" for a member who has none."""
    sealed: str = ""
    """The signature over all of it where there is a bonus or a PIN."""
    expiring: int = 0
    expires: str = ""
    """So many of the points are lost next, on that ISO date; told to people, so nothing signs it."""

    @property
    def usable_value(self) -> int:
        """Stored value that may be used offline."""
        return max(0, min(self.stored_value, self.cap_value))

    @property
    def usable_points(self) -> int:
        """Points that may be used offline."""
        return max(0, min(self.points, self.cap_points))

    def points_on(self, day: str) -> int:
        """Without those that are lost by that ISO date, though the hub signed before it."""
        return self.points - (self.expiring if self.expires and self.expires <= day else 0)


@dataclass(frozen=True, slots=True)
class HubKey:
    """A public key of the hub, as hex digits, and since when it signs."""

    id: str
    public: str
    since: str = ""


def sealed_bytes(wallet: Wallet) -> bytes:
    """What `sealed` covers: what the signature does, the bonus and the PIN."""
    more = ("posapp wallet 2", signed_bytes(wallet).decode(), wallet.bonus, wallet.pin_hash)
    return json.dumps(more, separators=(",", ":")).encode()


def signed_bytes(wallet: Wallet) -> bytes:
    """What the signature covers: every figure but the bonus, so written that no two wallets give the same bytes."""
    w = wallet
    said = ("posapp wallet 1", w.member, w.stored_value, w.points, w.cap_value, w.cap_points, w.at, w.key)
    return json.dumps(said, separators=(",", ":")).encode()
