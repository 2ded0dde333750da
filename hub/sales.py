"""A sale's journal entry as rows of the hub's books. Pure; no database."""

from __future__ import annotations

from hub.rows import Row, Rows
from posapp.contract.envelope import WireEntry
from posapp.contract.ops import LineOp, SaleOp
from posapp.domain.errors import Refused
from posapp.domain.money import divide
from posapp.domain.receipt_code import PAGE


def add(rows: Rows, till: str, store: str, entry: WireEntry, sale: SaleOp) -> None:
    """Adds a sale's rows; Refused("empty_sale", "sale_sums", "entry_malformed") leaves `rows` as they were."""
    seq = entry.seq
    if not sale.lines:
        raise Refused("empty_sale")
    lines, discounts, net = _lines(till, seq, sale.lines)
    if sale.page and not PAGE.fullmatch(sale.page):
        raise Refused("entry_malformed")
    tax = sum([t.tax for t in sale.taxes])
    _check_sums(sale, net, tax)
    head = (till, seq, store, entry.business_date, sale.receipt, sale.shift, entry.staff, entry.at)
    told = (sale.note, sale.source, sale.associate)
    rows.sale.append((*head, sale.total, tax, sale.rounding, sale.change, sale.member, *told))
    rows.sale_line += lines
    rows.sale_discount += discounts
    rows.sale_tender += [(till, seq, i, t.type, t.amount, t.reference) for i, t in enumerate(sale.tenders, 1)]
    if sale.page:
        rows.receipt_page.append((till, seq, sale.page))
    if sale.currency:
        rows.currency[seq] = sale.currency
    rows.given += [(seq, g.line, g.kind, g.staff, g.approver) for g in sale.given]
    rows.sale_tax += [(till, seq, i, t.id, t.percent, t.base, t.tax) for i, t in enumerate(sale.taxes, 1)]


def _lines(till: str, seq: int, sold: tuple[LineOp, ...]) -> tuple[list[Row], list[Row], int]:
    """Rows of the lines and of their discounts, and what is left to pay. One plain loop: it runs for all goods sold."""
    lines: list[Row] = []
    discounts: list[Row] = []
    net = 0
    for n, x in enumerate(sold, 1):
        gross, quantity, off = x.gross, x.qty, 0
        if gross is None:
            gross = x.unit * (quantity // 1000) if not quantity % 1000 else divide(x.unit * quantity, 1000)
        for i, d in enumerate(x.off, 1):
            off += d.amount
            discounts.append((till, seq, n, i, d.kind, d.id, d.amount))
        net += gross - off
        head = (till, seq, n, x.sku, quantity, x.unit, gross, off, x.tax, x.tax_id)
        lines.append((*head, x.code, x.name, x.category, x.serial, x.associate))
    return lines, discounts, net


def _check_sums(sale: SaleOp, net: int, tax: int) -> None:
    """Lines give the total (tax inside or on top), tenders less change give the total and its rounding."""
    if sale.total not in (net, net + tax):
        raise Refused("sale_sums")
    if sum([t.amount for t in sale.tenders]) - sale.change != sale.total + sale.rounding:
        raise Refused("sale_sums")
