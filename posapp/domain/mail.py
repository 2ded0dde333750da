"""An e-mail address: how it is typed at a counter, and how much of it others may see."""

from __future__ import annotations

import re
from typing import Final

from posapp.domain.errors import Refused

MOST: Final = 254
"""Signs of an address (RFC 5321 4.5.3.1.3, less the angle brackets)."""
_WIDE: Final = str.maketrans({"＠": "@", "。": ".", "．": "."})
"""What an input method for Chinese types in their place."""
_ADDRESS: Final = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]"
)
"""As a form field of a browser takes it (HTML, "valid e-mail address"), with a name of a host that has a dot."""


def mail_address(typed: str) -> str:
    """As it is written to: the host in small letters; Refused("mail_wrong")."""
    text = "".join(typed.split()).translate(_WIDE)
    name, _, host = text.rpartition("@")
    if len(text) > MOST or not _ADDRESS.fullmatch(text) or not all(name.split(".")):  # no server takes an empty part
        raise Refused("mail_wrong")
    return f"{name}@{host.lower()}"


def masked_mail(address: str) -> str:
    """ "l****@example.com": as everybody at the counter and at head office may see it."""
    name, _, host = address.rpartition("@")
    return f"{name[:1]}****@{host}" if name else "****"
