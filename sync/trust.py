"""Whose certificates a till believes over TLS: those that its system believes, or the one authority in its folder.

The bundle that `requests` brings along is not asked: a chain's own authority is in the system's store, not in that one.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from requests.adapters import HTTPAdapter
from urllib3 import HTTPSConnectionPool
from urllib3.connection import HTTPSConnection

from posapp.domain.errors import Refused

OWN_AUTHORITY: Final = "hub-ca.pem"
"""Lies in the till's folder where the hub's certificate is signed by nobody that the system knows; then no other
authority is believed."""
UNREADABLE: Final = "hub_ca_unreadable"


def authority_in(folder: Path) -> Path | None:
    """The till's own authority, if there is one."""
    path = folder / OWN_AUTHORITY
    return path if path.is_file() else None


HANDSHAKE: Final = 10.0
"""Seconds until both sides know each other, from when the connection stands: a busy machine computes longer than a
network takes to say that somebody is there."""


class _Connection(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        line = super()._new_conn()
        line.settimeout(HANDSHAKE)  # it was that of the connection, which stands now
        return line


class _Connections(HTTPSConnectionPool):
    ConnectionCls = _Connection


class Trusting(HTTPAdapter):
    """Connections whose certificate the system, or the named authority, vouches for. Nothing is tried twice here."""

    def __init__(self, authority: Path | None) -> None:
        self._context = _context(authority)
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **more: Any) -> None:
        """As its base does, with our context and connections."""
        super().init_poolmanager(*args, **more, ssl_context=self._context)
        self.poolmanager.pool_classes_by_scheme = {"https": _Connections}

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Always, and by our context alone: its base would add the bundle of `requests`."""
        conn.cert_reqs = "CERT_REQUIRED"


def certificate_ends(url: str, authority: Path | None, timeout: float) -> datetime | None:
    """Until when the certificate that a hub shows is good; None where there is no TLS. OSError: it does not answer."""
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        return None
    with (
        socket.create_connection((parts.hostname, parts.port or 443), timeout) as line,
        _context(authority).wrap_socket(line, server_hostname=parts.hostname) as shown,
    ):
        return _end(shown.getpeercert() or {})


def authority_ends(authority: Path) -> datetime | None:
    """Until when the till's own authority is good: the first to end, where the file holds several."""
    known = _context(authority)
    ends = [_end(certificate) for certificate in known.get_ca_certs()]
    return min((end for end in ends if end is not None), default=None)


def _end(certificate: Mapping[str, Any]) -> datetime | None:
    said = certificate.get("notAfter")
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(said), UTC) if said else None


def _context(authority: Path | None) -> ssl.SSLContext:
    if authority is None:
        import truststore  # a till without TLS does without it

        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        return ssl.create_default_context(cafile=authority)
    except (OSError, ssl.SSLError) as error:
        raise Refused(UNREADABLE) from error
