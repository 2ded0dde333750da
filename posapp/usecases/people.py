"""PINs changed at the till, and people let in for some days: all of it without a line, each with a name behind it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Final

from posapp.contract.members import Private, seal_of
from posapp.contract.ops import encode
from posapp.contract.people_ops import PinChangedOp, TemporaryPersonOp
from posapp.domain.badge import badge_fits, is_badge
from posapp.domain.errors import Refused
from posapp.domain.lent import LENT, MOST_DAYS, lent_by
from posapp.domain.own_person import print_of
from posapp.domain.staff import MANAGER, Staff
from posapp.domain.store import days_over
from posapp.domain.telephone import OFFICE
from posapp.domain.times import to_text
from posapp.domain.typed import seen
from posapp.storage.database import Transaction
from posapp.storage.own_people import OwnPin
from posapp.usecases.desk import Desk
from posapp.usecases.sign_in import SignIn

MOST_NAME: Final = 40
LEAST_PIN, MOST_PIN = 4, 8


def _beside(pin_hash: str) -> Private:
    """What travels beside the entry: four digits are guessed from their argon2 text in minutes, and a journal is kept
    for ever."""
    return Private(secrets.token_hex(16), "", pin=pin_hash)


class People:
    """Who may stand at this till, besides what head office says of them."""

    def __init__(self, desk: Desk, sign_in: SignIn, hashed: Callable[[str], str]) -> None:
        self._desk = desk
        self._sign_in = sign_in
        self._hashed = hashed

    def by_badge(self, code: str) -> Staff | None:
        """Whose badge it is; None for any other code. Managers type their PIN all the same: a badge can be lost."""
        if not is_badge(code):
            return None
        found = [p for p in self._desk.till.staff.all() if p.badge and badge_fits(p.badge, code)]
        return found[0] if len(found) == 1 else None  # a badge of two people proves neither

    def enter_by_badge(self, code: str) -> Staff:
        """Take the counter with a badge; Refused as `proved_by_badge`."""
        return self._sign_in.enter(self.proved_by_badge(code))

    def proved_by_badge(self, code: str) -> Staff:
        """The person that the badge proves; Refused("badge_unknown", "badge_needs_pin", "person_over")."""
        person = self.by_badge(code)
        if person is None:
            raise Refused("badge_unknown")
        self._sign_in.must_be_here(person)
        if person.role.id == MANAGER or person.must_change:
            raise Refused("badge_needs_pin", person=person.name)
        return person

    def change_own(self, person: str, old: str, new: str, again: str) -> Staff:
        """The person's own choice; who is told of it may take the counter with it.

        Refused("pin_wrong", "pin_locked", "pin_form", "pin_easy", "pin_same", "pin_differs")."""
        known = self._sign_in.identify(person, old, may_be_temporary=True)
        self._check(new, again)
        if new == old:
            raise Refused("pin_same")
        self._put(known, new, must_change=False, approver="")
        return self._known(person)

    def reset(self, person: str, new: str, again: str, approver: Staff) -> None:
        """Another PIN for somebody who forgot theirs or is locked out; they choose their own at the next sign-in.

        `approver` is a second person with the right to it, or head office over the telephone; nobody need be signed
        in. Refused("not_staff", "not_permitted", "approval_own_pin", and as `change_own`)."""
        known = self._known(person)
        if approver.id == person:
            raise Refused("approval_own_pin")
        self._desk.must_be_allowed(approver, "reset_pin")
        by = self._desk.till.staff.by_id(approver.id)
        if known.role.id == MANAGER and approver.id != OFFICE and (by is None or by.role.id != MANAGER):
            raise Refused("not_permitted", act="reset_pin")  # who may make a manager's PIN is one
        self._check(new, again)
        self._put(known, new, must_change=True, approver=approver.id)
        self._desk.till.pin_tries.forget(person)

    def let_in(self, name: str, pin: str, again: str, days: int, approver: Staff | None = None) -> Staff:
        """Somebody new or lent, as a cashier, until the end of the day in so many days (1: today). They choose their
        own PIN when they sign in. Refused("person_name_missing", "until_past", and as `change_own`)."""
        desk = self._desk
        staff = desk.seller("temporary_pin", approver)
        words = seen(" ".join(name.split()))[:MOST_NAME]
        if not words:
            raise Refused("person_name_missing")
        if not 1 <= days <= MOST_DAYS:
            raise Refused("until_past", most=MOST_DAYS)
        self._check(pin, again)
        role = desk.till.roles.by_key(LENT.id) or LENT
        until = to_text(days_over(desk.store, desk.now(), days))
        till, moment = desk.till, desk.moment()
        number = len(till.own_people.people()) + 1
        person = Staff(f"{lent_by(till.journal.till)}{number}", words, role, self._hashed(pin), True, "", until)
        by, private = approver.id if approver else "", _beside(person.pin_hash)
        body = encode(TemporaryPersonOp(person.id, words, role.id, until, by, seal_of(private)))
        facts = ("temporary_person", body, moment.at, moment.business_date, staff.id)

        def put(tx: Transaction) -> None:
            till.own_people.put_person_in(tx, person, till.journal.next_seq(tx) - 1, private.salt)

        till.facts.record(*facts, also=put)
        return person

    def _put(self, known: Staff, pin: str, *, must_change: bool, approver: str) -> None:
        till, moment, at_counter = self._desk.till, self._desk.moment(), self._desk.staff
        base, private = till.staff.base(known.id) or known, _beside(self._hashed(pin))
        own = OwnPin(known.id, private.pin, must_change, base.pin_hash, 0, private.salt)
        who = at_counter.id if at_counter is not None else (known.id if not approver else "")
        said = PinChangedOp(known.id, approver, seal_of(private), print_of(base.pin_hash))
        facts = ("pin_changed", encode(said), moment.at, moment.business_date, who)

        def put(tx: Transaction) -> None:
            till.own_people.put_pin_in(tx, replace(own, seq=till.journal.next_seq(tx) - 1))

        till.facts.record(*facts, also=put)

    def _known(self, person: str) -> Staff:
        known = self._desk.till.staff.by_id(person)
        if known is None:
            raise Refused("not_staff", person=person)
        return known

    def _check(self, pin: str, again: str) -> None:
        if not (LEAST_PIN <= len(pin) <= MOST_PIN and pin.isascii() and pin.isdigit()):
            raise Refused("pin_form")
        steps = {int(b) - int(a) for a, b in pairwise(pin)}
        if steps in ({0}, {1}, {-1}):
            raise Refused("pin_easy")
        if pin != again:
            raise Refused("pin_differs")
