"""What was sold as it can come back: from a sale's journal entry or an online order, less what came back since.

Shares are read, never reckoned anew; only an order that does not say its taxes has them worked out here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, cast, get_args

from posapp.contract.ops import LineOp, SaleOp
from posapp.contract.points_ops import earning_of
from posapp.contract.translate import line_gross
from posapp.contract.translate_offers import offer_of
from posapp.contract.translate_returns import credited
from posapp.domain.catalog import Product
from posapp.domain.money import divide
from posapp.domain.order import TRANSFERS, Order, OrderLine
from posapp.domain.order_balance import back_by_order, balance_paid, lines_of_balance, paid_for_balance, without_balance
from posapp.domain.order_refunds import counter_shares, online_shares, owed_sold, reserved
from posapp.domain.pickup import PAID_BACK, sku_of, stand
from posapp.domain.returning import back_of, came_back, gone_back
from posapp.domain.sold import NOTHING_LIMITED, ORDER, GivenBack, Limited, Paid, Sold, SoldLine
from posapp.domain.tender import TenderType

Products = Callable[[str], Product | None]
SHIPPING: Final = Product("", "运费", "Shipping", 0, "", "", open_price=True)


@dataclass(frozen=True, slots=True)
class Around:
    """What lies around a sale that comes back: who sold it when, what later sales took `backs` of it, what other tills
    keep (line -> thousandths), what payment attempts took in all, and tenders that were others (number -> type,
    reference)."""

    store: str
    receipt: str
    at: str
    entity: str = ""
    as_of: str = ""
    backs: tuple[SaleOp, ...] = ()
    pending: Mapping[int, int] = field(default_factory=dict)
    wholes: Mapping[str, int] = field(default_factory=dict)
    corrected: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    seller: str = ""
    order: Order | None = None
    """Of a sale that says it is for an order: that one."""
    balance: Sold | None = None
    """Of an order whose balance was paid at a counter: that sale as it was, before anything came back."""
    by_receipt: tuple[SaleOp, ...] = ()
    """What came back of that sale by its own receipt, at tills that could not know of the order."""
    refunded: int = 0


def sold_of_sale(op: SaleOp, around: Around, products: Products) -> Sold:
    """A sale by its entry."""
    percents = {tax.id: tax.percent for tax in op.taxes}
    told = ((n, line) for n, line in enumerate(op.lines, 1) if line.qty > 0)  # what it took back itself stays so
    lines = tuple(_line(n, line, percents.get(line.tax_id, 0), products) for n, line in told)
    sold = Sold(
        op.id,
        around.receipt or op.receipt,
        "sale",
        around.store,
        around.at,
        op.currency,
        lines,
        (*_paid(op, around), *_exchanged(op, len(op.tenders))),
        op.member,
        max(0, op.earned) + (op.back.carried if op.back is not None else 0),
        channel="store",
        as_of=around.as_of,
        entity=around.entity,
        seller=around.seller,
        offers=tuple(offer_of(offer) for offer in op.offers),
        earning=earning_of(op.loyalty),
        limited=_limited(op) if around.order is None else NOTHING_LIMITED,
    )
    return _with(sold if around.order is None else _without_ordered(sold, around.order), around)


def _limited(op: SaleOp) -> Limited:
    """Coupons that did nothing were not used by it."""
    return Limited(tuple(c.code for c in op.coupons if c.use and (c.gave or c.amount)), op.counted)


def _without_ordered(sold: Sold, order: Order) -> Sold:
    """Goods of an order that were given out come back by the order, also those that this sale paid for."""
    paid = balance_paid(order) if back_by_order(order) else None
    lines = lines_of_balance(sold, paid) if paid is not None and paid.receipt == sold.receipt else None
    return without_balance(sold, lines) if lines else sold


def sold_of_order(order: Order, around: Around, products: Products, rates: Mapping[str, int], currency: str) -> Sold:
    """An online order, as far as the customer has it; `rates`: tax id -> percent (thousandths)."""
    now = stand(order)
    told = [replace(line, sku=sku_of(order, now, n)) for n, line in enumerate(order.lines, 1)]
    goods = [_ordered(n, line, products, rates) for n, line in enumerate(told, 1)]
    ours = order.channel != TRANSFERS  # what went to another shop no customer had
    lines = [_given(line, at.handed if ours else 0) for line, at in zip(goods, now.lines, strict=True)]
    if order.shipping:
        sending = _shipping(len(lines) + 1, order.shipping, goods, rates)
        lines.append(_given(sending, 0) if now.state in PAID_BACK else sending)
    online = [
        reserved(Paid(n, cast(TenderType, t.type), t.amount, reference=t.code, online=True), share)
        for n, (t, share) in enumerate(zip(order.tenders, online_shares(order, now), strict=True), 1)
        if t.type in get_args(TenderType)
    ]
    counter = _at_the_counter(order, around.balance)
    shares = counter_shares(order, now, counter)
    sold = Sold(
        ORDER + order.id,
        order.id,
        "order",
        around.store,
        _handed_over(order) or around.at or order.placed,
        currency,
        tuple(lines),
        (*online, *(reserved(paid, share) for paid, share in zip(counter, shares, strict=True))),
        order.member or None,
        channel=order.channel,
        state=now.state,
        as_of=around.as_of,
        entity=around.entity,
        seller=around.seller,
    )
    left = _with(sold, replace(around, backs=tuple(op for op in around.backs if not _of_owed(op))))
    return _without_other_paper(left, order, around) if around.by_receipt else left


def _without_other_paper(sold: Sold, order: Order, around: Around) -> Sold:
    """Goods that came back by the receipt of the balance do not come back by the order too."""
    paid, sale = balance_paid(order), around.balance
    ours = lines_of_balance(sale, paid) if sale is not None and paid is not None else frozenset()
    lines = list(sold.lines)
    for op in around.by_receipt:
        for x in op.back.lines if op.back is not None else ():
            goods = op.lines[x.line - 1]
            if x.of not in ours and op.back is not None and op.back.kind != "unseen":
                continue
            for n, line in enumerate(lines):
                if line.product.sku == goods.sku and (many := min(line.left, -goods.qty)) > 0:
                    back = back_of(line, many)
                    lines[n] = came_back(line, many, back.net, back.tax)
                    break
    return replace(sold, lines=tuple(lines))


def owed_of_order(order: Order, around: Around, products: Products, rates: Mapping[str, int], currency: str) -> Sold:
    """What a counter still owes for it; no lines where it owes nothing."""
    plain = replace(around, backs=())
    sold, counter = sold_of_order(order, plain, products, rates, currency), _at_the_counter(order, around.balance)
    owed = owed_sold(sold, order, stand(order), counter)
    left = _with(owed, replace(around, backs=tuple(op for op in around.backs if _of_owed(op))))
    return replace(left, lines=tuple(line for line in left.lines if line.left))


def _of_owed(op: SaleOp) -> bool:
    return op.back is not None and op.back.kind == "owed"


def _at_the_counter(order: Order, sale: Sold | None) -> tuple[Paid, ...]:
    paid = balance_paid(order) if sale is not None else None
    if sale is None or paid is None or paid.receipt != sale.receipt:
        return ()
    return paid_for_balance(sale, lines_of_balance(sale, paid), len(order.tenders) + 1)


def _handed_over(order: Order) -> str:
    """When the customer had the last of it, from which the days of goods that were not seen before count; "" where
    nobody told."""
    return max((step.at for step in order.steps if step.act == "hand_over"), default="")


def _line(number: int, op: LineOp, percent: int, products: Products) -> SoldLine:
    known = products(op.sku) if op.sku and not op.name else None
    name = op.name or op.sku
    product = known or Product(op.sku, name, name, op.unit, op.tax_id, op.category, open_price=bool(op.name))
    gross, off = line_gross(op), tuple((d.kind, d.id, d.amount) for d in op.off)
    net = gross - sum(amount for _, _, amount in off)
    return SoldLine(
        number,
        replace(product, tax=op.tax_id),
        op.qty,
        op.unit,
        gross,
        off,
        net,
        op.tax,
        percent,
        op.serial,
        unlisted=bool(op.name),
    )


def _ordered(number: int, line: OrderLine, products: Products, rates: Mapping[str, int]) -> SoldLine:
    product = products(line.sku) or Product(line.sku, line.sku, line.sku, line.amount, "", "")
    net, percent = line.amount - line.discount, rates.get(product.tax, 0)
    tax = line.tax or divide(net * percent, 100_000 + percent)
    off = (("given", "", line.discount),) if line.discount else ()
    unit = divide(line.amount * 1000, line.quantity)
    sold = SoldLine(number, product, line.quantity, unit, line.amount, off, net, tax, percent, line.serial)
    return replace(sold, final=line.final)


def _given(line: SoldLine, handed: int) -> SoldLine:
    """What was not given out has come back already, with its share: the hub pays that back."""
    never = max(0, line.quantity - handed)
    net, tax = (divide(whole * never, line.quantity) for whole in (line.net, line.tax))
    return replace(came_back(line, never, net, tax), never=never)


def _shipping(number: int, amount: int, goods: list[SoldLine], rates: Mapping[str, int]) -> SoldLine:
    """What was paid for sending is taxed as the dearest goods, whose sale it serves."""
    dearest = max(goods, key=lambda line: line.net, default=None)
    tax_id = dearest.product.tax if dearest is not None else ""
    percent = rates.get(tax_id, 0)
    tax = divide(amount * percent, 100_000 + percent)
    product = replace(SHIPPING, tax=tax_id)
    return SoldLine(number, product, 1000, amount, amount, (), amount, tax, percent, unlisted=True, shipping=True)


def _paid(op: SaleOp, around: Around) -> tuple[Paid, ...]:
    """What stayed of each tender: the change came out of the cash that was handed over last, then of that before. Cash
    counts before its rounding too, which the last of it carries."""
    types = {n: around.corrected.get(n, (t.type, t.reference)) for n, t in enumerate(op.tenders, 1)}
    drawn = {d.tender: d for d in op.drawn}
    stayed, change = {}, op.change
    for n, t in reversed(list(enumerate(op.tenders, 1))):
        back = min(change, t.amount) if t.type == "cash" else 0
        change -= back
        stayed[n] = t.amount - back
    last = max((n for n, t in enumerate(op.tenders, 1) if t.type == "cash"), default=0)
    found = []
    for n, t in enumerate(op.tenders, 1):
        (type_, reference), purse = types[n], drawn.get(n)
        if type_ not in get_args(TenderType) or t.amount < 0:
            continue
        attempt = op.attempts[n - 1] if op.attempts else ""
        found.append(
            Paid(
                n,
                cast(TenderType, type_),
                max(0, stayed[n] - (op.rounding if n == last else 0)),
                cash=stayed[n] if type_ == "cash" else 0,
                reference=reference,
                attempt=attempt,
                whole=around.wholes.get(attempt, t.amount) if attempt else 0,
                account=purse.account if purse else "",
                points=purse.points if purse else 0,
                bonus=purse.bonus if purse else 0,
            )
        )
    return tuple(found)


def _exchanged(op: SaleOp, tenders: int) -> Iterator[Paid]:
    """What paid for goods that were exchanged, numbered after the sale's own tenders."""
    for n, paid in enumerate(credited(op.back) if op.back is not None else (), tenders + 1):
        yield replace(paid, number=n)


def _with(sold: Sold, around: Around) -> Sold:
    sold = replace(sold, refunded=around.refunded)
    lines = {line.number: replace(line, pending=around.pending.get(line.number, 0)) for line in sold.lines}
    paid, gone = {p.number: p for p in sold.paid}, 0
    for op in around.backs:
        if op.back is None:
            continue
        for x in op.back.lines:
            goods = op.lines[x.line - 1]
            of = x.of if op.back.kind != "unseen" else _place_of(goods, lines.values())
            if of in lines:
                net = line_gross(goods) - sum(d.amount for d in goods.off)
                lines[of] = came_back(lines[of], -goods.qty, -net, -goods.tax)
        for g in op.back.given if op.back.kind != "unseen" else ():
            if g.tender in paid:
                paid[g.tender] = gone_back(paid[g.tender], GivenBack(g.tender, g.amount, g.cash, g.points, g.bonus))
        for c in credited(op.back):
            if c.number in paid:
                moved = GivenBack(c.number, c.due, c.cash, c.points, c.bonus)
                paid[c.number] = gone_back(paid[c.number], moved)
        gone += op.back.reversed + op.back.carried
    return replace(sold, lines=tuple(lines.values()), paid=tuple(paid.values()), reversed=gone)


def _place_of(goods: LineOp, lines: Iterable[SoldLine]) -> int:
    """Which line such goods are of, that somebody took back without having heard of the sale; 0 for none."""
    same = [line for line in lines if line.product.sku == goods.sku]
    return next((line.number for line in same if line.left >= -goods.qty), same[0].number if same else 0)
