"""The e-invoice (电子发票) of a sale: how much of it may be invoiced, and where its request stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

InvoiceState = Literal["none", "asked", "issued"]
"""asked: the provider was asked or is about to be; issued: it has a number, and there is no second one."""

PAID_BEFORE: Final = frozenset({"stored_value", "gift_card"})
"""What was invoiced when it was topped up or bought."""


def left_of(
    sold: int, tenders: Iterable[tuple[str, int]], worth: int, given: Iterable[tuple[str, int]]
) -> tuple[int, list[tuple[str, int]]]:
    """A sale of goods for `sold`, and its tenders (type, amount), after goods `worth` so much came back and so much was
    `given` back of its tenders, or pays for what was taken in exchange: that is invoiced with the new sale."""
    left = [(kind, amount) for kind, amount in tenders if amount > 0]
    return sold - worth, [*left, *((kind, -amount) for kind, amount in given)]


def invoiceable(total: int, tenders: Iterable[tuple[str, int]], *, points: bool = False) -> int:
    """Of a sale's total before cash rounding, in minor units: all but what was paid by value that was sold before, and
    by points unless the shop says otherwise; `tenders` are (type, amount)."""
    apart = PAID_BEFORE if points else PAID_BEFORE | {"points"}
    return max(0, total - sum(amount for kind, amount in tenders if kind in apart))
