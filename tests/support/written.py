"""In how many ways a person's name or number may stand in a file, and where it does."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path


def ways(said: str) -> frozenset[bytes]:
    """As it is; a number also with its country, apart and backwards; all of it as other programs would write it."""
    plain = [said]
    if said.isdigit() and len(said) == 11:
        parts = (said[:3], said[3:7], said[7:])
        plain += [said[::-1], *(sep.join(parts) for sep in (" ", "-", "\u00a0", "\u2009"))]
    return frozenset(form for text in plain for form in _encoded(text))


def _encoded(text: str) -> Iterator[bytes]:
    data = text.encode()
    yield from (data, text.encode("utf-16-le"), text.encode("utf-16-be"), data.hex().encode())
    yield text.encode("unicode_escape")
    for before in range(3):  # wherever in a longer text it begins
        whole = base64.b64encode(b"\0" * before + data)
        yield whole[-(-before * 8 // 6) : len(data) * 8 // 6]


def found(secrets: Iterable[str], where: Iterable[tuple[str, bytes]]) -> list[tuple[str, str]]:
    """(secret, place) of each that can be read somewhere."""
    looked_for = {secret: ways(secret) for secret in secrets}
    return [
        (secret, name) for name, data in where for secret, all_ in looked_for.items() if any(w in data for w in all_)
    ]


def files(*folders: Path) -> Iterator[tuple[str, bytes]]:
    """All bytes of all files in them."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield str(path.relative_to(folder)), path.read_bytes()
