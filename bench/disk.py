"""A disk as recorded system calls leave it, and what of it is there when the power comes back.

What was synced is there. Of the rest of a file's writes nothing, everything, a random part, or torn 512-byte sectors.
Names (created, renamed, unlinked) last from the next sync of anything on, as in the journal of a file system; before
that, only the first so many of them.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

WRITE, TRUNCATE, SYNC, UNLINK, RENAME = 1, 2, 3, 4, 5
MODES: Final = ("none", "some", "torn", "all")
SECTOR: Final = 512

Call = tuple[int, str, int, bytes]
"""Operation, file, offset, data."""
Change = tuple[int, int, bytes]


@dataclass(eq=False, slots=True)
class _File:
    sure: bytearray
    told: list[Change] = field(default_factory=list)

    def sync(self) -> None:
        for change in self.told:
            _put(self.sure, *change)
        self.told.clear()


class Disk:
    """What a disk holds for sure, and what it was told since."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._sure = {name: _File(bytearray(data)) for name, data in files.items()}
        self._names = dict(self._sure)
        self._waiting: list[tuple[str, _File | None]] = []
        """Names that were given to a file, or taken from it (None), and did not yet reach the disk; a rename is one."""

    def take(self, operation: int, name: str, offset: int, data: bytes) -> None:
        """One recorded system call."""
        if operation == SYNC:
            self._sure = dict(self._names)
            self._waiting.clear()
            if name in self._names:
                self._names[name].sync()
        elif operation == UNLINK:
            self._name(name, None)
        elif operation == RENAME:
            file = self._names.pop(name, None)
            if file is not None:
                self._name(data.decode(), file)
        else:
            if name not in self._names:
                self._name(name, _File(bytearray()))
            self._names[name].told.append((operation, offset, data))

    def _name(self, name: str, file: _File | None) -> None:
        self._waiting.append((name, file))
        _give(self._names, name, file)

    def settle(self) -> None:
        """All of it reaches the disk."""
        for file in self._names.values():
            file.sync()
        self.take(SYNC, "", 0, b"")

    def cut(self, chance: random.Random, mode: str) -> dict[str, bytes]:
        """The files after the power came back; "all": as every process sees them now."""
        names, most = dict(self._sure), len(self._waiting)
        lasting = {"none": 0, "all": most}.get(mode, chance.randrange(most + 1))
        for name, file in self._waiting[:lasting]:
            _give(names, name, file)
        return {name: _left(file, chance, mode) for name, file in names.items()}


def _give(names: dict[str, _File], name: str, file: _File | None) -> None:
    """The file is called so, and nothing else any more; None: nothing is called so."""
    for old in [old for old, there in names.items() if there is file]:
        del names[old]
    if file is None:
        names.pop(name, None)
    else:
        names[name] = file


def _left(file: _File, chance: random.Random, mode: str) -> bytes:
    left = bytearray(file.sure)
    for change in file.told:
        for part in _survives(change, chance, mode):
            _put(left, *part)
    return bytes(left)


def _survives(change: Change, chance: random.Random, mode: str) -> Iterator[Change]:
    operation, offset, data = change
    if mode == "torn" and operation == WRITE:
        for at in range(0, len(data), SECTOR):
            if chance.random() < 0.6:
                yield WRITE, offset + at, data[at : at + SECTOR]
    elif mode != "none" and not (mode == "some" and chance.random() < 0.5):
        yield change


def _put(buffer: bytearray, operation: int, offset: int, data: bytes) -> None:
    end = offset if operation == TRUNCATE else offset + len(data)
    if len(buffer) < end:
        buffer.extend(bytes(end - len(buffer)))
    if operation == TRUNCATE:
        del buffer[offset:]
    else:
        buffer[offset:end] = data


def recorded(log: Path) -> Iterator[Call]:
    """The calls in their order, as crashlog.c wrote them down."""
    data, at = log.read_bytes(), 0
    while at + 24 <= len(data):
        operation, name_length, offset, length = struct.unpack_from("<IIQQ", data, at)
        at += 24
        name = data[at : at + name_length].decode()
        at += name_length
        body = data[at : at + length] if operation in (WRITE, RENAME) else b""
        at += len(body)
        yield operation, name, offset, body
