"""The key with which the hub signs what tills may believe while they cannot ask: Ed25519 (RFC 8032).

Only who loads and administers needs it, not who answers tills. It lies beside the books, where no backup takes it
along, or in the file that POSAPP_HUB_SIGNING_KEY_FILE names.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from posapp.domain.errors import Refused
from posapp.domain.wallet import Wallet, sealed_bytes, signed_bytes

VARIABLE: Final = "POSAPP_HUB_SIGNING_KEY_FILE"
FILE: Final = "signing-key.pem"


class Signer:
    """The private key in a file, which is made when it is needed and not there."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _private(self) -> Ed25519PrivateKey:
        try:
            key = serialization.load_pem_private_key(self._path.read_bytes(), password=None)
        except FileNotFoundError:
            return self._made(self._path)
        except ValueError as error:
            raise Refused("signing_key_wrong", file=self._path.name) from error
        if not isinstance(key, Ed25519PrivateKey):
            raise Refused("signing_key_wrong", file=self._path.name)
        return key

    @property
    def public(self) -> str:
        """The public key, as hex digits."""
        return self._private.public_key().public_bytes_raw().hex()

    @property
    def id(self) -> str:
        """What the public key is called: the beginning of its SHA-256."""
        return hashlib.sha256(bytes.fromhex(self.public)).hexdigest()[:16]

    def signed(self, wallet: Wallet) -> Wallet:
        """The wallet under this key."""
        named = replace(wallet, key=self.id)
        sealed = self.sign(sealed_bytes(named)) if named.bonus or named.pin_hash else ""
        return replace(named, signature=self.sign(signed_bytes(named)), sealed=sealed)

    def sign(self, said: bytes) -> str:
        """The signature, as hex digits."""
        return self._private.sign(said).hex()

    def fresh(self) -> Signer:
        """Another key beside this one, not in use before `put_in_place`."""
        self._part.unlink(missing_ok=True)
        self._made(self._part)
        return Signer(self._part)

    def put_in_place(self, fresh: Signer) -> None:
        """Sign with the other key from now on, after a restart too."""
        self._part.replace(self._path)
        self.__dict__["_private"] = fresh._private

    @property
    def _part(self) -> Path:
        return self._path.with_name(self._path.name + ".part")

    @staticmethod
    def _made(path: Path) -> Ed25519PrivateKey:
        key = Ed25519PrivateKey.generate()
        form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(key.private_bytes(*form))
            file.flush()
            os.fsync(file.fileno())
        return key


def signer_within_reach(folder: Path) -> Signer | None:
    """The key, if it is there already: who only answers tills makes none."""
    named = os.environ.get(VARIABLE)
    path = Path(named) if named else folder / FILE
    return Signer(path) if path.is_file() else None


def signer_in(folder: Path) -> Signer:
    """The key of a hub whose data lie in the folder."""
    named = os.environ.get(VARIABLE)
    return Signer(Path(named) if named else folder / FILE)
