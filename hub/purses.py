"""What a sale's entry moves between the shop and what it owes its customers: gift cards, stored value, points. No
database: balances are asked of `Books` once a batch, account by account in one order, so that two batches that move the
same ones never wait for each other.

The till's record stands: it is booked also where there was not so much, and an exception says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol, cast

from hub import exceptions
from hub.rows import Rows
from posapp.contract.envelope import WireEntry
from posapp.contract.ops import SaleOp
from posapp.domain.errors import Refused
from posapp.domain.return_rules import STORE_CREDIT
from posapp.domain.tender import PURSES
from posapp.domain.typed import seen
from posapp.domain.wallet import OF_MEMBERS, Purse

MOST_ACCOUNT: Final = 100
MOST_PROOF: Final = 2000


@dataclass(frozen=True, slots=True)
class Move:
    """So many minor units, or points, into (or, below zero, out of) a purse. `number`: the sale's tender, 0: what it
    earned; `amount`: the tender's; `reserved`: under which name a till had it kept."""

    entry: WireEntry
    number: int
    purse: Purse
    account: str
    units: int
    bonus: int
    reserved: str
    receipt: str
    amount: int
    proof: str = ""
    name: str = ""
    """What released it, and under which name the till asked or would have asked."""
    credit: bool = False
    """Store credit for goods that no sale proves: the card begins with this."""
    most: int = 0
    """Of money that was put onto it what the balance may hold."""


@dataclass(frozen=True, slots=True)
class Booked:
    """How a purse stands after a batch; `known`: there is such a card or member; who moved it last before."""

    balance: int
    known: bool = True
    till: str = ""
    seq: int = 0


class Books(Protocol):
    """The part of hub.booking.Books that is asked here."""

    def remains(self, members: Iterable[str]) -> Mapping[str, str]:
        """Of these members those who are the same as another, who remains."""

    def released(self, member: str, reserved: str, proof: str, name: str, seq: int) -> tuple[str, str]:
        """How the member released it ("hub", "code", "pin" or ""), and what is odd about that."""

    def move(self, purse: Purse, account: str, units: int, bonus: int, seq: int, names: Iterable[str]) -> Booked:
        """Books it, and lets go what was kept under these names."""

    def is_erased(self, member: str) -> bool:
        """Whether the member asked to be forgotten, and is."""

    def give_out(self, account: str, seq: int) -> None:
        """From now on there is this card, given out by a return; its money comes with `move`."""


def moves(entry: WireEntry, sale: SaleOp) -> tuple[Move, ...]:
    """What the sale says of purses; Refused("entry_malformed") where that makes no sense."""
    if not (sale.drawn or sale.earned or any(tender.type in PURSES for tender in sale.tenders)):
        return ()
    found = [_spent(entry, sale, n, tender.type) for n, tender in enumerate(sale.tenders, 1) if tender.type in PURSES]
    if len(found) != len(sale.drawn):
        raise Refused("entry_malformed")
    if sale.earned and not (0 < sale.earned <= max(0, sale.total)) and not (sale.back and sale.earned < 0):
        raise Refused("entry_malformed")
    if sale.earned and sale.member:
        found.append(Move(entry, 0, "points", sale.member, sale.earned, 0, "", sale.receipt, 0))
    return tuple(found)


def _spent(entry: WireEntry, sale: SaleOp, number: int, type_: str) -> Move:
    drawn = next((d for d in sale.drawn if d.tender == number), None)
    amount = sale.tenders[number - 1].amount
    if drawn is None or not 0 < len(drawn.account) <= MOST_ACCOUNT or seen(drawn.account) != drawn.account:
        raise Refused("entry_malformed")
    units = drawn.points if type_ == "points" else amount
    if sale.back is not None and amount < 0:  # given back
        if units > 0 or not units <= drawn.bonus <= 0:
            raise Refused("entry_malformed")
    elif units <= 0 or amount <= 0 or not 0 <= drawn.bonus <= units:
        raise Refused("entry_malformed")
    purse = cast(Purse, type_)
    reserved, name = drawn.reserved[:MOST_ACCOUNT], drawn.name[:MOST_ACCOUNT]
    moved = (entry, number, purse, drawn.account, -units, -drawn.bonus, reserved, sale.receipt, amount)
    given = purse == "gift_card" and amount < 0 and sale.back is not None
    credit = given and STORE_CREDIT.fullmatch(drawn.account) is not None
    return Move(*moved, proof=drawn.proof[:MOST_PROOF], name=name, credit=credit)


def settle(rows: Rows, origin: tuple[str, str, str], books: Books, found: list[Move]) -> None:
    """Books the moves of a batch, and notes what was not there."""
    if not found:
        return
    members = {move.account for move in found if move.purse in OF_MEMBERS}
    same = {row[0]: str(row[4]) for row in rows.member if row[4]} | dict(books.remains(sorted(members)))
    by_purse: dict[tuple[str, str], list[Move]] = {}
    for move in found:
        account = same.get(move.account, move.account) if move.purse in OF_MEMBERS else move.account
        by_purse.setdefault((move.purse, account), []).append(move)
    for (purse, account), its in sorted(by_purse.items(), key=lambda pair: pair[0]):
        for given in (move for move in its if move.credit):
            books.give_out(account, given.entry.seq)
        names = [move.reserved for move in its if move.reserved]
        units, bonus = sum(move.units for move in its), sum(move.bonus for move in its)
        after = books.move(cast(Purse, purse), account, units, bonus, its[-1].entry.seq, names)
        if not after.known and purse in OF_MEMBERS and account not in {row[0] for row in rows.member}:
            _strange(rows, origin, account, its)
        else:
            _look(rows, origin, after, account, after.balance - units, its)
        put_on = [move for move in its if move.units > 0]
        if purse == "stored_value" and put_on and books.is_erased(account):
            _strange(rows, origin, account, put_on, "erased")
    till = origin[1]
    for m in found:
        how = _released(rows, origin, books, same.get(m.account, m.account), m)
        rows.purse_move.append((till, m.entry.seq, m.number, m.purse, m.account, m.units, m.bonus, how))


def _released(rows: Rows, origin: tuple[str, str, str], books: Books, member: str, move: Move) -> str:
    """By what it was released; what nobody proved is an exception, and booked all the same."""
    if move.purse not in OF_MEMBERS or move.units >= 0:
        return ""
    if move.number == 0:  # points that were earned go with the goods that come back: nobody has to release them
        return ""
    how, why = books.released(member, move.reserved, move.proof, move.name, move.entry.seq)
    if why:
        about: dict[str, str | int] = {"receipt": move.receipt, "purse": move.purse, "account": member}
        about |= {"units": -move.units, "why": why}
        exceptions.note(rows, "unproven", origin, move.entry, about, line=move.number, amount=move.amount)
    return how


def _strange(rows: Rows, origin: tuple[str, str, str], member: str, its: list[Move], why: str = "") -> None:
    """Points or money of a member whom nobody ever enrolled, or money that a till without the line took for one who was
    erased meanwhile: it has to find its way back to them."""
    for move in its:
        about: dict[str, str | int] = {"receipt": move.receipt, "purse": move.purse, "account": member}
        about |= {"units": move.units, "why": why} if why else {"units": move.units}
        exceptions.note(rows, "unknown_member", origin, move.entry, about, line=move.number, amount=move.amount)


def _look(rows: Rows, origin: tuple[str, str, str], after: Booked, account: str, balance: int, its: list[Move]) -> None:
    """Which of the sales spent more than there was, or out of nothing."""
    also = ((after.till, after.seq),) if after.till else ()
    for move in its:
        balance += move.units
        over = bool(move.most and (balance > move.most or not after.known))
        if not over and (move.units >= 0 or after.known and balance >= 0):
            continue
        kind: exceptions.Kind = "unknown_account" if not after.known else "topup_over" if over else "overdrawn"
        named = account if move.purse in OF_MEMBERS else f"••••{account[-4:]}"
        about: dict[str, str | int] = {"receipt": move.receipt, "purse": move.purse, "account": named}
        about |= {
            "units": -move.units if not over else move.units,
            "balance": balance,
            "asked": int(bool(move.reserved)),
        }
        exceptions.note(rows, kind, origin, move.entry, about, line=move.number, amount=move.amount, also=also)
