"""The hub's own certificate: until when it is good, and another in its place without stopping."""

from __future__ import annotations

import re
import ssl
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from hub.lines import warn

WARNED: Final = timedelta(days=30)
"""So long before its end it is spoken of, at every start and every day."""
DAY: Final = 86_400.0
_PEM: Final = re.compile("-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)
_VERSION, _UTC_TIME = 0xA0, 0x17


def ends_at(path: Path) -> datetime:
    """The end of the first certificate in the file (RFC 5280, 4.1.2.5); ValueError when there is none."""
    found = _PEM.search(path.read_text("ascii", "replace"))
    if found is None:
        raise ValueError(f"{path.name} holds no certificate")
    try:
        tag, text = _not_after(ssl.PEM_cert_to_DER_cert(found[0]))
        form = "%y%m%d%H%M%SZ" if tag == _UTC_TIME else "%Y%m%d%H%M%SZ"
        return datetime.strptime(text, form).replace(tzinfo=UTC)
    except (IndexError, ValueError) as error:
        raise ValueError(f"the certificate in {path.name} cannot be read") from error


def warning(path: Path, now: datetime) -> str:
    """What to say of it at a start; nothing while it is good for long."""
    end = ends_at(path)
    named = f"the certificate in {path.name}"
    if end - now > WARNED:
        return ""
    if end <= now:
        return f"{named} ended on {end:%Y-%m-%d}: no till believes it"
    return f"{named} ends on {end:%Y-%m-%d}, in {(end - now).days} days: put a new one in its place"


def watch(path: Path, clock: Callable[[], datetime], speak: Callable[[str], None], every: float = DAY) -> None:
    """Speaks of it now and every day until the process ends: a hub that runs for a year is asked nothing at a start."""
    _speak_of(path, clock, speak)

    def look() -> None:
        while not never.wait(every):
            _speak_of(path, clock, speak)

    never = threading.Event()
    threading.Thread(target=look, name="certificate", daemon=True).start()


def _speak_of(path: Path, clock: Callable[[], datetime], speak: Callable[[str], None]) -> None:
    try:
        words = warning(path, clock())
    except (OSError, ValueError) as reason:
        words = str(reason)
    if words:
        speak(words)


def reload(context: Callable[[], ssl.SSLContext | None], certificate: Path, key: Path | None) -> None:
    """Connections from now on get what the files say now. Files that do not fit are named, and the old stays in use."""
    used = context()
    if used is None:
        return
    try:
        trial = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trial.load_cert_chain(certificate, key)  # a failure would spoil the one in use
        used.load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError) as error:
        warn(f"hub: the certificate stays as it was: {error}")


def _not_after(der: bytes) -> tuple[int, str]:
    """Tag and text of the time at which it ends."""
    _, at, _ = _element(der, 0)  # Certificate
    _, at, _ = _element(der, at)  # TBSCertificate
    tag, _, end = _element(der, at)
    at = end if tag == _VERSION else at
    for _ in ("serial number", "signature", "issuer"):
        _, _, at = _element(der, at)
    _, at, _ = _element(der, at)  # Validity
    _, _, at = _element(der, at)  # notBefore
    tag, at, end = _element(der, at)
    return tag, der[at:end].decode("ascii")


def _element(der: bytes, at: int) -> tuple[int, int, int]:
    """Tag, and where the content begins and ends (X.690, 8.1)."""
    tag, size, at = der[at], der[at + 1], at + 2
    if size & 0x80:
        at, size = at + (size & 0x7F), int.from_bytes(der[at : at + (size & 0x7F)])
    return tag, at, at + size
