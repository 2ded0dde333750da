"""What the hub's books hold of a shift; everything of one lies between its opening and its close."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from hub.shifts import Sold
from hub.storage import topup_books

Ask = Callable[[str, tuple[object, ...]], list[Any]]

_FLOAT: Final = "SELECT float_amount FROM shift WHERE till = ? AND seq = ?"
_LAST_Z: Final = "SELECT coalesce(max(z), 0) FROM shift_close WHERE till = ?"
_ALL: Final = 2**53
"""A shift that is being closed: nothing came after it."""
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
_CORRECTED: Final = "SELECT was, type, amount FROM tender_correction WHERE till = ? AND seq > ? AND seq < ?"
_STEPS: Final = "SELECT body FROM order_step WHERE till = ? AND seq > ? AND seq < ?"
_MOVED: Final = "SELECT kind, sum(amount) FROM cash_move WHERE till = ? AND seq > ? AND shift = ? GROUP BY kind"


_RESUME: Final = (
    "UPDATE shift_away SET resumed = ? WHERE store = ? AND id = ? AND taken_till IN ('', ?) AND resumed IN ('', ?)"
    " RETURNING id"
)
_WHOSE: Final = "SELECT taken_till, taken_staff FROM shift_away WHERE store = ? AND id = ?"
_BEFORE: Final = "SELECT till, id, seq FROM shift_away WHERE store = ? AND resumed = ?"
_MOST_PARTS: Final = 100


def resume(ask: Ask, store: str, till: str, part: str, shift: str) -> tuple[str, str] | None:
    """The till's shift goes on with the part; whose it is instead (till, person), None where it is this till's."""
    if ask(_RESUME, (shift, store, part, till, shift)):
        return None
    found = ask(_WHOSE, (store, part))
    return (str(found[0][0]), str(found[0][1])) if found else ("", "")


def before(ask: Ask, store: str, shift: str) -> list[Sold]:
    """What is in the books of the parts of a shift before this one, the newest first."""
    found: list[Sold] = []
    while len(found) < _MOST_PARTS and (rows := ask(_BEFORE, (store, shift))):
        till, shift, seq = str(rows[0][0]), str(rows[0][1]), int(rows[0][2])
        found.append(sold(ask, till, shift, seq))
    return found


def sold(ask: Ask, till: str, shift: str, until: int = _ALL) -> Sold:
    """What is in the books of it, up to the entry by which it was suspended."""
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
    for was, type_, amount in ask(_CORRECTED, (till, opened, until)):
        found.pay(str(was), -int(amount))
        found.pay(str(type_), int(amount))
    for id_, percent, base, tax in ask(_TAXES, of):
        found.tax_on(str(id_), int(percent), int(base), int(tax))
    for kind, amount in ask(_MOVED, of):
        found.move(str(kind), int(amount))
    topup_books.of_shift(ask, till, opened, shift, found)
    for (body,) in ask(_STEPS, (till, opened, until)):
        found.step(str(body))
    return found


def _numbers(row: Iterable[Any]) -> list[int]:
    return [int(value) for value in row]
