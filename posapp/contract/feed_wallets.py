"""The feeds of signed balances and of the keys that signed them (Ed25519, RFC 8032)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from pydantic import Field

from posapp.contract.calls import Hex32, Message
from posapp.contract.feed_figures import Count, Minor
from posapp.domain.wallet import HubKey, Wallet


class KeyRow(Message):
    """A public key of the hub. Two are good at a time: the one that signs, and the one before it."""

    id: str
    public: Hex32
    since: str = ""

    @property
    def key(self) -> str:
        """The key's id."""
        return self.id

    def value(self) -> HubKey:
        """The key."""
        return HubKey(self.id, self.public, self.since)


class WalletRow(Message):
    """Stored value and points of a member, see domain.wallet."""

    member: str
    stored_value: Minor = 0
    points: Count = 0
    cap_value: Minor = 0
    cap_points: Count = 0
    at: str
    signed_by: str
    signature: Annotated[str, Field(pattern="^[0-9a-f]{128}$")]
    bonus: Minor = 0
    pin_hash: Annotated[str, Field(max_length=200)] = ""
    sealed: Annotated[str, Field(pattern="^([0-9a-f]{128})?$")] = ""
    """Of all of it, where there is a bonus or a PIN; tills of before go by `signature`, which does not cover those."""
    expiring: Count = 0
    expires: Annotated[str, Field(max_length=10)] = ""

    @property
    def key(self) -> str:
        """The member's id."""
        return self.member

    @classmethod
    def of(cls, wallet: Wallet) -> WalletRow:
        """The row of a signed wallet."""
        said = asdict(wallet)
        return cls(**said, signed_by=said.pop("key"))

    def value(self) -> Wallet:
        """The wallet; whether its signature holds is for its reader to see."""
        w = self
        figures = (w.stored_value, w.points, w.cap_value, w.cap_points)
        return Wallet(
            w.member, *figures, w.at, w.signed_by, w.signature, w.bonus, w.pin_hash, w.sealed, w.expiring, w.expires
        )
