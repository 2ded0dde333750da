"""Pictures of products: copies of which one is whose, and a bounded folder of those that were looked at."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from posapp.domain.picture import MOST_BYTES, ProductPicture
from posapp.storage.copied import Copied
from posapp.storage.database import Database

ROOM: Final = 64 * 1024 * 1024
"""Bytes of the folder; beyond it those go that were looked at longest ago."""
_LOOK: Final = 64
"""After so many new ones the folder is measured."""


def pictures(copies: Database) -> Copied[ProductPicture]:
    """By the product's number."""
    return Copied(copies, "pictures", ProductPicture)


class PictureFiles:
    """A folder that may be thrown away at any time. Several threads may read and write."""

    def __init__(self, folder: Path, room: int = ROOM) -> None:
        self._folder, self._room = folder, room
        self._since = 0

    def get(self, sha256: str) -> bytes | None:
        """The bytes, if they are here."""
        path = self._folder / sha256
        with suppress(OSError):
            data = path.read_bytes()
            os.utime(path)
            return data
        return None

    def put(self, sha256: str, data: bytes) -> bool:
        """Keep them; whether they are what the hash says. A full disk keeps none."""
        if len(data) > MOST_BYTES or hashlib.sha256(data).hexdigest() != sha256:
            return False
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = self._folder / f"{sha256}.new"
            fresh.write_bytes(data)
            fresh.replace(self._folder / sha256)
            self._since += 1
            if self._since >= _LOOK:
                self._since = 0
                self.make_room()
        return True

    def make_room(self) -> None:
        """What was looked at longest ago goes, until a tenth of the room is free."""
        found = sorted((s.st_mtime_ns, s.st_size, path) for path in self._folder.iterdir() if (s := path.stat()))
        size = sum(each[1] for each in found)
        if size <= self._room:
            return
        for _at, bytes_, path in found:
            path.unlink(missing_ok=True)
            size -= bytes_
            if size <= self._room * 9 // 10:
                return
