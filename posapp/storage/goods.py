"""Are the goods as the hub sent them? A sum over their rows, moved on with each feed, sealed with the till's key."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Sequence
from typing import Final, Literal

from posapp.contract import snapshot as wire
from posapp.storage.driver import Connection, Row, Value

Verdict = Literal["as_sent", "changed", "unknown"]

ROWS_A_LOOK: Final = 2_000
"""Some ten milliseconds."""

_SEAL: Final = "goods_seal"
_KNOWN: Final = f"SELECT key, value FROM meta WHERE key IN ('{wire.GOODS}', '{_SEAL}')"
_PRODUCTS: Final = "SELECT * FROM product WHERE id > ? ORDER BY id LIMIT ?"
_OTHERS: Final = tuple((table, f"SELECT * FROM {table}") for table in wire.SUMMED if table != "product")
_STRAY: Final = (
    "SELECT count(*) FROM barcode b LEFT JOIN product p ON p.id = b.product"
    " WHERE p.id IS NULL OR instr(' ' || p.codes || ' ', ' ' || b.code || ' ') = 0"
)


def seal_goods(connection: Connection, key: bytes) -> None:
    """A snapshot that has just come: its sum is the hub's word. One of a hub that says none stays without a seal."""
    known: dict[str, str] = dict(connection.execute(_KNOWN).fetchall())
    if wire.GOODS in known:
        connection.execute(wire.INSERT_META, (_SEAL, _seal(key, known[wire.GOODS])))


def move_goods(connection: Connection, by: int, key: bytes) -> None:
    """Rows of a feed went in, in this transaction: the sum goes on, unless somebody else has touched it."""
    known: dict[str, str] = dict(connection.execute(_KNOWN).fetchall())
    if by and _judge(known, key) == "as_sent":
        goods = f"{(int(known[wire.GOODS], 16) + by) % wire.SUMS:032x}"
        connection.executemany(wire.INSERT_META, [(wire.GOODS, goods), (_SEAL, _seal(key, goods))])


def _judge(known: dict[str, str], key: bytes) -> Verdict:
    if wire.GOODS not in known or _SEAL not in known:
        return "unknown"
    return "as_sent" if hmac.compare_digest(known[_SEAL], _seal(key, known[wire.GOODS])) else "changed"


def _seal(key: bytes, goods: str) -> str:
    return hmac.digest(key, b"goods\n" + goods.encode(), "sha256").hex()


class GoodsWatch:
    """Goes round and round through the goods, some rows at a time; begins again when a feed changed them meanwhile."""

    def __init__(self, rows: Callable[[str, Sequence[Value]], list[Row]], key: bytes) -> None:
        self._rows = rows
        self._key = key
        self.told = False
        """Whether a person has heard of a change."""
        self._begin("")

    def _begin(self, goods: str) -> None:
        self._goods, self._after, self._sum = goods, -1, 0

    def look(self, most: int = ROWS_A_LOOK) -> Verdict | None:
        """Read the next rows; the verdict when a round is over, or None on the way."""
        known: dict[str, str] = dict(self._rows(_KNOWN, ()))
        sealed = _judge(known, self._key)
        if sealed != "as_sent":
            return sealed
        if known[wire.GOODS] != self._goods:
            self._begin(known[wire.GOODS])
        page = self._rows(_PRODUCTS, (self._after, most))
        self._sum += wire.sum_of("product", page)
        if len(page) == most:
            self._after = page[-1][0]
            return None
        return self._end()

    def _end(self) -> Verdict | None:
        goods = self._goods
        found = (self._sum + sum(wire.sum_of(table, self._rows(sql, ())) for table, sql in _OTHERS)) % wire.SUMS
        self._begin("")
        known: dict[str, str] = dict(self._rows(_KNOWN, ()))
        if known[wire.GOODS] != goods:
            return None
        return "as_sent" if found == int(goods, 16) else "changed"

    def all(self) -> Verdict:
        """A whole round at once, and that each barcode leads to the product that bears it."""
        self._begin("")
        while (verdict := self.look(20 * ROWS_A_LOOK)) is None:
            pass
        return "changed" if verdict == "as_sent" and self._rows(_STRAY, ()) != [(0,)] else verdict
