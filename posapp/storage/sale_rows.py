"""The columns of a sale, and the way between a Sale and its rows. A receipt is printed again from these rows alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from posapp.domain.cart import CartLine
from posapp.domain.catalog import Product
from posapp.domain.pricing.values import Discount, PricedCart, PricedLine, TaxSum
from posapp.domain.sale import Sale
from posapp.domain.tender import Settlement, Tender
from posapp.storage.driver import Row
from posapp.storage.place import number_at, place
from posapp.storage.schema import insert_sql

SALE: Final = (
    "seq", "id", "receipt", "receipt_no", "shift", "staff", "business_date", "at", "currency", "member", "ref",
    "gross", "discount", "total", "tax", "units", "rounding", "paid", "change",
    "note", "source", "associate", "earned",
)  # fmt: skip
SALE_LINE: Final = (
    "place", "sku", "name_zh", "name_en", "size", "colour", "category", "tax_id", "tax_code", "unit_word",
    "kind", "code", "quantity", "price", "unit", "gross", "net", "tax", "amount", "given", "override",
    "serial", "associate", "rung",
)  # fmt: skip
SALE_DISCOUNT: Final = ("place", "line", "kind", "id", "amount")
TENDER: Final = ("place", "type", "amount", "reference", "attempt", "account", "points", "bonus", "reserved")
SALE_TAX: Final = ("place", "tax_id", "percent", "base", "tax")
STOCK_MOVE: Final = ("place", "sku", "quantity")

_SALE: Final = insert_sql("sale", SALE)
_LINE: Final = insert_sql("sale_line", SALE_LINE)
_DISCOUNT: Final = insert_sql("sale_discount", SALE_DISCOUNT)
_TENDER: Final = insert_sql("tender", TENDER)
_TAX: Final = insert_sql("sale_tax", SALE_TAX)
_MOVE: Final = insert_sql("stock_move", STOCK_MOVE)

WEIGHED, _SERIAL, _OPEN_PRICE, UNLISTED = 1, 2, 4, 8
"""What `kind` of a line is made of."""


def rows(seq: int, receipt_no: int, sold: Sale) -> list[tuple[str, list[Row]]]:
    """Every row of the sale, with the statement that writes it."""
    priced, settlement = sold.priced, sold.settlement
    head = (
        seq, sold.id, sold.receipt, receipt_no, sold.shift, sold.staff, sold.business_date, sold.at,
        sold.currency, sold.member, sold.ref,
        priced.gross, priced.discount, priced.total, priced.tax, priced.units,
        settlement.rounding, settlement.paid, settlement.change,
        sold.note, sold.source, sold.associate, sold.earned,
    )  # fmt: skip
    discounts: list[Row] = [
        (place(seq, number), line, d.kind, d.id, d.amount)
        for number, (line, d) in enumerate((line.line.number, d) for line in priced.lines for d in line.discounts)
    ]
    return [
        (_SALE, [head]),
        (_LINE, [_line_row(seq, line) for line in priced.lines]),
        (_DISCOUNT, discounts),
        (_TENDER, [_tender_row(seq, t) for t in sold.tenders]),
        (_TAX, [(place(seq, number), t.id, t.percent, t.base, t.tax) for number, t in enumerate(priced.taxes)]),
        (_MOVE, [_move_row(seq, line.line) for line in priced.lines if not line.line.unlisted]),
    ]


def _tender_row(seq: int, t: Tender) -> Row:
    return (place(seq, t.number), t.type, t.amount, t.reference, t.attempt, t.account, t.points, t.bonus, t.reserved)


def _move_row(seq: int, line: CartLine) -> Row:
    return (place(seq, line.number), line.product.sku, -line.quantity)


def _line_row(seq: int, priced: PricedLine) -> Row:
    line = priced.line
    p = line.product
    kind = WEIGHED * p.weighed | _SERIAL * p.serial | _OPEN_PRICE * p.open_price | UNLISTED * line.unlisted
    return (
        place(seq, line.number), p.sku, p.name_zh, p.name_en, p.size, p.colour, p.category, p.tax, p.tax_code, p.unit,
        kind, line.code, line.quantity, p.price, priced.unit, priced.gross, priced.net, priced.tax,
        line.amount, line.given_discount, line.override, line.serial, line.associate, line.rung,
    )  # fmt: skip


def read(head: Row, lines: list[Row], discounts: list[Row], tenders: list[Row], taxes: list[Row]) -> Sale:
    """The Sale of its rows (each in the order of its table). Of a product only what the record keeps comes back."""
    (_, id_, receipt, _, shift, staff, date, at, currency, member, ref,
     gross, discount, total, tax, units, rounding, paid, change, note, source, associate, earned) = head  # fmt: skip
    off: dict[int, list[Discount]] = {}
    for _, line, kind, rule, amount in discounts:
        off.setdefault(line, []).append(Discount(kind, rule, amount))
    return Sale(
        id=id_,
        receipt=receipt,
        shift=shift,
        staff=staff,
        business_date=date,
        at=at,
        currency=currency,
        priced=PricedCart(
            lines=tuple(_read_line(row, tuple(off.get(number_at(row[0]), ()))) for row in lines),
            gross=gross,
            discount=discount,
            total=total,
            tax=tax,
            taxes=tuple(TaxSum(*row[1:]) for row in taxes),
            units=units,
        ),
        tenders=tuple(Tender(number_at(row[0]), *row[1:]) for row in tenders),
        settlement=Settlement(total, rounding, total + rounding, paid, change, 0, 0, True),
        member=member,
        ref=ref,
        note=note,
        source=source,
        associate=associate,
        earned=earned,
    )


def _read_line(row: Row, discounts: tuple[Discount, ...]) -> PricedLine:
    (placed, sku, name_zh, name_en, size, colour, category, tax_id, tax_code, unit_word, kind,
     code, quantity, price, unit, gross, net, tax, amount, given, override, serial, associate, rung) = row  # fmt: skip
    product = Product(
        sku=sku,
        name_zh=name_zh,
        name_en=name_en,
        price=price,
        tax=tax_id,
        category=category,
        unit=unit_word,
        weighed=bool(kind & WEIGHED),
        serial=bool(kind & _SERIAL),
        open_price=bool(kind & _OPEN_PRICE),
        tax_code=tax_code,
        size=size,
        colour=colour,
    )
    line = CartLine(number_at(placed), product, quantity, amount, given, override, code, bool(kind & UNLISTED))
    if serial or associate or rung:
        line = replace(line, serial=serial, associate=associate, rung=rung)
    return PricedLine(line, unit, gross, discounts, net, tax)
