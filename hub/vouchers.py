"""Vouchers in the journals: one that pays a second time, in whatever shop, is an exception. Pure; no database.

A till knows its own only, and vouchers are paper of many makers: the sale stands, a person looks at both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from hub import exceptions
from hub.rows import Rows
from posapp.contract.envelope import WireEntry
from posapp.contract.ops import SaleOp
from posapp.domain.tender import NO_VOUCHER_NUMBER, voucher_number

Use = tuple[str, int, str]
"""(till, number, person) of the sale that took it."""


class Books(Protocol):
    """The part of hub.booking.Books that is asked here."""

    def voucher_uses(self, numbers: Iterable[str]) -> Mapping[str, list[Use]]:
        """The sales that took these before."""

    def voucher_back(self, sale: int, tender: int) -> None:
        """What the till's sale said of this tender was wrong: it was no voucher."""


def book(rows: Rows, till: str, entry: WireEntry, sale: SaleOp) -> None:
    """The vouchers of one sale."""
    for number, tender in enumerate(sale.tenders, 1):
        if tender.type == "voucher" and tender.amount > 0:
            take(rows, till, entry, entry.seq, number, tender.reference, tender.amount)


def take(rows: Rows, till: str, entry: WireEntry, sale: int, tender: int, reference: str, amount: int) -> None:
    """One voucher of the till's sale `sale`."""
    known = voucher_number(reference)
    if known not in NO_VOUCHER_NUMBER:
        rows.voucher_use.append((known, till, sale, tender, entry.staff))
        rows.vouchers.append((entry, known, sale, tender, amount))


def take_back(rows: Rows, books: Books, till: str, sale: int, tender: int) -> None:
    """This tender of the till's sale was no voucher after all, whether the sale came before or in this batch."""
    books.voucher_back(sale, tender)
    rows.voucher_use = [row for row in rows.voucher_use if row[1:4] != (till, sale, tender)]
    rows.vouchers = [one for one in rows.vouchers if one[2:4] != (sale, tender)]


def settle(rows: Rows, origin: tuple[str, str, str], books: Books) -> None:
    """An exception of each that was taken before, once for the batch."""
    if not rows.vouchers:
        return
    till = origin[1]
    uses = {number: list(found) for number, found in books.voucher_uses({v[1] for v in rows.vouchers}).items()}
    for entry, number, sale, _tender, amount in rows.vouchers:
        before = [use for use in uses.get(number, ()) if use[:2] != (till, sale)]
        twice_here = [use for use in uses.get(number, ()) if use[:2] == (till, sale)]
        if before or (twice_here and entry.kind == "sale"):
            also = tuple((t, n) for t, n, _ in before)
            people = tuple(who for _, _, who in before)
            about = {"number": number, "first": (before or twice_here)[0][0]}
            exceptions.note(rows, "voucher_twice", origin, entry, about, amount=amount, people=people, also=also)
        uses.setdefault(number, []).append((till, sale, entry.staff))
