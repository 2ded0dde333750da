"""Signing in by PIN and locking. Five wrong PINs lock the person out for a short while."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from posapp.domain.errors import Refused
from posapp.domain.staff import Staff
from posapp.ports.clock import Clock
from posapp.usecases.desk import Desk

TRIES = 5
LOCK = timedelta(minutes=1)
PinCheck = Callable[[str, str], bool]
"""(argon2 text, PIN) -> whether they belong together."""


@dataclass(slots=True)
class _Attempts:
    wrong: int = 0
    until: datetime | None = None


class PinTries:
    """Proving PINs, with a short lock after five wrong ones of one person."""

    def __init__(self, clock: Clock, pin_matches: PinCheck) -> None:
        self._clock = clock
        self._pin_matches = pin_matches
        self._attempts: dict[str, _Attempts] = {}

    def prove(self, staff_id: str, person: Staff | None, pin: str) -> Staff:
        """The person, whose PIN it is, or Refused("pin_wrong" / "pin_locked")."""
        attempts = self._attempts.setdefault(staff_id, _Attempts())
        now = self._clock.now()
        if attempts.until is not None and now < attempts.until:
            raise Refused("pin_locked", seconds=int((attempts.until - now).total_seconds()) or 1)
        if person is not None and self._pin_matches(person.pin_hash, pin):
            del self._attempts[staff_id]
            return person
        attempts.wrong += 1
        if attempts.wrong >= TRIES:
            self._attempts[staff_id] = _Attempts(until=now + LOCK)
            raise Refused("pin_locked", seconds=int(LOCK.total_seconds()))
        raise Refused("pin_wrong", left=TRIES - attempts.wrong)


class SignIn:
    """Who stands at the counter."""

    def __init__(self, desk: Desk, clock: Clock, pin_matches: PinCheck) -> None:
        self._desk = desk
        self._tries = PinTries(clock, pin_matches)

    def sign_in(self, staff_id: str, pin: str) -> Staff:
        """Sign in at this till; the basket on the counter stays."""
        return self.enter(self.identify(staff_id, pin))

    def enter(self, person: Staff) -> Staff:
        """Someone whose PIN was proved (`identify`, which takes a moment) takes the counter."""
        self._desk.staff = person
        return person

    def lock(self) -> None:
        """Nobody is signed in; the basket stays on the counter."""
        self._desk.staff = None

    def identify(self, staff_id: str, pin: str) -> Staff:
        """The person that the PIN proves, or Refused("pin_wrong" / "pin_locked"); also used for approvals."""
        return self._tries.prove(staff_id, self._desk.till.staff.by_id(staff_id), pin)

    def approve(self, act: str, staff_id: str, pin: str) -> Staff:
        """A second person whose role permits the act, proved by PIN; never the person who is signed in."""
        if self._desk.staff is not None and staff_id == self._desk.staff.id:
            raise Refused("approval_own_pin")
        person = self.identify(staff_id, pin)
        if not person.may(act):
            raise Refused("not_permitted", act=act)
        return person
