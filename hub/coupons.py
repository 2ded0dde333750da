"""Coupons in the journals: who used one, gave one back, or used it once too often. Pure; no database.

The sale stands as the till rang it up. A coupon that is used more often than it is good for, by a stranger, or for more
than it is worth is an exception that a person settles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from hub import exceptions
from hub.rows import Rows
from posapp.contract.coupon_ops import CouponOp
from posapp.contract.envelope import WireEntry
from posapp.contract.feed_coupons import CouponRow
from posapp.contract.ops import SaleOp

MOST: int = 50
"""Coupons of one sale or entry that are looked at; a till lets a basket have twenty."""


class Books(Protocol):
    """The part of hub.booking.Books that is asked here."""

    def coupon(self, code: str) -> CouponRow | None:
        """The coupon."""

    def spend(self, code: str, use: str, seq: int, staff: str, at: str, amount: int) -> list[tuple[str, int, str]]:
        """Notes a sale's use; every other one."""

    def remains(self, members: Iterable[str]) -> Mapping[str, str]:
        """Of these members those who are the same as another, who remains."""

    def give_back(self, code: str, use: str, staff: str, at: str) -> None:
        """Free again."""


def of(sale: SaleOp) -> Iterator[CouponOp]:
    """The coupons of a sale; one that took something off without being named is one too."""
    yield from sale.coupons[:MOST]
    named = {coupon.code for coupon in sale.coupons}
    off: dict[str, int] = {}
    of_goods = (line for line in sale.lines if line.qty > 0)  # what came back had it off when it was sold
    for d in [d for line in of_goods for d in line.off if d.kind == "coupon" and d.id not in named]:
        off[d.id] = off.get(d.id, 0) + d.amount
    yield from (CouponOp(code, "", amount, gave=True) for code, amount in list(off.items())[:MOST])


def book(
    rows: Rows, origin: tuple[str, str, str], books: Books, entry: WireEntry, coupon: CouponOp, sale: SaleOp
) -> None:
    """One coupon of a sale."""
    _, till, at = origin
    if not (coupon.gave or coupon.amount):
        if coupon.use:
            books.give_back(coupon.code, coupon.use, entry.staff, at)
        return
    known = books.coupon(coupon.code)
    about: dict[str, str | int] = {"coupon": coupon.code, "receipt": sale.receipt}
    why = "unknown" if known is None else _wrong(books, known, coupon, sale)
    if why:
        exceptions.note(rows, "coupon_odd", origin, entry, {**about, "why": why}, amount=coupon.amount)
    if known is None or not known.uses:
        return
    use = coupon.use or f"{till}.{entry.seq}"
    others = books.spend(coupon.code, use, entry.seq, entry.staff, at, coupon.amount)
    rows.coupons.append(coupon.code)
    if len(others) >= known.uses:
        first = others[0][0]
        about |= {"first": first, "uses": known.uses, "reserved": int(coupon.reserved)}
        also, people = tuple((t, seq) for t, seq, _ in others[:MOST]), tuple(who for _, _, who in others[:MOST])
        exceptions.note(rows, "coupon_twice", origin, entry, about, amount=coupon.amount, people=people, also=also)


def _wrong(books: Books, known: CouponRow, coupon: CouponOp, sale: SaleOp) -> str:
    """What is odd about it, by the coupon as it is now. Two ids of one member are one."""
    if known.member and known.member != (sale.member or ""):
        one = books.remains((known.member, sale.member or ""))
        if one.get(known.member, known.member) != one.get(sale.member or "", sale.member):
            return "other_member"
    if not known.percent and coupon.amount > known.amount:
        return "too_much"
    return ""


def give_back(books: Books, entry: WireEntry, coupons: Iterable[CouponOp], at: str) -> None:
    """These came off a basket."""
    for coupon in tuple(coupons)[:MOST]:
        if coupon.use:
            books.give_back(coupon.code, coupon.use, entry.staff, at)
