"""Nobody rings up, approves or tops up on her own member account: somebody else does it for her."""

from __future__ import annotations

from collections.abc import Iterable

from posapp.contract.translate import given_ops
from posapp.domain.cart import Cart
from posapp.domain.errors import Refused
from posapp.domain.staff import Staff
from posapp.storage.known_members import same_person
from posapp.storage.till import TillStore


def is_own(till: TillStore, person: Staff, member: str | None) -> bool:
    """Whether it is the person's own account, by whichever id of a member who was merged."""
    if not person.member or not member:
        return False
    return person.member == member or member in same_person(till.known_members, till.members, person.member)


def must_be_others(till: TillStore, people: Iterable[Staff | None], member: str | None) -> None:
    """Refused("own_account") where one of these people has this account."""
    for person in people:
        if person is not None and is_own(till, person, member):
            raise Refused("own_account", who=person.name)


def check_cart(till: TillStore, staff: Staff, cart: Cart) -> None:
    """The same of whoever rings a basket up, and of everybody who gave or allowed a price on it."""
    if cart.member is None:
        return
    given = {who for op in given_ops(cart.lines, cart.discounts) for who in (op.staff, op.approver) if who}
    must_be_others(till, (staff, *(till.staff.by_id(who) for who in sorted(given))), cart.member)
