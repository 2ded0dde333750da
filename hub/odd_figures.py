"""Figures of sales that no till of ours would come to: change out of no cash, rounding beyond the shop's step, tax
beside its rate, goods whose price and quantity do not give their amount, an offer that the store never had, another
store's receipt, a day that was over. They are in the books as the till rang them up. Pure, and next to free where
nothing is odd: it runs for every batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final, Protocol

from hub import exceptions
from hub.rows import Row, Rows
from posapp.domain.times import from_text

RULED: Final = frozenset({"promotion", "threshold"})
"""Kinds of discount that name an offer."""
MOST_DAYS: Final = 2
"""Between the moment of a sale and its business date: a shop's day may end after midnight, in a zone of its own."""
MOST_AWAY: Final = 366
"""From the business date of a sale to the hub's day; a till is off the line for weeks, not for years."""
_PERCENT: Final = 100_000


class Known(Protocol):
    """The part of hub.looking.Known that is asked here."""

    step: int
    """To which multiple the store rounds cash; 0: not known."""


class Books(Protocol):
    """The part of hub.booking.Books that is asked here."""

    def strange_offers(self, offers: Iterable[str]) -> set[str]:
        """Those of these offers that the store never had."""

    def stores(self) -> set[str]:
        """All that the hub knows."""


class Note(Protocol):
    """Writes one down."""

    def __call__(
        self, kind: exceptions.Kind, head: Row, about: dict[str, str | int], amount: int, line: int = 0
    ) -> None: ...


def look(rows: Rows, origin: tuple[str, str, str], books: Books, known: Known, note: Note) -> None:
    """Over the sales of one batch; `origin`: store, till, the hub's time."""
    _heads(rows, origin, books, known.step, note)
    odd = [line for line in rows.doubtful if not line[7] and _does_not_come_out(line)]
    wrong = [tax for tax in rows.sale_tax if (off := _off_its_rate(tax)) > 2 and off > _lines_of(rows, tax[1]) + 2]
    offers = set() if rows.off.isdisjoint(RULED) else {x[5] for x in rows.given_off() if x[4] in RULED}
    strange = books.strange_offers(offers) if offers else set()
    if not (odd or wrong or strange):
        return
    heads = {head[1]: head for head in rows.sale}
    for line in odd:
        about: dict[str, str | int] = {"what": "line", "sku": line[3], "unit": line[5], "quantity": line[4]}
        note("sums_odd", heads[line[1]], about, line[6], line=line[2])
    for tax in wrong:
        about = {"what": "tax", "tax": tax[3], "percent": tax[4], "base": tax[5]}
        note("sums_odd", heads[tax[1]], about, tax[6], line=1000 + tax[2])
    for seq, (offer, amount) in _of_sales(row for row in rows.given_off() if row[5] in strange).items():
        note("unknown_offer", heads[seq], {"offer": offer}, amount)


def _heads(rows: Rows, origin: tuple[str, str, str], books: Books, step: int, note: Note) -> None:
    store, _till, now = origin
    ours, long_ago = f"{store}-", (from_text(now) - timedelta(days=MOST_AWAY)).date().isoformat()
    cash: dict[int, int] = {}
    for _, seq, _, type_, amount, _ in rows.sale_tender:
        if type_ == "cash":
            cash[seq] = cash.get(seq, 0) + amount
    others: set[str] | None = None
    for head in rows.sale:
        day, receipt, at = head[3], head[4], head[7]
        if head[11] > 0 or head[10]:
            _cash(cash.get(head[1], 0), head, step, note)
        if not receipt.startswith(ours):
            others = books.stores() - {store} if others is None else others
            if found := _whose(receipt, others):
                note("other_store", head, {"store": found}, head[8])
        if day < long_ago or day != at[:10] and _is_beside(day, at):
            note("date_odd", head, {"date": day, "at": at}, head[8])


def _is_beside(day: str, at: str) -> bool:
    """Days from the moment of the sale; what lies a year ahead is told as that (`date_ahead`)."""
    return abs(_day(day) - _day(at)) > MOST_DAYS and _day(day) - _day(at) <= MOST_AWAY


def _day(at: str) -> int:
    return date.fromisoformat(at[:10]).toordinal()


def _cash(cash: int, head: Row, step: int, note: Note) -> None:
    """Change comes out of cash, and cash is rounded to the nearest multiple of the step or to the next."""
    rounding, change = head[10], head[11]
    if change > max(0, cash) and cash >= 0:
        note("change_odd", head, {"change": change, "cash": cash}, change - cash)
    if rounding and step and abs(rounding) >= step:
        note("rounding_odd", head, {"rounding": rounding, "step": step}, rounding)


def _whose(receipt: str, stores: Iterable[str]) -> str:
    return next((store for store in stores if receipt.startswith(f"{store}-")), "")


def _does_not_come_out(line: Row) -> bool:
    """Nothing came off it, and price times quantity is not its amount. The quantity of a scale's label is worked back
    from its amount, to the thousandth."""
    quantity, unit, gross = line[4], line[5], line[6]
    if quantity <= 0 or gross < 0:
        return bool(not quantity)  # what comes back has its share of the amount
    return bool(abs(unit * quantity - gross * 1000) > 1000 + abs(unit))


def _off_its_rate(tax: Row) -> int:
    """By how many minor units the tax is not that of its base, which has no tax in it. Where it is rounded by line it
    may be off by one for each."""
    return int(abs(tax[5] * tax[4] - tax[6] * _PERCENT) // _PERCENT)


def _lines_of(rows: Rows, seq: int) -> int:
    return sum(line[1] == seq for line in rows.sale_line)


def _of_sales(rows: Iterable[Row]) -> Mapping[int, tuple[str, int]]:
    """Of each sale the first offer, and what all came to."""
    found: dict[int, tuple[str, int]] = {}
    for row in rows:
        offer, amount = found.get(row[1], (row[5], 0))
        found[row[1]] = (offer, amount + row[6])
    return found
