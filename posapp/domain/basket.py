"""The unfinished sale as it is kept on disk: the cart, what has been taken for it, and when it began."""

from __future__ import annotations

from dataclasses import dataclass

from posapp.domain.cart import Cart
from posapp.domain.promotion import Promotion
from posapp.domain.tender import Tender
from posapp.domain.topup import TopUp

EMPTY = Cart()


@dataclass(frozen=True, slots=True)
class Basket:
    """`began` (UTC ISO text, "" while empty) is the moment whose prices and promotions hold for the whole basket;
    `prices_asked` the last one at which somebody said whether it keeps them; `offers` are those it keeps where head
    office has sent others since (None: it has not). `staff`: whose it is; `waits_for`: who had it set aside because
    somebody else came to the counter, and finds it there again."""

    cart: Cart = EMPTY
    tenders: tuple[Tender, ...] = ()
    paying: bool = False
    began: str = ""
    prices_asked: str = ""
    offers: tuple[Promotion, ...] | None = None
    staff: str = ""
    waits_for: str = ""
    returned: tuple[str, ...] = ()
    """Payment attempts of which all went back to the wallet, as it said: should it fail after all, they count again."""
    topup: TopUp | None = None
    """Money put onto a balance is being paid, not goods: the cart is empty."""
