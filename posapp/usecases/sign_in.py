"""Signing in by PIN and locking. Five wrong PINs lock the person out, each further five for longer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast

from posapp.contract.ops import PinLockedOp, encode
from posapp.domain.errors import Refused
from posapp.domain.pin_tries import PinTries
from posapp.domain.staff import Staff
from posapp.domain.times import from_text
from posapp.ports.clock import Clock
from posapp.usecases.deputies import Deputies
from posapp.usecases.desk import Desk

PinCheck = Callable[[str, str], bool]
"""(argon2 text, PIN) -> whether they belong together."""


class TryBook(Protocol):
    """Remembers wrong PINs by person."""

    def of(self, person: str) -> PinTries:
        """What is known."""
        ...

    def keep(self, person: str, tries: PinTries) -> None:
        """Remember it, before anybody hears whether the PIN was right."""
        ...

    def forget(self, person: str) -> None:
        """The PIN was right."""
        ...


class PinProof:
    """Whether a PIN is a person's; too many wrong ones and nobody may try for a while."""

    def __init__(self, clock: Clock, pin_matches: PinCheck, book: TryBook) -> None:
        self._clock = clock
        self._pin_matches = pin_matches
        self._book = book

    def prove(self, staff_id: str, person: Staff | None, pin: str) -> Staff:
        """The person, whose PIN it is, or Refused("pin_wrong" / "pin_locked")."""
        self.check(staff_id, person.pin_hash if person is not None else "", pin)
        return cast(Staff, person)  # without a person there is no PIN that could be right

    def check(self, who: str, pin_hash: str, pin: str) -> None:
        """Refused("pin_wrong" / "pin_locked") unless it is the PIN behind the argon2 text ("": there is none)."""
        now, known = self._clock.now(), self._book.of(who)
        tries = known.on_clock(now)
        if tries is not known:
            self._book.keep(who, tries)
        if tries.seconds_left(now):
            raise Refused("pin_locked", seconds=tries.seconds_left(now))
        if pin_hash and self._pin_matches(pin_hash, pin):
            if tries.wrong:
                self._book.forget(who)
            return
        tries = tries.once_more(now)
        self._book.keep(who, tries)
        if tries.wait:
            raise Refused("pin_locked", seconds=tries.wait)
        raise Refused("pin_wrong", left=tries.left)


class TillTries:
    """In till.db; the journal tells of each time somebody was locked out."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, person: str) -> PinTries:
        return self._desk.till.pin_tries.of(person)

    def keep(self, person: str, tries: PinTries) -> None:
        till = self._desk.till
        if not tries.wait or tries.wrong == till.pin_tries.of(person).wrong:
            till.pin_tries.keep(person, tries)
            return
        moment, at_counter = self._desk.moment(), self._desk.staff
        body = encode(PinLockedOp(person=person, wrong=tries.wrong, seconds=tries.wait))
        till.facts.record(
            "pin_locked",
            body,
            moment.at,
            moment.business_date,
            at_counter.id if at_counter is not None else "",
            also=lambda tx: till.pin_tries.keep_in(tx, person, tries),
        )

    def forget(self, person: str) -> None:
        self._desk.till.pin_tries.forget(person)


class SignIn:
    """Who stands at the counter."""

    def __init__(self, desk: Desk, clock: Clock, pin_matches: PinCheck) -> None:
        self._desk = desk
        self._clock = clock
        self._proof = PinProof(clock, pin_matches, TillTries(desk))
        self.deputies = Deputies(desk)

    def sign_in(self, staff_id: str, pin: str) -> Staff:
        """Sign in at this till; the basket on the counter stays."""
        return self.enter(self.identify(staff_id, pin))

    def enter(self, person: Staff) -> Staff:
        """Someone whose PIN was proved (`identify`, which takes a moment) takes the counter, and what lies on it."""
        self._desk.hand_over(person)
        self._desk.staff = person
        return person

    def must_be_here(self, person: Staff) -> None:
        """Refused("person_over") where the person's time in the shop is over."""
        if person.until and not self._clock.now() < from_text(person.until):
            raise Refused("person_over", person=person.name)

    def lock(self) -> None:
        """Nobody is signed in; the basket stays on the counter."""
        self._desk.staff = None

    def reread(self) -> bool:
        """Head office changed people or roles: whoever is signed in has the rights of now. False when they are gone;
        then nobody is."""
        person = self._desk.staff
        if person is not None:
            self._desk.staff = self._desk.till.staff.by_id(person.id)
        return person is None or self._desk.staff is not None

    def identify(self, staff_id: str, pin: str, *, may_be_temporary: bool = False) -> Staff:
        """The person that the PIN proves, or Refused("pin_wrong", "pin_locked", "person_over"), and where somebody else
        made the PIN Refused("pin_must_change"): it proves nobody who would not change it. Also used for approvals."""
        person = self._proof.prove(staff_id, self._desk.till.staff.by_id(staff_id), pin)
        self.must_be_here(person)
        if person.must_change and not may_be_temporary:
            raise Refused("pin_must_change")
        return person

    def approve(self, act: str, staff_id: str, pin: str) -> Staff:
        """A second person whose role permits the act, or who stands in for one, proved by PIN; never the person who is
        signed in."""
        if self._desk.staff is not None and staff_id == self._desk.staff.id:
            raise Refused("approval_own_pin")
        person = self.deputies.raised(self.identify(staff_id, pin))
        if not person.may(act):
            raise Refused("not_permitted", act=act)
        return person
