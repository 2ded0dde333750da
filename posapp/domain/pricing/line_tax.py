"""Step 7: the tax of each line (money rule M2), and the sums by tax.

Included: computed and rounded line by line from the net. Added on top: once per tax on the sum of the nets, then split
to the lines by M4. Taxes that charge nothing (免税, zero-rated, 不征税) are summed too: reports show their base.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from posapp.domain.money import allocate
from posapp.domain.pricing.values import PriceBook, TaxSum, Totals
from posapp.domain.tax import Tax, added_tax, tax_of


def added_taxes(nets: Sequence[int], tax_ids: Sequence[str], taxes: Mapping[str, Tax]) -> list[int]:
    """The tax on top of each line."""
    lines_of: dict[str, list[int]] = {}
    for i, tax_id in enumerate(tax_ids):
        lines_of.setdefault(tax_id, []).append(i)
    shares = [0] * len(nets)
    for tax_id, lines in lines_of.items():
        bases = [nets[i] for i in lines]
        for i, share in zip(lines, allocate(added_tax(sum(bases), tax_of(taxes, tax_id)), bases), strict=True):
            shares[i] = share
    return shares


def tax_sums(totals: Totals, book: PriceBook) -> tuple[TaxSum, ...]:
    """One sum for each tax of the basket, the highest rate first."""
    included = book.tax_mode == "inclusive"
    sums = [
        TaxSum(tax_id, tax_of(book.taxes, tax_id).rate, net - tax if included else net, tax)
        for tax_id, (net, tax, _) in totals.by_tax.items()
    ]
    return tuple(sorted(sums, key=lambda s: (-s.percent, s.id)))
