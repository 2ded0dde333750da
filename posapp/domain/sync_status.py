"""How the exchange with the hub stands, as people are told: a state in a word, a time, a count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SyncState = Literal["online", "offline", "behind", "refused"]


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """`last_success`: when all was told last (UTC ISO text or None); `unsent`: journal entries that wait; `parked`:
    entries that the hub refused; `pushed` and `pulled`: what the last exchange moved; `reason`: a refusal's code."""

    state: SyncState
    last_success: str | None = None
    unsent: int = 0
    parked: int = 0
    pushed: int = 0
    pulled: int = 0
    reason: str = ""
