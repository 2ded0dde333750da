"""What the hub's books hold of a shift; everything of one lies between its opening and its close."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from hub.shifts import Sold

Ask = Callable[[str, tuple[object, ...]], list[Any]]

_FLOAT: Final = "SELECT float_amount FROM shift WHERE till = ? AND seq = ?"
_LAST_Z: Final = "SELECT coalesce(max(z), 0) FROM shift_close WHERE till = ?"
_OF: Final = "FROM sale s WHERE s.till = ? AND s.seq > ? AND s.shift = ?"
_HEADS: Final = (
    "SELECT count(*), coalesce(sum(total), 0), coalesce(sum(tax), 0), coalesce(sum(rounding), 0),"
    f" coalesce(sum(change), 0) {_OF}"
)
_JOINED: Final = "JOIN sale s ON s.till = x.till AND s.seq = x.seq WHERE x.till = ? AND x.seq > ? AND s.shift = ?"
_LINES: Final = f"SELECT coalesce(sum(x.gross), 0), coalesce(sum(x.discount), 0) FROM sale_line x {_JOINED}"
_TENDERS: Final = f"SELECT x.type, sum(x.amount) FROM sale_tender x {_JOINED} GROUP BY x.type"
_TAXES: Final = (
    f"SELECT x.tax_id, x.percent, sum(x.base), sum(x.tax) FROM sale_tax x {_JOINED} GROUP BY x.tax_id, x.percent"
)
_CORRECTED: Final = "SELECT was, type, amount FROM tender_correction WHERE till = ? AND seq > ?"
_MOVED: Final = "SELECT kind, sum(amount) FROM cash_move WHERE till = ? AND seq > ? AND shift = ? GROUP BY kind"


def sold(ask: Ask, till: str, shift: str) -> Sold:
    """What is in the books of it; a shift that is being closed, so nothing came after it."""
    opened = int(shift.rpartition(".")[2])
    of, found = (till, opened, shift), Sold()
    for row in ask(_FLOAT, (till, opened)):
        found.start = int(row[0])
    found.last_z = int(ask(_LAST_Z, (till,))[0][0])
    head, lines = _numbers(ask(_HEADS, of)[0]), _numbers(ask(_LINES, of)[0])
    found.sales, found.total, found.tax, found.rounding, change = head
    found.gross, found.discount = lines
    found.pay("cash", -change)
    for type_, amount in ask(_TENDERS, of):
        found.pay(str(type_), int(amount))
    for was, type_, amount in ask(_CORRECTED, (till, opened)):
        found.pay(str(was), -int(amount))
        found.pay(str(type_), int(amount))
    for id_, percent, base, tax in ask(_TAXES, of):
        found.tax_on(str(id_), int(percent), int(base), int(tax))
    for kind, amount in ask(_MOVED, of):
        found.move(str(kind), int(amount))
    return found


def _numbers(row: Iterable[Any]) -> list[int]:
    return [int(value) for value in row]
