"""Copies of signed balances, and of the hub's keys: a balance whose signature does not hold is not kept.

The keys come down a feed of their own, asked first. A balance under a key that has not come yet stops its feed, which
goes on once the key is there; one whose signature is wrong is passed over and told of.
"""

from __future__ import annotations

from posapp.domain.errors import Refused
from posapp.domain.wallet import HubKey, Wallet, sealed_bytes, signed_bytes
from posapp.storage.copied import Copied
from posapp.storage.database import Database


class Wallets:
    """Wallets by member, and the keys they are checked with."""

    def __init__(self, copies: Database) -> None:
        self.keys: Copied[HubKey] = Copied(copies, "keys", HubKey)
        self.copied: Copied[Wallet] = Copied(copies, "wallets", Wallet, doubt=self._doubt)

    def of(self, member: str) -> Wallet | None:
        """What the member has, or None; Refused("wallet_key_unknown", "wallet_forged") of what no longer holds."""
        wallet = self.copied.by_key(member)
        if wallet is not None and self._doubt(wallet):
            raise Refused("wallet_forged")
        return wallet

    def _doubt(self, wallet: Wallet) -> str:
        key = self.keys.by_key(wallet.key)
        if key is None:
            raise Refused("wallet_key_unknown")
        return "" if holds(wallet, key.public) else "wallet_forged"


def holds(wallet: Wallet, public: str) -> bool:
    """Whether the wallet is as it was signed with this key."""
    more = wallet.bonus or wallet.pin_hash or wallet.sealed
    right = is_signed(signed_bytes(wallet), wallet.signature, public)
    return right and (not more or is_signed(sealed_bytes(wallet), wallet.sealed, public))


def is_signed(said: bytes, signature: str, public: str) -> bool:
    """Whether the signature (hex digits) is that of the key's owner under these bytes."""
    from cryptography.exceptions import InvalidSignature  # not while the till starts
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), said)
    except (InvalidSignature, ValueError):
        return False
    return True
