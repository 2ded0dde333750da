"""How replay shows values: money and quantities as decimal strings, the cart in the shape of docs/replay.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from posapp.contract.ops import decode_age_checked, decode_price_act
from posapp.contract.people_ops import decode_telephoned
from posapp.domain.asked import first_asked
from posapp.domain.basket import Basket
from posapp.domain.hold import Hold
from posapp.domain.journal import Entry
from posapp.domain.money import Currency, format_amount, format_quantity
from posapp.domain.order import Order
from posapp.domain.pricing import PricedCart, PricedLine, TaxSum
from posapp.domain.pricing.explained import Explained
from posapp.domain.sale import Sale
from posapp.domain.stock import StockAside
from posapp.domain.tender import Settlement, Tender

Shown = dict[str, Any]


def percent_text(thousandths: int) -> str:
    """13000 as "13", 1500 as "1.5"."""
    return format_quantity(thousandths)


def cart_shown(basket: Basket, priced: PricedCart, at: Settlement, currency: Currency) -> Shown:
    """The basket on the counter."""
    shown = _cart(priced, at, basket.cart.member, basket.tenders, currency)
    shown["problems"] = [{"line": p.number, "code": p.code, "refused": p.refusal} for p in basket.cart.problems]
    shown["surplus"] = format_amount(at.surplus, currency.digits)
    shown["remaining"] = format_amount(at.remaining, currency.digits)
    shown |= _told(basket.cart.note, basket.cart.source, basket.cart.associate)
    asked = first_asked(basket.cart)
    if asked is not None:
        shown["asked"] = {"about": asked.about, "line": asked.line.number} | ({"age": asked.age} if asked.age else {})
    return shown


def _told(note: str, source: str, associate: str) -> Shown:
    told = {"note": note, "source": source, "associate": associate}
    return {name: words for name, words in told.items() if words}


def sale_shown(sale: Sale, currency: Currency) -> Shown:
    """A completed sale."""
    shown = _cart(sale.priced, sale.settlement, sale.member, sale.tenders, currency)
    shown |= _told(sale.note, sale.source, sale.associate)
    head = {"sale": sale.id, "receipt": sale.receipt, "business_date": sale.business_date, "at": sale.at}
    return {**head, "earned": sale.earned, **shown}


def offers_shown(explained: Explained, currency: Currency) -> Shown:
    """Why the basket costs what it costs."""

    def money(amount: int) -> str:
        return format_amount(amount, currency.digits)

    return {
        "applied": [
            {
                "id": a.promotion.id,
                "amount": money(a.amount),
                "lines": [{"line": number, "amount": money(amount)} for number, amount in a.lines],
            }
            for a in explained.applied
        ],
        "near": [
            {"id": n.promotion.id, "saves": money(n.saves)}
            | ({"pieces": n.pieces, "sku": n.product.sku} if n.product is not None else {"spend": money(n.spend)})
            for n in explained.near
        ],
        "as_member": money(explained.as_member),
    }


def entry_shown(entry: Entry, currency: Currency) -> Shown:
    """An entry of the journal; where a price was given by hand, who allowed it and what became of it."""
    shown: Shown = {"seq": entry.seq, "kind": entry.kind, "at": entry.at, "staff": entry.staff}
    if entry.kind == "price_act":
        op = decode_price_act(entry.body)
        figures = {"old": format_amount(op.old, currency.digits), "new": format_amount(op.new, currency.digits)}
        shown |= {"act": op.act, "line": op.line, "sku": op.sku, **figures, "percent": percent_text(op.percent)}
        shown |= {"reason": op.reason, "approver": op.approver, "offline": op.offline, "undone": op.undone}
    elif entry.kind == "approved_by_telephone":
        told = decode_telephoned(entry.body)
        shown |= {"act": told.act, "amount": format_amount(told.amount, currency.digits), "approver": told.approver}
        shown |= {"about": told.about}
    elif entry.kind == "age_checked":
        checked = decode_age_checked(entry.body)
        shown |= {"age": checked.age, "skus": list(checked.skus), "passed": checked.passed}
    return shown


def hold_shown(hold: Hold, currency: Currency) -> Shown:
    """A held basket."""
    return {
        "hold": hold.id,
        "label": hold.label,
        "staff": hold.staff,
        "at": hold.at,
        "total": format_amount(hold.total, currency.digits),
        "lines": [{"sku": goods.sku, "qty": format_quantity(goods.quantity)} for goods in hold.goods],
        "taken": hold.taken.register if hold.taken is not None else None,
    }


def exception_shown(found: Shown, currency: Currency) -> Shown:
    """What head office has to see."""
    return {**found, "amount": format_amount(int(found["amount"]), currency.digits)}


def stock_shown(counted: tuple[int, int] | None, aside: StockAside | None) -> Shown:
    """What the shop has and has promised, and what came back and is not for sale; {} of goods that nobody counts."""
    if counted is None:
        return {}
    named = [("on_hand", counted[0]), ("reserved", counted[1]), *(aside.states.items() if aside is not None else ())]
    return {name: format_quantity(units) for name, units in named}


def order_shown(order: Order, currency: Currency) -> Shown:
    """An online order, without who ordered it."""
    lines = [
        {"sku": x.sku, "qty": format_quantity(x.quantity), "amount": format_amount(x.amount, currency.digits)}
        for x in order.lines
    ]
    return {"order": order.id, "state": order.state, "placed": order.placed, "member": order.member, "lines": lines}


def _cart(
    priced: PricedCart, at: Settlement, member: str | None, tenders: Sequence[Tender], currency: Currency
) -> Shown:
    def money(amount: int) -> str:
        return format_amount(amount, currency.digits)

    return {
        "lines": [_line(line, currency) for line in priced.lines],
        "gross": money(priced.gross),
        "discount": money(priced.discount),
        "total": money(priced.total),
        "tax": [_tax(row, currency) for row in sorted(priced.taxes, key=lambda t: (-t.percent, t.id))],
        "tax_total": money(priced.tax),
        "net_of_tax": money(priced.total - priced.tax),
        "rounding": money(at.rounding),
        "due": money(at.due),
        "paid": money(at.paid),
        "change": money(at.change),
        "tenders": [
            {"tender": t.number, "type": t.type, "amount": money(t.amount), "reference": t.reference}
            | ({"points": t.points} if t.type == "points" else {})
            | ({"bonus": money(t.bonus)} if t.type == "stored_value" else {})
            for t in tenders
        ],
        "member": member,
    }


def _line(priced: PricedLine, currency: Currency) -> Shown:
    line, digits = priced.line, currency.digits
    return {
        "line": line.number,
        "sku": line.product.sku,
        "qty": _quantity(line.quantity, line.product.weighed),
        "unit": format_amount(priced.unit, digits),
        "gross": format_amount(priced.gross, digits),
        "discounts": [
            {"kind": d.kind, "id": d.id, "amount": format_amount(d.amount, digits)} for d in priced.discounts
        ],
        "net": format_amount(priced.net, digits),
        "tax": format_amount(priced.tax, digits),
        **{name: words for name in ("serial", "associate", "rung") if (words := getattr(line, name))},
    }


def _quantity(thousandths: int, weighed: bool) -> str:
    """Pieces as people count them ("2"), weights as scales print them ("1.230")."""
    return format_amount(thousandths, 3) if weighed else format_quantity(thousandths)


def _tax(row: TaxSum, currency: Currency) -> Shown:
    return {
        "id": row.id,
        "rate": percent_text(row.percent),
        "base": format_amount(row.base, currency.digits),
        "tax": format_amount(row.tax, currency.digits),
    }
