"""What sales at counters paid of online orders, and gave back: each is left as a step of the order, in the transaction
that takes the sale, and applied to the order after it (`hub.storage.order_payments`). Pure; no database."""

from __future__ import annotations

from typing import Final, Protocol

from hub.rows import Rows
from posapp.contract.envelope import WireEntry
from posapp.contract.feed_orders import OrderStepRow
from posapp.contract.ops import SaleOp
from posapp.domain.order import PAID, OrderStep
from posapp.domain.order_balance import order_of_source
from posapp.domain.typed import seen

MOST_ID: Final = 64


class Books(Protocol):
    """The part of hub.booking.Books that is asked here."""

    def sale_of(self, of: str) -> tuple[str, str, str] | None:
        """Store, source and receipt of a sale of whatever till."""


def book(rows: Rows, origin: tuple[str, str, str], entry: WireEntry, sale: SaleOp) -> None:
    """One that says that it is for an order; whether it paid what was owed is looked at with the order."""
    order = order_of_source(sale.source)
    if order and len(order) <= MOST_ID and seen(order) == order and sale.receipt:
        _leave(rows, origin[1], origin[0], order, entry, OrderStep("paid", entry.at, entry.staff, receipt=sale.receipt))


def taken_back(rows: Rows, origin: tuple[str, str, str], books: Books, entry: WireEntry, of: str) -> None:
    """Goods of the sale `of` came back: were they an order's, it is owed for again."""
    store, source, receipt = books.sale_of(of) or _in_batch(rows, of)
    if order := order_of_source(source):
        _leave(rows, origin[1], store, order, entry, OrderStep("unpaid", entry.at, entry.staff, receipt=receipt))


def _leave(rows: Rows, till: str, store: str, order: str, entry: WireEntry, step: OrderStep) -> None:
    named = OrderStepRow.of(step).model_copy(update={"till": till + PAID, "seq": entry.seq})
    body = named.model_dump_json(exclude_defaults=True)
    rows.order_step.append((till + PAID, entry.seq, store, order, entry.business_date, 0, 0, body))


def _in_batch(rows: Rows, of: str) -> tuple[str, str, str]:
    found = next((row for row in rows.sale if f"{row[0]}.{row[1]}" == of), None)
    return (str(found[2]), str(found[14]), str(found[4])) if found is not None else ("", "", "")
