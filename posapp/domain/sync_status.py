"""How the exchange with the hub stands, as people are told: a state in a word, a time, a count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from posapp.domain.versions import Version

SyncState = Literal["online", "late", "offline", "behind", "refused"]
"""`late`: the hub was asked and says nothing, for longer than the shop waits; nobody knows yet whether it is away."""

CLOCK_SLACK: Final = 600
"""Seconds. Entries are ordered by number, never by time: a clock that is off is told of and blocks nothing."""


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """`last_success`: when all was told last (UTC ISO text or None); `unsent`: journal entries that wait; `parked`:
    entries that the hub refused; `pushed` and `pulled`: what the last exchange moved; `reason`: a refusal's code;
    `hub_ahead`: seconds by which the hub's clock was ahead of ours; `since`: when the state began (UTC ISO text), ""
    where nobody watches it; `hub`: the hub's version as it last said; `not_understood`: feeds of a newer hub that this
    program cannot read, in part or at all."""

    state: SyncState
    last_success: str | None = None
    unsent: int = 0
    parked: int = 0
    pushed: int = 0
    pulled: int = 0
    reason: str = ""
    hub_ahead: int = 0
    since: str = ""
    hub: Version | None = None
    not_understood: tuple[str, ...] = ()

    @property
    def clock_off(self) -> bool:
        """Whether the two clocks differ by so much that somebody should set ours."""
        return abs(self.hub_ahead) > CLOCK_SLACK
