"""A till's key under head office's: whoever holds the private half opens the till's backups on any machine.

X25519 with a key of its own for each sealing, HKDF-SHA256, ChaCha20-Poly1305 (RFC 7748, 5869, 8439). What the key is
for, the till's id, is bound to it.
"""

from __future__ import annotations

import hashlib
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from posapp.domain.errors import Refused

_BYTES: Final = 32
_NONCE: Final = bytes(12)
"""Each sealing has another key, so the same nonce never meets the same key twice."""
_PURPOSE: Final = b"posapp backup 1"


def new_office_key() -> tuple[str, str]:
    """(private, public) as hex digits."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw().hex(), private.public_key().public_bytes_raw().hex()


def key_id(public: str) -> str:
    """What a public key is called, to be read aloud."""
    return hashlib.sha256(bytes.fromhex(public)).hexdigest()[:16]


def is_public_key(text: str) -> bool:
    """Whether a shop's settings may name it."""
    try:
        return len(bytes.fromhex(text)) == _BYTES and text == text.lower()
    except ValueError:
        return False


def seal_key(key: bytes, public: str, till: str) -> bytes:
    """The till's key, for the holder of the private half alone."""
    own, other = X25519PrivateKey.generate(), X25519PublicKey.from_public_bytes(bytes.fromhex(public))
    shared = _derived(own.exchange(other), own.public_key().public_bytes_raw(), bytes.fromhex(public))
    return own.public_key().public_bytes_raw() + ChaCha20Poly1305(shared).encrypt(_NONCE, key, till.encode())


def open_key(sealed: bytes, private: str, till: str) -> bytes:
    """The till's key again; Refused("office_key_wrong") with another private half, or of something else."""
    try:
        own = X25519PrivateKey.from_private_bytes(bytes.fromhex(private))
        sender = X25519PublicKey.from_public_bytes(sealed[:_BYTES])
        public = own.public_key().public_bytes_raw()
        shared = _derived(own.exchange(sender), sealed[:_BYTES], public)
        return ChaCha20Poly1305(shared).decrypt(_NONCE, sealed[_BYTES:], till.encode())
    except (ValueError, InvalidTag) as error:
        raise Refused("office_key_wrong") from error


def _derived(shared: bytes, sender: bytes, receiver: bytes) -> bytes:
    return HKDF(hashes.SHA256(), _BYTES, None, _PURPOSE + sender + receiver).derive(shared)
