"""Baskets set aside at this till, and which of other tills' were recalled here. What the hub tells of is a copy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from posapp.domain.basket import Basket
from posapp.domain.hold import HeldGoods, Hold
from posapp.domain.journal import Entry
from posapp.storage.baskets import Baskets
from posapp.storage.copied import Copied
from posapp.storage.database import Database, Transaction
from posapp.storage.driver import Row
from posapp.storage.journal import Journal
from posapp.storage.schema import insert_sql, select_sql

_COLUMNS: Final = ("id", "staff", "at", "label", "total", "body")
_PUT: Final = insert_sql("hold", _COLUMNS)
_REMOVE: Final = "DELETE FROM hold WHERE id = ?"
_ALL: Final = select_sql("hold", _COLUMNS, "ORDER BY at, length(id), id")
_ONE: Final = select_sql("hold", _COLUMNS, "WHERE id = :id")
_OVER: Final = insert_sql("hold_over", ("id", "at"), conflict="OR REPLACE")
_IDS_OVER: Final = "SELECT id FROM hold_over"


class Holds:
    """The till's own; a basket is on the counter or here, never both, whenever the power goes."""

    def __init__(self, database: Database, journal: Journal, baskets: Baskets) -> None:
        self._database = database
        self._journal = journal
        self._baskets = baskets
        self._encode = msgspec.json.Encoder(order="deterministic").encode
        self._decode = msgspec.json.Decoder(Basket).decode

    def hold(self, basket: Basket, label: str, total: int, body: bytes, at: str, business_date: str, staff: str) -> str:
        """Move the basket from the counter to here, with its journal entry; gives the hold's id."""
        with self._database.transaction() as tx:
            entry = self._journal.append(tx, "basket_held", body, at, business_date, staff)
            id_ = f"{self._journal.till}.{entry.seq}"
            tx.execute(_PUT, (id_, staff, at, label, total, self._encode(basket)))
            self._baskets.remove(tx)
            tx.touch("holds")
        return id_

    def recall(self, id_: str, basket: Basket, body: bytes, at: str, business_date: str, staff: str) -> Entry:
        """Lay the basket on the counter, with its journal entry. From now on the hold is over for this till."""
        with self._database.transaction() as tx:
            entry = self._journal.append(tx, "hold_recalled", body, at, business_date, staff)
            self._end(tx, id_, at)
            self._baskets.save_in(tx, basket)
        return entry

    def discard(self, id_: str, body: bytes, also: bytes | None, at: str, business_date: str, staff: str) -> Entry:
        """Give the basket up, with its journal entry and, where coupons are free again, the one that says so
        (`also`)."""
        with self._database.transaction() as tx:
            entry = self._journal.append(tx, "hold_discarded", body, at, business_date, staff)
            self._end(tx, id_, at)
            if also is not None:
                self._journal.append(tx, "coupon_released", also, at, business_date, staff)
        return entry

    def hear(self, told: Iterable[Hold], at: str) -> None:
        """The hub has said that other tills recalled some: they are no longer this till's to give."""
        own = self._journal.till
        elsewhere = [h.id for h in told if h.taken is not None and h.taken.recalled and h.taken.till != own]
        lost = [id_ for id_ in elsewhere if self._database.first(_ONE, id=id_) is not None]
        if lost:
            with self._database.transaction() as tx:
                for id_ in lost:
                    self._end(tx, id_, at)

    def _end(self, tx: Transaction, id_: str, at: str) -> None:
        tx.execute(_REMOVE, (id_,))
        tx.execute(_OVER, (id_, at))
        tx.touch("holds")

    def all(self) -> tuple[Hold, ...]:
        """The till's own, oldest first."""
        return tuple(self._hold(row) for row in self._database.select(_ALL))

    def by_id(self, id_: str) -> tuple[Hold, Basket] | None:
        """One of the till's own and its basket, or None."""
        row = self._database.first(_ONE, id=id_)
        return (self._hold(row), self._decode(row[5])) if row else None

    def over(self) -> frozenset[str]:
        """The holds that are over for this till, whoever told of them."""
        return frozenset(row[0] for row in self._database.select(_IDS_OVER))

    def _hold(self, row: Row) -> Hold:
        id_, staff, at, label, total, body = row
        lines = self._decode(body).cart.lines
        goods = tuple(HeldGoods(x.product.sku, x.quantity, x.product.name_zh if x.unlisted else "") for x in lines)
        return Hold(id_, self._journal.till, "", staff, at, label, total, goods)


def shop_holds(copies: Database) -> Copied[Hold]:
    """The holds of the shop as the hub tells of them, by id."""
    return Copied(copies, "holds", Hold)
