"""Offers that are for only so many baskets of a member: counted, and an exception where tills gave one too often. Pure;
no database. A till counts by what the hub told of the member and by its own books, so two tills that are offline may
each give the last one.
"""

from __future__ import annotations

from typing import Protocol

from hub import exceptions
from hub.rows import Rows
from posapp.contract.envelope import WireEntry
from posapp.contract.ops import SaleOp

MOST: int = 50
"""Offers of one sale that are counted, and sales that an exception names."""


class Books(Protocol):
    """The part of hub.booking.Books that is asked here."""

    def offer_of(self, offer: str, member: str) -> tuple[int, list[tuple[str, int]]] | None:
        """Its limit, and the sales where the member had it."""


def book(rows: Rows, origin: tuple[str, str, str], books: Books, entry: WireEntry, sale: SaleOp) -> None:
    """The counted offers of a sale of a member."""
    _, till, _ = origin
    member = sale.member or ""
    for number, offer in enumerate(dict.fromkeys(sale.counted[:MOST]), 1):
        known = books.offer_of(offer, member)
        here = [(row[2], row[3]) for row in rows.offer_use if row[:2] == (member, offer)]
        rows.offer_use.append((member, offer, till, entry.seq))
        if known is None:
            continue
        limit, others = known[0], [*known[1], *here]
        if limit and len(others) >= limit:
            off = sum([d.amount for line in sale.lines for d in line.off if d.id == offer])
            about: dict[str, str | int] = {"offer": offer, "receipt": sale.receipt, "limit": limit}
            exceptions.note(
                rows, "offer_over", origin, entry, about, line=number, amount=off, also=tuple(others[:MOST])
            )
