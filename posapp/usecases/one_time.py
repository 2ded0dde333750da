"""One-time codes at the counter: who has neither live code nor PIN has one sent to their telephone and reads it out."""

from __future__ import annotations

from datetime import datetime, timedelta

from posapp.domain.one_time_code import LIFE, as_proof
from posapp.ports.clock import Clock


class OneTimeCodes:
    """To whom head office sent one a few minutes ago: six digits are theirs then, else a PIN. In memory only: a till
    that was started anew has another one sent."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._sent: tuple[str, datetime] | None = None

    def sent(self, member: str) -> None:
        """Head office says that it has."""
        self._sent = (member, self._clock.now())

    def proof(self, member: str, typed: str) -> str:
        """What is told to the hub; "" where the member waits for none, or this is none."""
        if self._sent is None or self._sent[0] != member:
            return ""
        waited = self._clock.now() - self._sent[1]
        return as_proof(typed) if timedelta() <= waited < LIFE else ""
