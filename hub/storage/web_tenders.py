"""Which online order's payments a return gives back: those of the order itself, and those that had paid, in an
exchange, for goods that come back now. Asked of the journal; a chain of exchanges is followed to where it began."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, select

from hub.storage import tables
from posapp.contract.ops import SaleOp, decode_sale
from posapp.contract.return_ops import ReturnOp
from posapp.domain.sold import ORDER

_MOST: Final = 50
"""Exchanges in a row."""

Given = tuple[int, int]
"""(tender of the order, minor units)."""


def given_of(connection: Connection, back: ReturnOp) -> dict[str, list[Given]]:
    """By order."""
    found: dict[str, list[Given]] = {}
    for one in back.given:
        order, tender = _begun(connection, back.of, one.tender)
        if order:
            found.setdefault(order, []).append((tender, one.amount))
    return found


def _begun(connection: Connection, of: str, tender: int) -> tuple[str, int]:
    """The order whose payment it is, and which; ("", 0) where a till took it."""
    for _ in range(_MOST):
        if of.startswith(ORDER):
            return of.removeprefix(ORDER), tender
        sale = _sale(connection, of)
        credit = sale.back.credit if sale is not None and sale.back is not None else ()
        place = tender - len(sale.tenders) if sale is not None else 0
        if sale is None or sale.back is None or not 0 < place <= len(credit):
            break
        of, tender = sale.back.of, credit[place - 1].tender
    return "", 0


def _sale(connection: Connection, of: str) -> SaleOp | None:
    till, _, seq = of.rpartition(".")
    if not (seq.isascii() and seq.isdecimal() and len(seq) <= 18):
        return None
    e = tables.entry.c
    body = connection.scalar(select(e.body).where(e.till == till, e.seq == int(seq), e.kind == "sale"))
    return decode_sale(bytes(body)) if body is not None else None
