"""What the hub holds about money on balances, late points and people's own accounts, as a batch asks for it inside its
transaction: the same statements to both drivers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, Final

from hub.shifts import Sold
from hub.storage.shop_books import ShopBooks
from hub.storage.shop_settings import settings
from hub.topups import SoldThen
from posapp.contract.topup_ops import LatePointsOp, decode_late_points
from posapp.domain.store import Store

Ask = Callable[[str, tuple[object, ...]], list[Any]]
_SOLD: Final = "SELECT member, total, at, staff FROM sale WHERE till = ? AND seq = ?"
_POINTED: Final = "SELECT coalesce(sum(amount), 0) FROM sale_tender WHERE till = ? AND seq = ? AND type = 'points'"
_BACK: Final = "SELECT coalesce(sum(net), 0) FROM sale_return WHERE of = ?"
_LATE: Final = (
    "INSERT INTO late_points (sale, store, till, staff, at, member, seq, points) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (sale) DO NOTHING RETURNING till"
)
_GIVEN: Final = "SELECT till, seq, member, points FROM late_points WHERE sale = ?"
_LATE_ENTRY: Final = (
    "SELECT e.body FROM late_points l JOIN entry e ON e.till = l.till AND e.seq = l.seq WHERE l.sale = ?"
)
_FIRST: Final = "SELECT till, seq, staff FROM late_points WHERE sale = ?"
_OF_SHIFT: Final = "SELECT rounding, change, tenders FROM topup WHERE till = ? AND seq > ? AND shift = ?"
_USES: Final = (
    "SELECT member, business_date, count(*) FROM ("
    "SELECT member, business_date FROM sale WHERE store = ? AND member IN (SELECT {listed})"
    " AND business_date IN (SELECT {listed}) AND total > 0 UNION ALL"
    " SELECT l.member, e.business_date FROM late_points l JOIN entry e ON e.till = l.till AND e.seq = l.seq"
    " WHERE l.store = ? AND l.member IN (SELECT {listed}) AND e.business_date IN (SELECT {listed})"
    ") AS used GROUP BY member, business_date"
)


class TopUpBooks:
    """The part of hub.booking.Books that is about these."""

    _ask: Ask
    _listed: str
    _store: str
    _till: str
    _shop: ShopBooks

    def settings(self) -> Store | None:
        """Read anew: few batches ask."""
        return settings(self._ask, self._store)

    def own_members(self) -> dict[str, str]:
        """Remembered."""
        return self._shop.own_members()

    def most_uses(self) -> int:
        """Remembered."""
        return self._shop.most_uses()

    def uses(self, ids: Iterable[str], dates: Iterable[str]) -> dict[tuple[str, str], int]:
        """One question for the batch."""
        return uses(self._ask, self._listed, self._store, ids, dates)

    def sold_then(self, sale: str) -> SoldThen | None:
        """Of whatever till."""
        return sold_then(self._ask, sale)

    def give_late(self, op: LatePointsOp, seq: int, staff: str, at: str) -> tuple[str, int, str]:
        """The first that comes counts."""
        return give_late(self._ask, self._store, self._till, op, (seq, staff, at))

    def late_op(self, sale: str) -> LatePointsOp | None:
        """By the primary keys."""
        found = self._ask(_LATE_ENTRY, (sale,))
        return decode_late_points(bytes(found[0][0])) if found else None

    def given_late(self, sale: str) -> tuple[str, int, str, int] | None:
        """By the primary key."""
        found = self._ask(_GIVEN, (sale,))
        return (str(found[0][0]), int(found[0][1]), str(found[0][2]), int(found[0][3])) if found else None


def sold_then(ask: Ask, sale: str) -> SoldThen | None:
    """By its id."""
    till, _, number = sale.rpartition(".")
    if not (number.isascii() and number.isdecimal() and len(number) < 16):
        return None
    found = ask(_SOLD, (till, int(number)))
    if not found:
        return None
    member, total, at, staff = found[0]
    pointed, back = int(ask(_POINTED, (till, int(number)))[0][0]), int(ask(_BACK, (sale,))[0][0])
    return SoldThen(str(member or ""), int(total), str(at), str(staff), pointed, back)


def give_late(ask: Ask, store: str, till: str, op: LatePointsOp, about: tuple[int, str, str]) -> tuple[str, int, str]:
    """By the primary key; `about`: the entry's number, who gave them, when."""
    seq, staff, at = about
    if ask(_LATE, (op.of, store, till, staff, at, op.member, seq, op.points)):
        return till, seq, staff
    first = ask(_FIRST, (op.of,))[0]
    return str(first[0]), int(first[1]), str(first[2])


def of_shift(ask: Ask, till: str, opened: int, shift: str, found: Sold) -> None:
    """Adds what a shift took for them and gave back of them."""
    for rounding, change, tenders in ask(_OF_SHIFT, (till, opened, shift)):
        found.top_up(int(rounding), int(change), str(tenders))


def uses(ask: Ask, listed: str, store: str, ids: Iterable[str], dates: Iterable[str]) -> dict[tuple[str, str], int]:
    """How often the store used these ids on these dates."""
    asked = (store, json.dumps(sorted(ids)), json.dumps(sorted(dates)))
    rows = ask(_USES.format(listed=listed), asked * 2)
    return {(str(member), str(date)): int(number) for member, date, number in rows}
