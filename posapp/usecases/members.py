"""Members at the counter: whose basket it is, and enrolling new ones, offline too."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from posapp.contract.members import Private
from posapp.domain import cart as carts
from posapp.domain.cart import Cart
from posapp.domain.consent import Said
from posapp.domain.errors import Refused
from posapp.domain.live_code import is_live_code, read_live_code
from posapp.domain.member import Member, masked, masked_name, phone_number
from posapp.domain.member_search import LAST, Asked, asked, fits_name
from posapp.domain.pricing import PricedCart
from posapp.domain.search import fold
from posapp.storage.known_members import fitting
from posapp.storage.members import When
from posapp.usecases.coupons import Coupons
from posapp.usecases.desk import Desk
from posapp.usecases.member_fields import as_changed_here, checked, in_book_here, must_be_guarded, must_be_said
from posapp.usecases.own_account import must_be_others

LEAST_TYPED: Final = 4
"""Signs of a number or a card that find somebody."""
MOST_FOUND: Final = 20
"""Members that are shown for what was typed so far."""
AskMembers = Callable[[str], tuple[Member, ...]]
"""(typed) -> whom the hub knows by exactly that; Refused where it cannot be asked."""


@dataclass(frozen=True, slots=True)
class NewMember:
    """What is typed of somebody who enrols; only the telephone number must be there. `said`: what they agreed to."""

    phone: str
    name: str = ""
    email: str = ""
    birthday: str = ""
    guardian: str = ""
    said: Said | None = None


class Members:
    """People who buy here more than once."""

    def __init__(self, desk: Desk, coupons: Coupons) -> None:
        self._desk = desk
        self._coupons = coupons
        self._met: dict[str, Member] = {}
        """Whom the hub named when it was asked: this shop's copies do not have them yet."""

    def enrol(self, phone: str, name: str = "") -> str:
        """With number and name alone; see `enrol_new`."""
        return self.enrol_new(NewMember(phone, name))

    def enrol_new(self, new: NewMember) -> str:
        """The new member's id. Refused("phone_wrong", "mail_wrong", "birthday_wrong", "guardian_needed",
        "member_there": somebody has this number already)."""
        staff, moment = self._desk.seller("member"), self._desk.moment()
        typed = {name: getattr(new, name) for name in ("phone", "name", "email", "birthday", "guardian")}
        fields = {name: checked(name, value, moment.business_date) for name, value in typed.items()}
        must_be_guarded(fields["birthday"], fields["guardian"], moment.business_date)
        said = new.said
        if said is not None:
            must_be_said(said)
            said = replace(said, text=said.text or self._desk.store.consent.version)
        there = self.with_phone(fields["phone"])
        if there is not None:
            raise Refused("member_there", who=f"{masked_name(there.name)} {masked(there.phone)}".strip())
        when = When(moment.at, moment.business_date, staff.id)
        return self._desk.till.members.enrol(Private(secrets.token_hex(16), **fields, details=()), when, said)

    def with_phone(self, phone: str) -> Member | None:
        """Who has this telephone number, as far as this till knows."""
        number = _phone(phone)
        known = (*self._desk.till.known_members.found(number), *self._enrolled_here(number), *self._met.values())
        return next((there for m in known if (there := self.known(m.id)).phone == number), None)

    # -- at the counter -------------------------------------------------------------------------------------------

    def find(self, typed: str) -> tuple[Member, ...]:
        """Those whom a telephone number, its last four digits (also with the name), a card, the code of their
        telephone, a name, its pinyin, a mail address or an id means: who was enrolled again is who remains.
        Refused("member_unknown") where nobody is."""
        self._desk.seller("member")
        text = self._said_by_code(typed.strip())
        found = self._exactly(text) or self._suggested(text)
        if not found:
            raise Refused("member_unknown")
        return found

    def suggest(self, typed: str) -> tuple[Member, ...]:
        """At most `MOST_FOUND` whom somebody may mean who is still typing; nobody where that is too little."""
        self._desk.seller("member")
        text = typed.strip()
        one = self._desk.till.known_members.by_key(text) if text else None
        return (self.known(one.id),) if one is not None and not one.erased else self._suggested(text)

    def ask(self, typed: str, ask_hub: AskMembers) -> tuple[Member, ...]:
        """The same asked of the hub, which knows the members of all shops; what this till shows of them goes with the
        program. Refused("member_unknown"), and why it cannot be asked."""
        self._desk.seller("member")
        found = ask_hub(self._said_by_code(typed.strip()))
        if not found:
            raise Refused("member_unknown")
        known = self._desk.till.known_members
        self._met |= {member.id: member for member in found if known.by_key(member.id) is None}
        return tuple(self.known(member.id) for member in found)

    def known(self, id_: str) -> Member:
        """The member of this id, or who remains of them, as this till's own entries leave them.
        Refused("member_unknown")."""
        member, led = self._own(id_), {id_}
        while member is not None and member.same_as and member.same_as not in led:  # two tills may lead in a circle
            led.add(member.same_as)
            member = self._own(member.same_as) or Member(member.same_as)
        if member is None or member.erased:
            raise Refused("member_unknown")
        return member

    def _own(self, id_: str) -> Member | None:
        till = self._desk.till
        member = till.known_members.by_key(id_) or self._met.get(id_) or next(self._from_entries(id_), None)
        if member is None:
            return None
        heard = member.heard_of(till.members.till)
        member = in_book_here(member, till.books.newest(id_, heard), till.members.till)
        changes = till.members.changes(id_, heard)
        if not changes:
            return member
        return as_changed_here(member, changes, till.members.till, self._desk.moment().business_date)

    def _exactly(self, text: str) -> tuple[Member, ...]:
        """By a whole word: a number, its last four digits, a card, a name."""
        known = self._desk.till.known_members
        one = [m.id for m in (known.by_key(text), *self._from_entries(text)) if m is not None]
        words = dict.fromkeys((_phone(text), text, fold(text))) if not one and len(text) >= LEAST_TYPED else ()
        found = [m for word in words for m in known.found(word)] or []
        return self._remaining([*one, *(m.id for m in found), *(m.id for m in self._enrolled_here(text))])

    def _suggested(self, text: str) -> tuple[Member, ...]:
        wanted = asked(text)
        if wanted is None:
            return ()
        found = [m.id for m in fitting(self._desk.till.known_members, wanted, MOST_FOUND)]
        return self._remaining([*found, *self._suggested_here(text, wanted)])[:MOST_FOUND]

    def _suggested_here(self, text: str, wanted: Asked) -> Iterator[str]:
        """Of those whom this till enrolled; how their names are read the hub will tell."""
        entered = self._desk.till.members
        if not wanted.last:
            yield from entered.found("", _phone(text), "" if text.isdecimal() else text)
            return
        yield from (id_ for id_, p in entered.found("", wanted.last).items() if fits_name(_new(id_, p), wanted.name))

    def _remaining(self, ids: Iterable[str]) -> tuple[Member, ...]:
        found = {member.id: member for member in map(self.known, dict.fromkeys(ids))}
        return tuple(found.values())

    def _said_by_code(self, text: str) -> str:
        """The member whose telephone shows this code; finding them releases nothing."""
        if not is_live_code(text):
            return text
        return read_live_code(text, self._desk.now()).member

    def by_card(self, code: str) -> Member | None:
        """Whose card this very code is; for scans."""
        known = self._desk.till.known_members
        return next((member for member in known.found(code) if member.code == code), None)

    def whose(self, said: str) -> str:
        """The id of whoever has this whole telephone number, card or code of their telephone; what was said where
        nobody has, or several. Refused("live_code_over", "live_code_wrong")."""
        text, known = self._said_by_code(said.strip()), self._desk.till.known_members
        if len(text) <= LAST or known.by_key(text) is not None:
            return text
        words = dict.fromkeys((_phone(text), text))
        found = [m for word in words for m in known.found(word) if word in (m.phone, m.code)]
        there = self._remaining([*(m.id for m in found), *(m.id for m in self._enrolled_here(text))])
        return there[0].id if len(there) == 1 else text

    def _enrolled_here(self, text: str) -> Iterator[Member]:
        """Whom this till enrolled and the hub has not told of yet."""
        found = self._desk.till.members.found(text, _phone(text))
        known = self._desk.till.known_members
        return (_new(id_, p) for id_, p in found.items() if known.by_key(id_) is None)

    def _from_entries(self, id_: str) -> Iterator[Member]:
        return (m for m in self._enrolled_here(id_) if m.id == id_)

    def attached(self) -> Member | None:
        """Whose basket lies on the counter, as far as this till knows; of somebody else's only the id."""
        id_ = self._desk.basket.cart.member
        if id_ is None:
            return None
        try:
            return self.known(id_)
        except Refused:
            return Member(id_)

    def attach(self, member: Member) -> PricedCart:
        """The basket is theirs: their prices and offers hold, also before the first item. A personal coupon of somebody
        else comes off it. Refused("own_account")."""
        cart = self._at_goods()
        must_be_others(self._desk.till, (self._desk.staff,), member.id)
        if cart.member == member.id and cart.tier == member.tier:
            return self._desk.priced
        return self._lay(replace(cart, member=member.id, tier=member.tier))

    def detach(self) -> PricedCart:
        """The basket is nobody's; a personal coupon comes off it. Refused("no_member")."""
        cart = self._at_goods()
        if cart.member is None:
            raise Refused("no_member")
        return self._lay(replace(cart, member=None, tier=""))

    def _lay(self, cart: Cart) -> PricedCart:
        gone = [d for d in carts.coupons(cart) if not self._coupons.may_have(d.id, cart.member)]
        return self._coupons.lay_without(cart, gone, "member")

    def _at_goods(self) -> Cart:
        self._desk.seller("member")
        if self._desk.basket.paying:
            raise Refused("payment_open")
        return self._desk.basket.cart


def _new(id_: str, p: Private) -> Member:
    return Member(id_, name=p.name, phone=p.phone, email=p.email, birthday=p.birthday, guardian=p.guardian)


def _phone(text: str) -> str:
    """As numbers are kept; what is none stays as it is."""
    try:
        return phone_number(text)
    except Refused:
        return text
