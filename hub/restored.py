"""Coupons and offers of which there is only so much, once all of the sale that had them has come back: they are the
customer's once more, as the till told them. Pure; no database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Protocol

from hub import exceptions
from hub.rows import Rows
from posapp.contract.envelope import WireEntry
from posapp.contract.ops import SaleOp
from posapp.contract.return_ops import ReturnOp

MOST: int = 50
"""Of each that one return may name."""


class Restorable(Protocol):
    """The part of hub.booking.Books that is asked here."""

    def unspend(self, code: str, of: str) -> bool:
        """The sale's use of the coupon counts no more; whether it did."""

    def unhave(self, offer: str, of: str) -> list[str]:
        """Nor that it had the offer; the member by whom it is known."""


def book(
    rows: Rows, origin: tuple[str, str, str], books: Restorable, entry: WireEntry, sale: SaleOp, whole: bool
) -> None:
    """What the sale `sale.back.of` had; `whole`: whether nothing of that one's goods is left."""
    back = sale.back
    if back is None or not (back.again or back.offers_again):
        return
    if back.kind != "sale" or not whole:
        about: dict[str, str | int] = {"receipt": sale.receipt, "of_receipt": back.receipt[:80], "why": "not_all_back"}
        about["coupon"] = (back.again or back.offers_again)[0][:100]
        exceptions.note(rows, "coupon_odd", origin, entry, about)
        return
    rows.coupons += [code for code in back.again[:MOST] if books.unspend(code, back.of)]
    for offer in back.offers_again[:MOST]:
        _offer(rows, books, offer, back)


def _offer(rows: Rows, books: Restorable, offer: str, back: ReturnOp) -> None:
    till, _, seq = back.of.rpartition(".")
    same = [row for row in rows.offer_use if (row[1], row[2], str(row[3])) == (offer, till, seq)]
    for row in same:
        rows.offer_use.remove(row)
    rows.restored += [*(str(row[0]) for row in same), *books.unhave(offer, back.of)]


def is_whole(sold: Iterable[tuple[str, int]], back: Iterable[tuple[str, int]]) -> bool:
    """Whether so much of each of the goods (sku, thousandths) has come back as was sold, by whatever paper."""
    left = Counter[str]()
    for sku, quantity in sold:
        left[sku] += max(0, quantity)
    some = bool(left)
    for sku, quantity in back:
        left[sku] -= quantity
    return some and all(quantity <= 0 for quantity in left.values())
