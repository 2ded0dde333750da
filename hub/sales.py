"""A sale's journal entry as rows of the hub's books. Pure; no database."""

from __future__ import annotations

from collections.abc import Set
from typing import NamedTuple

from hub.rows import Row, Rows
from posapp.contract.envelope import WireEntry
from posapp.contract.ops import LineOp, SaleOp
from posapp.domain.errors import Refused
from posapp.domain.money import divide
from posapp.domain.receipt_code import PAGE


class _Goods(NamedTuple):
    """The lines of a sale."""

    lines: list[Row]
    discounts: list[Row]
    doubtful: list[Row]
    off: set[str]
    """The kinds of the discounts."""
    net: int
    """What is left to pay."""


def add(rows: Rows, till: str, store: str, entry: WireEntry, sale: SaleOp) -> Set[str]:
    """Adds a sale's rows, and tells by what kinds of discount something came off it; Refused("empty_sale", "sale_sums",
    "entry_malformed") leaves `rows` as they were."""
    seq = entry.seq
    if not sale.lines:
        raise Refused("empty_sale")
    goods = _goods(till, seq, sale.lines)
    if sale.page and not PAGE.fullmatch(sale.page):
        raise Refused("entry_malformed")
    tax = sum([t.tax for t in sale.taxes])
    _check_sums(sale, goods.net, tax)
    head = (till, seq, store, entry.business_date, sale.receipt, sale.shift, entry.staff, entry.at)
    told = (sale.note, sale.source, sale.associate)
    rows.sale.append((*head, sale.total, tax, sale.rounding, sale.change, sale.member, *told))
    rows.sale_line += goods.lines
    rows.sale_discount += goods.discounts
    rows.doubtful += goods.doubtful
    rows.off |= goods.off
    rows.sale_tender += [(till, seq, i, t.type, t.amount, t.reference) for i, t in enumerate(sale.tenders, 1)]
    if sale.page:
        rows.receipt_page.append((till, seq, sale.page))
    if sale.currency:
        rows.currency[seq] = sale.currency
    rows.given += [(seq, g.line, g.kind, g.staff, g.approver) for g in sale.given]
    rows.sale_tax += [(till, seq, i, t.id, t.percent, t.base, t.tax) for i, t in enumerate(sale.taxes, 1)]
    return goods.off


def _goods(till: str, seq: int, sold: tuple[LineOp, ...]) -> _Goods:
    """One plain loop: it runs for all goods sold."""
    lines: list[Row] = []
    discounts: list[Row] = []
    doubtful: list[Row] = []
    kinds: set[str] = set()
    net = 0
    for n, x in enumerate(sold, 1):
        gross, quantity, unit, name, off = x.gross, x.qty, x.unit, x.name, 0
        said = gross is not None
        if gross is None:
            gross = unit * (quantity // 1000) if not quantity % 1000 else divide(unit * quantity, 1000)
        if x.off:
            for i, d in enumerate(x.off, 1):
                off += d.amount
                kinds.add(d.kind)
                discounts.append((till, seq, n, i, d.kind, d.id, d.amount))
        net += gross - off
        about = (till, seq, n, x.sku, quantity, unit, gross, off, x.tax, x.tax_id)
        line = (*about, x.code, name, x.category, x.serial, x.associate)
        lines.append(line)
        if said or name or quantity <= 0 or gross < off or gross < 0:
            doubtful.append(line)
    return _Goods(lines, discounts, doubtful, kinds, net)


def _check_sums(sale: SaleOp, net: int, tax: int) -> None:
    """Lines give the total (tax inside or on top), tenders less change give the total and its rounding."""
    if sale.total not in (net, net + tax):
        raise Refused("sale_sums")
    if sum([t.amount for t in sale.tenders]) - sale.change != sale.total + sale.rounding:
        raise Refused("sale_sums")
