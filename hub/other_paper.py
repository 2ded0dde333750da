"""One purchase on two papers: an order and the receipt of its balance; a sale and its receipt, where goods came back by
that before the hub had heard of the sale. What came back by the one does not come back by the other too. Pure; no
database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from posapp.contract.ops import SaleOp
from posapp.contract.return_ops import ReturnOp
from posapp.domain.order_balance import order_of_source
from posapp.domain.return_rules import RECEIPT
from posapp.domain.sold import ORDER


class Line(Protocol):
    """Of a sale or order (`hub.returns.Line`)."""

    @property
    def quantity(self) -> int: ...
    @property
    def sku(self) -> str: ...


class Back(Protocol):
    """What came back (`hub.returns.Back`)."""

    @property
    def line(self) -> int: ...
    @property
    def quantity(self) -> int: ...
    @property
    def sku(self) -> str: ...


class Books(Protocol):
    """The part of hub.booking.Books that is asked here."""

    def sale_of(self, of: str) -> tuple[str, str, str] | None:
        """Store, source and receipt of a sale of whatever till."""

    def paid_by(self, order: str) -> str:
        """The receipt of the sale that paid an order's balance, "" where none did."""

    def sale_named(self, receipt: str) -> str:
        """The id of the sale with this printed number, "" where there is none."""


def names(books: Books, of: str) -> tuple[str, ...]:
    """By which other names goods of the sale or order `of` may have come back."""
    if of.startswith(ORDER):
        receipt = books.paid_by(of.removeprefix(ORDER))
        return (books.sale_named(receipt) or RECEIPT + receipt, RECEIPT + receipt) if receipt else ()
    known = books.sale_of(of)
    if known is None:
        return ()
    _, source, receipt = known
    order = order_of_source(source)
    return (RECEIPT + receipt, *((ORDER + order,) if order and books.paid_by(order) == receipt else ()))


def places(back: ReturnOp, sale: SaleOp, sold: Mapping[int, Line], before: Sequence[Back]) -> dict[int, int]:
    """Line of this sale -> line of the one that the goods were sold by: whoever had not heard of that names its goods
    only."""
    if back.kind != "unseen" or not sold:
        return {x.line: x.of for x in back.lines}
    left = {n: line.quantity - sum(b.quantity for b in before if b.line == n) for n, line in sold.items()}
    found: dict[int, int] = {}
    for x in back.lines:
        goods = sale.lines[x.line - 1]
        same = [n for n, line in sold.items() if line.sku == goods.sku]
        found[x.line] = next((n for n in same if left[n] >= -goods.qty), same[0] if same else 0)
        if found[x.line]:
            left[found[x.line]] += goods.qty
    return found


def most(sku: str, sold: Iterable[Line], other: Iterable[Line]) -> int:
    """So many of these goods were bought on both papers together, each of which may name them."""
    return max(sum(line.quantity for line in lines if line.sku == sku) for lines in (sold, other))
