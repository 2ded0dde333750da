"""What this till took back of sales: written with the sale that takes it back, read to know what is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from posapp.contract.return_ops import ReturnLineOp, ReturnOp
from posapp.domain.figures import Selection
from posapp.domain.sold import TakenBack
from posapp.domain.why_returned import CameBack
from posapp.storage.database import Database, Transaction
from posapp.storage.driver import Row
from posapp.storage.place import OF_ENTRY
from posapp.storage.schema import insert_sql

_COLUMNS: Final = ("seq", "of", "kind", "person", "business_date", "body")
_INSERT: Final = insert_sql("sale_return", _COLUMNS)
_OF: Final = 'SELECT seq FROM sale_return WHERE "of" = :of ORDER BY seq'
_BODY: Final = "SELECT body FROM sale_return WHERE seq = :seq"
_AGAIN: Final = (
    'SELECT "of", body FROM sale_return WHERE seq >= :seq'
    """ AND (instr(CAST(body AS TEXT), '"again"') OR instr(CAST(body AS TEXT), '"offers_again"'))"""
)
_SOME: Final = "SELECT seq, body FROM sale_return WHERE seq BETWEEN :first AND :last"
_BY_PERSON: Final = (
    "SELECT count(*) FROM sale_return WHERE person = :person AND person <> '' AND business_date >= :since"
)
_UNASKED: Final = (
    "SELECT seq, person, body FROM sale_return WHERE business_date = :date AND kind IN ('unseen', 'none') ORDER BY seq"
)
_OF_DAYS: Final = (
    "SELECT r.seq, s.receipt, r.body FROM sale s JOIN sale_return r ON r.seq = s.seq"
    " WHERE s.business_date BETWEEN :first AND :last"
    " AND (:shift = '' OR s.shift = :shift) AND (:staff = '' OR s.staff = :staff) ORDER BY r.seq"
)
_GOODS: Final = f"SELECT sku, name_zh, name_en, category, quantity, net FROM sale_line WHERE {OF_ENTRY} ORDER BY place"
_END: Final = "9999-12-31"
_encode: Final = msgspec.json.Encoder().encode
_decode: Final = msgspec.json.Decoder(ReturnOp).decode


class Returns:
    """What came back at this till."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note_in(self, tx: Transaction, seq: int, back: TakenBack, told: ReturnOp, business_date: str) -> None:
        """One more, in the transaction of its sale."""
        row = (seq, back.of, back.kind, back.refund.person, business_date, _encode(told))
        tx.execute(_INSERT, row)

    def of(self, sale: str) -> tuple[int, ...]:
        """The entries that took something of this sale back, in order."""
        return tuple(int(row[0]) for row in self._database.select(_OF, of=sale))

    def told(self, seq: int) -> ReturnOp | None:
        """What the sale of this entry takes back."""
        row = self._database.first(_BODY, seq=seq)
        return _decode(row[0]) if row else None

    def offers_again(self, till: str, first: int) -> Iterator[tuple[int, str]]:
        """(sale of this till, offer) of what its member may have once more, by the returns from that entry on."""
        for of, op in self._again(first):
            if (seq := _own(till, of)) is not None:
                yield from ((seq, offer) for offer in op.offers_again)

    def coupons_again(self, till: str, code: str) -> int:
        """Of how many of this till's sales with that coupon all came back here, so that it may be used once more."""
        return sum(_own(till, of) is not None and code in op.again for of, op in self._again(0))

    def _again(self, first: int) -> Iterator[tuple[str, ReturnOp]]:
        return ((str(of), _decode(body)) for of, body in self._database.select(_AGAIN, seq=first))

    def without_receipt(self, person: str, since: str) -> int:
        """How often somebody brought goods without a receipt since that business date."""
        return int(self._database.select(_BY_PERSON, person=person, since=since)[0][0])

    def lines(self, asked: Selection) -> list[CameBack]:
        """What came back on these days, in order; for the worker."""
        which = {"first": asked.first, "last": asked.last or _END, "shift": asked.shift, "staff": asked.staff}
        found: list[CameBack] = []
        for seq, receipt, body in self._database.select(_OF_DAYS, **which):
            op = _decode(body)
            goods = self._database.select(_GOODS, seq=seq)
            found += [_came_back(op, x, str(receipt), goods[x.line - 1]) for x in op.lines]
        return found

    def unasked(self, business_date: str) -> tuple[tuple[int, str], ...]:
        """(entry, sealed person) of what was given out that day while nobody could be asked."""
        rows = self._database.select(_UNASKED, date=business_date)
        told = ((int(seq), str(person), _decode(body)) for seq, person, body in rows)
        return tuple((seq, person) for seq, person, op in told if op.kind == "unseen" or op.alone)


def _came_back(op: ReturnOp, line: ReturnLineOp, receipt: str, goods: Row) -> CameBack:
    sku, name_zh, name_en, category, quantity, net = goods
    named = op.kind == "sale" and op.receipt.count("-") >= 3  # older entries tell it by the receipt's number alone
    sold_by = op.store or (op.receipt.rsplit("-", 3)[0] if named else "")
    told = (op.kind, op.channel, sold_by)
    return CameBack(receipt, line.reason, sku, name_zh, name_en, category, *told, line.disposition, -quantity, -net)


def _own(till: str, of: str) -> int | None:
    """The number of a sale of this till by its id."""
    whose, _, seq = of.rpartition(".")
    return int(seq) if whose == till and seq.isdecimal() else None


def differing(database: Database, told: Iterable[tuple[int, ReturnOp | None]], first: int, last: int) -> Iterator[int]:
    """The numbers of those sales whose row is not what their entry tells."""
    rows: dict[int, Row] = {row[0]: row for row in database.select(_SOME, first=first, last=last)}
    for seq, op in told:
        row = rows.get(seq)
        if (row is None) != (op is None) or (row is not None and op is not None and row[1] != _encode(op)):
            yield seq
