"""What a refund to a wallet does to the basket that is still being paid: the payment counts less by it, or again."""

from __future__ import annotations

from dataclasses import replace

from posapp.domain.basket import Basket
from posapp.domain.refund import Refund
from posapp.domain.tender import Tender


def less(basket: Basket, refund: Refund) -> Basket:
    """The basket with so much less of the payment that it is of, or without that tender."""
    its = [t for t in basket.tenders if t.attempt == refund.of]
    if not its:
        return basket
    lower = tuple(replace(t, amount=t.amount - refund.amount) if t in its else t for t in basket.tenders)
    left = tuple(t for t in lower if t.amount > 0 or t.attempt != refund.of)
    gone = () if any(t.attempt == refund.of for t in left) else (refund.of,)
    return replace(basket, tenders=left, returned=(*basket.returned, *gone))


def is_of(basket: Basket, refund: Refund) -> bool:
    """Whether this basket is the one that was paid by it, and is still being paid."""
    return basket.paying and (refund.of in basket.returned or any(t.attempt == refund.of for t in basket.tenders))


def more(basket: Basket, refund: Refund, reference: str) -> Basket:
    """The basket with so much more of that payment again: the wallet will not give it after all. `reference`: the
    payment's."""
    if any(t.attempt == refund.of for t in basket.tenders):
        higher = (replace(t, amount=t.amount + refund.amount) if t.attempt == refund.of else t for t in basket.tenders)
        return replace(basket, tenders=tuple(higher))
    number = max((t.number for t in basket.tenders), default=0) + 1
    again = Tender(number, refund.wallet, refund.amount, reference, refund.of)
    kept = tuple(attempt for attempt in basket.returned if attempt != refund.of)
    return replace(basket, tenders=(*basket.tenders, again), returned=kept)
