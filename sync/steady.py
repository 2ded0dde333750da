"""The state that people see stands still: one lost call is not "offline", one that came through is not "online".

A state is shown once several outcomes in a row contradict the one before, and since the first of them. What the hub
itself says no to is shown at once: it may be that nothing more may be sold on this file. So is a hub that lets people
wait longer than the shop's time limit ("late"); it stays late until outcomes in a row say better or worse.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from posapp.domain.sync_status import SyncStatus

TO_GOOD: Final = 2
TO_BAD: Final = 3
"""Outcomes in a row that it takes. With the schedule's waits a line that is gone is said after three seconds."""


class Steady:
    """What is shown of one outcome after the other."""

    def __init__(self) -> None:
        self._shown: SyncStatus | None = None
        self._contrary = 0
        self._since = ""
        self._better = False

    @property
    def unsure(self) -> bool:
        """Whether the last outcome contradicts what is shown: look again soon."""
        return self._contrary > 0

    def see(self, status: SyncStatus, now: str) -> SyncStatus:
        """The outcome of now (UTC ISO text) as people see it: counts are fresh, the state stands still."""
        shown = self._shown
        if shown is None:  # a till that was switched on without its hub has not heard it since the last time
            since = status.last_success if status.state != "online" else now
            return self._show(status, since or now)
        if status.state == shown.state or (status.state == "offline" and status.pushed + status.pulled > 0):
            self._contrary = 0
            return self._show(replace(status, state=shown.state), shown.since)
        better = status.state == "online" or (shown.state == "late" and status.state != "offline")
        if shown.state == "late" and better != self._better:
            self._contrary = 0  # neither is the one after the other
        self._better = better
        if self._contrary == 0:  # who says nothing was away from then on
            self._since = shown.since if (shown.state, status.state) == ("late", "offline") else now
        self._contrary += 1
        if status.state == "refused" or self._contrary >= (TO_GOOD if better else TO_BAD):
            return self._show(status, self._since)
        return replace(status, state=shown.state, reason=shown.reason, since=shown.since)

    def late(self, status: SyncStatus, now: str) -> SyncStatus | None:
        """The hub was asked and says nothing; `status` has the counts. None where nothing better than that is shown."""
        if self._shown is not None and self._shown.state not in ("online", "behind"):
            return None
        return self._show(replace(status, state="late", reason=""), now)

    def _show(self, status: SyncStatus, since: str) -> SyncStatus:
        self._contrary = 0
        self._shown = replace(status, since=since)
        return self._shown
