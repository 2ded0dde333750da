"""A sale of this till as it can come back: what was paid for each line, by which tender, and what is left of both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from posapp.domain.pricing.values import PricedLine
from posapp.domain.returning import came_back, gone_back
from posapp.domain.sale import Sale, stayed_of
from posapp.domain.sold import Paid, Sold, SoldLine
from posapp.domain.store import Store


def returnable(sale: Sale, store: Store, back: Iterable[Sale], wholes: Mapping[str, int]) -> Sold:
    """The sale, less what these later ones took `back` of it; `wholes`: what each payment attempt took in all."""
    percents = {t.id: t.percent for t in sale.taxes}
    lines = tuple(
        _line(number, priced, percents.get(priced.line.product.tax, 0)) for number, priced in enumerate(sale.lines, 1)
    )
    sold = Sold(
        sale.id,
        sale.receipt,
        "sale",
        store.id,
        sale.at,
        sale.currency,
        lines,
        _paid(sale, wholes),
        sale.member,
        max(0, sale.earned),
        channel="store",
        entity=store.entity.name,
    )
    for later in back:
        sold = _less(sold, later)
    return sold


def _line(number: int, priced: PricedLine, percent: int) -> SoldLine:
    line = priced.line
    off = tuple((d.kind, d.id, d.amount) for d in priced.discounts)
    left = max(0, line.quantity)  # what a sale took back itself cannot come back again
    return SoldLine(
        number, line.product, left or 1, priced.unit, priced.gross, off, priced.net, priced.tax, percent,
        line.serial, back=0 if left else 1,
    )  # fmt: skip


def _paid(sale: Sale, wholes: Mapping[str, int]) -> tuple[Paid, ...]:
    """What stayed of each tender; of the cash also before its rounding, which the last cash tender carries."""
    stayed, rounding = stayed_of(sale), sale.settlement.rounding
    last = max((t.number for t in sale.tenders if t.type == "cash"), default=0)
    found = []
    for number, t in enumerate(sale.tenders, 1):
        stays = stayed[t.number]
        due = stays - (rounding if t.number == last else 0)
        cash = stays if t.type == "cash" else 0
        whole = wholes.get(t.attempt, t.amount) if t.attempt else 0
        found.append(
            Paid(
                number, t.type, max(0, due), 0, cash, 0, t.reference, t.attempt, whole, t.account, t.points, 0, t.bonus
            )
        )
    return tuple(found)


def _less(sold: Sold, later: Sale) -> Sold:
    taken = later.back
    if taken is None:
        return sold
    lines = {line.number: line for line in sold.lines}
    for x in taken.lines:
        if x.of in lines:
            lines[x.of] = came_back(lines[x.of], x.quantity, x.net, x.tax)
    paid = {p.number: p for p in sold.paid}
    for given in taken.given:
        if given.tender in paid:
            paid[given.tender] = gone_back(paid[given.tender], given)
    return replace(
        sold, lines=tuple(lines.values()), paid=tuple(paid.values()), reversed=sold.reversed + taken.reversed
    )
