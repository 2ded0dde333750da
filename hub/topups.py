"""Money on balances and points for earlier receipts, in the journals. Pure; no database.

The till's record stands: what two tills put onto a balance beyond its limit while one of them could not ask is booked,
and an exception says so. Points of a sale are booked once, whoever gives them again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final, NamedTuple, Protocol, TypeVar, cast, get_args

import msgspec

from hub import exceptions, own_accounts
from hub.purses import Move
from hub.rows import Rows
from posapp.contract.envelope import WireEntry
from posapp.contract.ops import SaleOp
from posapp.contract.points_ops import earning_of
from posapp.contract.topup_ops import LatePointsOp, TopUpOp, decode_late_points, decode_topup
from posapp.domain.errors import Refused
from posapp.domain.late_points import late_days
from posapp.domain.store import Store
from posapp.domain.times import from_text
from posapp.domain.topup import TopUpPurse, most_of
from posapp.domain.typed import seen

T = TypeVar("T")
Origin = tuple[str, str, str]
"""Store, till, the hub's time."""
KINDS: Final = ("topup", "late_points")
"""What is booked here."""
MOST_KEY: Final = 100


class Read(Protocol):
    """Reads the entry's body by a decoder; Refused("entry_malformed")."""

    def __call__(self, decode: Callable[[bytes], T], /) -> T: ...


class SoldThen(NamedTuple):
    """A completed sale. `pointed`: what of it was paid with points; `back`: what its goods cost that came back."""

    member: str
    total: int
    at: str
    staff: str
    pointed: int
    back: int


class Books(Protocol):
    """The part of hub.booking.Books that is asked here."""

    def settings(self) -> Store | None:
        """Those of the till's store, as they are now."""

    def own_members(self) -> Mapping[str, str]:
        """Of the store's people who have one: staff -> their own member account."""

    def remains(self, members: Iterable[str]) -> Mapping[str, str]:
        """Of these members those who are the same as another, who remains."""

    def sold_then(self, sale: str) -> SoldThen | None:
        """A sale of whatever till, where it has come."""

    def give_late(self, op: LatePointsOp, seq: int, staff: str, at: str) -> tuple[str, int, str]:
        """Notes that its points were given, unless they were before; (till, number, person) of the first."""

    def given_late(self, sale: str) -> tuple[str, int, str, int] | None:
        """(till, number, member, points) of whoever was given its points later."""


def book(
    rows: Rows, origin: Origin, books: Books, entry: WireEntry, read: Read, must_be_taken: Callable[[str], None]
) -> tuple[Move, ...]:
    """Adds the entry's rows; what it moves. Refused leaves them as they were."""
    if entry.kind == "topup":
        return _topup(rows, origin, books, entry, read(decode_topup), must_be_taken)
    return _late(rows, origin, books, entry, read(decode_late_points), must_be_taken)


def _topup(
    rows: Rows, origin: Origin, books: Books, entry: WireEntry, op: TopUpOp, must_be_taken: Callable[[str], None]
) -> tuple[Move, ...]:
    store, till, _ = origin
    _check(op, origin, entry)
    if op.purse == "stored_value":
        must_be_taken(op.account)
    head = (till, entry.seq, store, entry.business_date, op.number, op.shift, entry.staff, entry.at)
    tenders = msgspec.json.encode(op.tenders).decode()
    rows.topup.append((*head, op.purse, op.account, op.principal, op.bonus, op.rounding, op.change, tenders))
    settings, purse = books.settings(), cast(TopUpPurse, op.purse)
    most = most_of(settings.top_up, purse, settings.currency) if settings is not None and op.principal > 0 else 0
    if purse == "stored_value":
        for person in (entry.staff, op.approver):
            own_accounts.note(rows, origin, books, entry, person, op.account, op.number, op.principal)
    released = (op.reserved[:MOST_KEY], op.number, op.principal)
    number = 0 if op.principal > 0 else 1
    move = Move(entry, number, purse, op.account, op.units, op.bonus, *released, op.proof[:2000], op.name[:MOST_KEY])
    return (replace(move, most=most),)


def _check(op: TopUpOp, origin: Origin, entry: WireEntry) -> None:
    """Refused("entry_malformed", "sale_sums")."""
    own = op.id == f"{origin[1]}.{entry.seq}" and op.shift.rpartition(".")[0] == origin[1]
    named = 0 < len(op.account) <= MOST_KEY and seen(op.account) == op.account and op.purse in get_args(TopUpPurse)
    signed = op.principal != 0 and (op.bonus == 0 or (op.bonus > 0) == (op.principal > 0))
    if not (own and named and signed) or op.change < 0:
        raise Refused("entry_malformed")
    if sum(t.amount for t in op.tenders) - op.change != op.principal + op.rounding:
        raise Refused("sale_sums")


# -- points for an earlier receipt ------------------------------------------------------------------------------------


def _late(
    rows: Rows, origin: Origin, books: Books, entry: WireEntry, op: LatePointsOp, must_be_taken: Callable[[str], None]
) -> tuple[Move, ...]:
    if op.points <= 0 or not 0 < len(op.member) <= MOST_KEY or not 0 < len(op.of) <= MOST_KEY:
        raise Refused("entry_malformed")
    must_be_taken(op.of)
    must_be_taken(op.member)
    about: dict[str, str | int] = {"receipt": op.receipt[:80], "of": op.of, "member": op.member, "units": op.points}
    first = books.give_late(op, entry.seq, entry.staff, entry.at)
    if first[:2] != (origin[1], entry.seq):
        facts = about | {"first": first[0]}
        exceptions.note(rows, "late_points_twice", origin, entry, facts, people=(first[2],), also=(first[:2],))
        return ()
    sold = books.sold_then(op.of) or _in_batch(rows, origin, op.of)
    why = _why_odd(sold, books.settings(), entry, op)
    if why:
        exceptions.note(rows, "late_points_odd", origin, entry, about | {"why": why})
    if why in ("member", "unknown"):
        return ()
    for person in (entry.staff, op.approver, *((sold.staff,) if sold is not None else ())):
        own_accounts.note(rows, origin, books, entry, person, op.member, op.receipt[:80], 0)
    rows.late_points.append((entry, op.member, op.receipt[:80]))
    return (Move(entry, 0, "points", op.member, op.points, 0, "", op.receipt[:80], 0),)


def came_back(rows: Rows, origin: Origin, books: Books, entry: WireEntry, sale: SaleOp) -> None:
    """Goods of a sale whose points were given later, by a till that had not heard of that: nobody's points went."""
    back = sale.back
    if back is None or back.kind != "sale" or not back.of or sale.member or back.reversed:
        return
    late = books.given_late(back.of)
    if late is not None:
        till, seq, member, points = late
        about: dict[str, str | int] = {"receipt": sale.receipt, "of": back.of, "member": member, "units": points}
        exceptions.note(rows, "late_points_odd", origin, entry, about | {"why": "back"}, also=((till, seq),))


def _why_odd(sold: SoldThen | None, settings: Store | None, entry: WireEntry, op: LatePointsOp) -> str:
    """What no till of ours would have given; "": nothing is."""
    if sold is None:
        return "unknown"
    if sold.member:
        return "member"
    if settings is None:
        return ""
    if from_text(entry.at) >= from_text(sold.at) + timedelta(days=late_days(settings)):
        return "late"
    by, rules = earning_of(op.by), settings.points
    told = [rule for rule in rules.versions if by is not None and rule.version == by.rule] if rules is not None else []
    if by is None or not told or by.per != told[0].per or by.times > told[0].times(by.tier, by.birthday):
        return "points"
    return "points" if op.points > by.points(sold.total - sold.back - sold.pointed, 1, 1) else ""


def _in_batch(rows: Rows, origin: Origin, of: str) -> SoldThen | None:
    till, _, seq = of.rpartition(".")
    for head in rows.sale if till == origin[1] else ():
        if str(head[1]) == seq:
            pointed = sum(int(t[4]) for t in rows.sale_tender if t[1] == head[1] and t[3] == "points")
            back = sum(int(row[12]) for row in rows.sale_return if row[0] == of)
            return SoldThen(head[12] or "", int(head[8]), str(head[7]), str(head[6]), pointed, back)
    return None
