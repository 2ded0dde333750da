"""The journal's seal: every entry carries the hash of the one before, so a lost, changed or inserted entry shows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

GENESIS = bytes(32)
"""The hash before a till's first entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact of one till: `seq` counts from 1 without gaps, `at` is UTC ISO text, `body` the JSON as sent."""

    seq: int
    kind: str
    at: str
    business_date: str
    staff: str
    body: bytes
    hash: bytes


def seal(till: str, before: bytes, seq: int, kind: str, at: str, business_date: str, staff: str, body: bytes) -> bytes:
    """SHA-256 over the previous hash, the entry's head and its body bytes; 32 bytes."""
    head = f"{till}\n{seq}\n{kind}\n{at}\n{business_date}\n{staff}\n".encode()
    return hashlib.sha256(b"%b%b%b" % (before, head, body)).digest()


def broken_at(till: str, entries: Iterable[Entry], before: bytes = GENESIS, seq: int = 0) -> int | None:
    """The sequence number of the first entry whose number or seal is wrong, or None when the chain holds."""
    for entry in entries:
        seq += 1
        if entry.seq != seq:
            return seq
        before = seal(till, before, seq, entry.kind, entry.at, entry.business_date, entry.staff, entry.body)
        if before != entry.hash:
            return seq
    return None
