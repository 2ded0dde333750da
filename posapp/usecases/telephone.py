"""Approval over the telephone, with no manager in the shop: a number to read out, a code that comes back."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from posapp.contract.ops import encode
from posapp.contract.people_ops import TelephonedOp
from posapp.domain.errors import Refused
from posapp.domain.reduction import WHOLE
from posapp.domain.staff import ACTS, Role, Staff, may_answer
from posapp.domain.telephone import CALLER, NUMBER_DIGITS, OFFICE, Asked, code_of
from posapp.domain.times import from_text, to_text
from posapp.ports.clock import Clock
from posapp.usecases.deputies import HEAD_OFFICE
from posapp.usecases.desk import Desk
from posapp.usecases.sign_in import PinProof, TillTries


class Telephone:
    """Works without any line of the till's; who called whom is in the journal and in head office's audit."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock
        self._proof = PinProof(clock, lambda _, code: bool(list(self._answering(code))), TillTries(desk))

    def ask(self, act: str, amount: int = 0, about: str = "") -> Asked:
        """What is to be read out for this act, of so much; the number before it is good no more."""
        if act not in ACTS:
            raise Refused("not_permitted", act=act)
        number = "".join(secrets.choice("0123456789") for _ in range(NUMBER_DIGITS))
        asked = Asked(number, act, max(0, amount), about, to_text(self._clock.now()))
        self._desk.till.telephone.ask(asked)
        return asked

    def answer(self, act: str, amount: int, code: str, about: str = "") -> Staff:
        """Who lets it happen: somebody with the right to this act up to this amount and to nothing else. The code is
        used up with it.

        Refused("challenge_none", "challenge_over", "telephone_code_wrong", "pin_locked")."""
        asked = self._desk.till.telephone.current()
        if asked is None:
            raise Refused("challenge_none")
        if asked.over(self._clock.now()) or (asked.act, asked.amount, asked.about) != (act, max(0, amount), about):
            raise Refused("challenge_over")
        typed = "".join(code.split())
        try:
            self._proof.check(CALLER, CALLER, typed)
        except Refused as no:
            if no.code == "pin_locked":
                self._desk.till.telephone.forget()
                raise
            raise Refused("telephone_code_wrong", **no.facts) from no
        person = next(self._answering(typed))
        self._use_up(asked, person)
        only = Role(OFFICE, frozenset({act}), WHOLE, WHOLE, {act: asked.amount})
        return Staff(person.id, person.name, only)

    def _answering(self, code: str) -> Iterator[Staff]:
        """Whose code it is; the code before a change of the till's token is good too."""
        desk = self._desk
        asked = desk.till.telephone.current()
        if asked is None:
            return
        here, hashes = desk.till.enrolment.required().till, desk.till.enrolment.token_hashes()
        now = desk.staff.id if desk.staff is not None else ""
        for person in (HEAD_OFFICE, *desk.till.staff.all()):
            over = person.until and not self._clock.now() < from_text(person.until)
            may = not over and person.id not in (now, asked.about) and may_answer(person, asked.act, asked.amount)
            if may and any(code == code_of(known, here, asked, person.id) for known in hashes):
                yield person

    def _use_up(self, asked: Asked, person: Staff) -> None:
        desk, moment = self._desk, self._desk.moment()
        body = encode(TelephonedOp(asked.act, asked.number, person.id, asked.amount, asked.about))
        who = desk.staff.id if desk.staff is not None else ""
        telephone = desk.till.telephone
        facts = ("approved_by_telephone", body, moment.at, moment.business_date, who)
        desk.till.facts.record(*facts, also=telephone.forget_in)
