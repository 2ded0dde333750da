"""In how many baskets a member had an offer: what the hub told, and what this till has sold since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final

from posapp.storage.place import PLACES

if TYPE_CHECKING:
    from posapp.storage.till import TillStore

_FIRST: Final = "SELECT min(seq) FROM sale WHERE business_date = :date AND at >= :since"
_HAD: Final = (
    "SELECT DISTINCT s.seq, d.id FROM sale s JOIN sale_discount d"
    f" ON d.place BETWEEN s.seq * {PLACES} AND s.seq * {PLACES} + {PLACES - 1}"
    " WHERE s.seq >= :seq AND s.member = :member AND d.kind IN ('promotion', 'threshold')"
    " AND d.amount > 0"  # goods that come back bring theirs below zero
)


def offers_had(
    till: TillStore, ids: Collection[str], told: Mapping[str, int], business_date: str, since: str
) -> dict[str, int]:
    """By offer. `ids`: the member's; `told`: what the hub has counted; `since`: as `Sales.offers_given` says. The hub
    counts a sale before it says that it has it, and the till hears of that a moment later, so today's own sales are the
    least that it can be, but for those that came back whole here, with which the member may have it once more."""
    first, sent = till.database.select(_FIRST, date=business_date, since=since)[0][0], till.journal.acknowledged()
    least = sent + 1 if first is None else min(first, sent + 1)
    unsent, today, again = (
        Counter[str](),
        Counter[str](),
        frozenset(till.returns.offers_again(till.journal.till, least)),
    )
    for member in sorted(ids):
        for seq, offer in till.database.select(_HAD, seq=least, member=member):
            if (seq, offer) in again:
                continue
            unsent[offer] += seq > sent
            today[offer] += first is not None and seq >= first
    return {o: max(told.get(o, 0) + unsent[o], today[o]) for o in {*told, *unsent, *today}}
