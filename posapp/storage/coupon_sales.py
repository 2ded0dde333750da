"""What this till sold with coupons, for when the hub cannot be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from posapp.contract.ops import decode_sale
from posapp.storage.place import PLACES

if TYPE_CHECKING:
    from posapp.storage.till import TillStore

_USED: Final = (
    f"SELECT count(DISTINCT place / {PLACES}) FROM sale_discount WHERE kind = 'coupon' AND id = :code"
    " AND amount > 0"  # goods that come back bring theirs below zero
)
_FIRST: Final = "SELECT min(seq) FROM sale WHERE business_date = :date"
_SOLD: Final = (
    f"SELECT DISTINCT place / {PLACES} FROM sale_discount WHERE place >= :place AND kind = 'coupon' ORDER BY 1"
)


def used_here(till: TillStore, code: str) -> int:
    """In how many of this till's sales the coupon took something off, but for those that came back whole here."""
    return int(till.database.select(_USED, code=code)[0][0]) - till.returns.coupons_again(till.journal.till, code)


def without_the_hub(till: TillStore, business_date: str) -> int:
    """What coupons took off in this till's sales of the date that the hub kept for nobody, and of which there are only
    so many."""
    first = till.database.select(_FIRST, date=business_date)[0][0]
    if first is None:
        return 0
    sold = [row[0] for row in till.database.select(_SOLD, place=first * PLACES)]
    bodies = [till.journal.entries_after(seq - 1, 1)[0].body for seq in sold]
    return sum([c.amount for body in bodies for c in decode_sale(body).coupons if c.use and not c.reserved])
