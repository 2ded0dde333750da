"""The keys of the simulated wallets: the merchant's, with which a hub signs, and the providers' own."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

MCHID, APPID, SERIAL, PLATFORM = (
    "1900000001",
    "wx0000000000000001",
    "5157F09EFDC096DE15EBE81A47057A72",
    "PUB_KEY_ID_SIM",
)
_MERCHANT, _PROVIDER = "merchant.pem", "provider.pem"
BITS: Final = 2048


class Keys:
    """Both pairs; they lie in the folder, and those that are not there yet are made with so many bits."""

    def __init__(self, folder: Path, bits: int = BITS) -> None:
        self._folder, self._bits = folder, bits
        self._merchant, self._provider = self._key(_MERCHANT), self._key(_PROVIDER)

    def _key(self, name: str) -> rsa.RSAPrivateKey:
        file = self._folder / name
        if file.exists():
            known = load_pem_private_key(file.read_bytes(), password=None)
            assert isinstance(known, rsa.RSAPrivateKey)
            return known
        made = rsa.generate_private_key(public_exponent=65537, key_size=self._bits)
        file.touch(mode=0o600)
        file.write_bytes(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        public = made.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        (self._folder / f"{name}.public").write_bytes(public)
        return made

    def sign(self, text: bytes) -> str:
        """As a provider."""
        return b64encode(self._provider.sign(text, PKCS1v15(), SHA256())).decode()

    def is_merchants(self, text: bytes, signature: str) -> bool:
        """Whether the merchant has signed it."""
        try:
            self._merchant.public_key().verify(b64decode(signature, validate=True), text, PKCS1v15(), SHA256())
        except (InvalidSignature, ValueError):
            return False
        return True

    def tell(self, file: Path, url: str) -> None:
        """Write for the hub whom it asks, and with which keys."""
        folder = self._folder.resolve()
        own, theirs = str(folder / _MERCHANT), str(folder / f"{_PROVIDER}.public")
        both = {"private_key": own, "public_key": theirs, "simulated": True, "settle_seconds": 0}
        ids = {"mchid": MCHID, "appid": APPID, "serial": SERIAL, "public_key_id": PLATFORM, "api_v3_key": "0" * 32}
        told = {
            "wechat": both | ids | {"url": url},
            "alipay": both | {"url": f"{url}/gateway.do", "app_id": APPID},
        }
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = file.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(told), "utf-8")
        fresh.replace(file)
