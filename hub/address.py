"""Where the hub listens: on this machine, unless its callers are protected or someone answers for it."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_WAITING: Final = 128


class MayNotListen(Exception):  # noqa: N818 - an answer to the person who starts it
    """Tokens and books would travel in clear over a network."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen. Elsewhere than on this machine it takes a certificate, or a person who says `insecure`."""

    host: str = "127.0.0.1"
    port: int = 0
    certificate: Path | None = None
    key: Path | None = None
    insecure: bool = False

    def check(self) -> None:
        """MayNotListen unless the address is safe or someone answers for it."""
        if not (self.certificate or self.insecure or is_loopback(self.host)):
            raise MayNotListen(f"{self.host} is not this machine: give --tls-cert and --tls-key, or --insecure-listen")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address; a name that is not "localhost" might be anywhere."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def listen(address: Address) -> socket.socket:
    """The listening socket: callers can connect from now on, even before the server runs. OSError when taken."""
    address.check()
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    return socket.create_server((address.host, address.port), family=family, backlog=_WAITING)


def url_of(address: Address, listening: socket.socket) -> str:
    """Where callers find it."""
    host = f"[{address.host}]" if ":" in address.host else address.host
    return f"{'https' if address.certificate else 'http'}://{host}:{listening.getsockname()[1]}"
