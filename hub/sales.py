"""A sale's journal entry as rows of the hub's books. Pure; no database."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from posapp.contract.envelope import WireEntry
from posapp.contract.ops import LineOp, SaleOp, decode_sale
from posapp.domain.errors import Refused
from posapp.domain.money import divide

Row = tuple[object, ...]


@dataclass(slots=True)
class Rows:
    """Rows of the tables of the same names, columns in their order."""

    sale: list[Row] = field(default_factory=list)
    sale_line: list[Row] = field(default_factory=list)
    sale_discount: list[Row] = field(default_factory=list)
    sale_tender: list[Row] = field(default_factory=list)
    sale_tax: list[Row] = field(default_factory=list)


def add(rows: Rows, till: str, store: str, entry: WireEntry, body: bytes) -> None:
    """Adds a sale's rows; Refused("entry_malformed", "empty_sale" or "sale_sums") leaves `rows` as they were."""
    sale = _read(body)
    if not sale.lines:
        raise Refused("empty_sale")
    key = (till, entry.seq)
    gross = [_gross(line) for line in sale.lines]
    off = [sum(d.amount for d in line.off) for line in sale.lines]
    tax = sum(t.tax for t in sale.taxes)
    _check_sums(sale, sum(gross) - sum(off), tax)
    rows.sale.append(
        (
            *(*key, store, entry.business_date, sale.receipt, sale.shift, entry.staff, entry.at),
            *(sale.total, tax, sale.rounding, sale.change, sale.member),
        )
    )
    for n, line in enumerate(sale.lines):
        rows.sale_line.append(
            (
                *(*key, n + 1, line.sku, line.qty, line.unit, gross[n], off[n]),
                *(line.tax, line.tax_id, line.code, line.name, line.category),
            )
        )
        for i, d in enumerate(line.off):
            rows.sale_discount.append((*key, n + 1, i + 1, d.kind, d.id, d.amount))
    rows.sale_tender += [(*key, i, t.type, t.amount, t.reference) for i, t in enumerate(sale.tenders, 1)]
    rows.sale_tax += [(*key, i, t.id, t.percent, t.base, t.tax) for i, t in enumerate(sale.taxes, 1)]


def _read(body: bytes) -> SaleOp:
    """The operation; amounts that no database column holds and NUL, which PostgreSQL's text does not, are malformed."""
    if b"\\u0000" in body:
        raise Refused("entry_malformed")
    try:
        return decode_sale(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise Refused("entry_malformed") from None


def _gross(line: LineOp) -> int:
    if line.gross is not None:
        return line.gross
    whole, part = divmod(line.qty, 1000)
    return divide(line.unit * line.qty, 1000) if part else line.unit * whole


def _check_sums(sale: SaleOp, net: int, tax: int) -> None:
    """Lines give the total (tax inside or on top), tenders less change give the total and its rounding."""
    if sale.total not in (net, net + tax):
        raise Refused("sale_sums")
    if sum(t.amount for t in sale.tenders) - sale.change != sale.total + sale.rounding:
        raise Refused("sale_sums")
