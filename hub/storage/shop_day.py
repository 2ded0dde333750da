"""A store's business day, tallied from the entries that its tills have sent: the arithmetic is the tills' own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from pydantic_core import from_json
from sqlalchemy import Connection, Row, func, select

from hub.storage import shift_tables, tables
from hub.storage.database import Database
from posapp.contract.feed_rows import SettingsRow
from posapp.contract.figures import Goods, Tally
from posapp.contract.line_ops import AWAY, ENDED, LINE, OPENED
from posapp.contract.ops import SaleOp
from posapp.contract.shop_day import HourRow, Lacks, ShopDay, TillDay, rows_of
from posapp.domain.errors import Refused
from posapp.domain.journal import Entry
from posapp.domain.store import Store
from posapp.domain.times import to_text

_CHUNK: Final = 500
_UNIT: Final = 1000


def shop_day(database: Database, store: str, day: str, now: datetime) -> ShopDay:
    """All tills of the store on that business date; Refused("no_settings") of a store without any."""
    with database.read() as connection:
        shop = _settings(connection, store)
        over = now >= _end(shop, day)
        products = _Products(connection, store)
        tills = [_till(connection, shop, row, day, products, over) for row in _tills(connection, store, day)]
        x = tables.exception.c
        waiting = select(func.count()).where(x.store == store, x.settled_at.is_(None))
        exceptions = int(connection.execute(waiting).scalar_one())
    return ShopDay(store=store, date=day, at=to_text(now), over=over, exceptions=exceptions, tills=tuple(tills))


def _settings(connection: Connection, store: str) -> Store:
    r = tables.record.c
    query = select(r.body).where(r.noun == "settings", r.store == store, r.key == store, r.body.is_not(None))
    found = connection.execute(query).scalar()
    if found is None:
        raise Refused("no_settings")
    return SettingsRow.model_validate_json(str(found)).value()


def _end(shop: Store, day: str) -> datetime:
    """When the business date ends: the cut-over of the next day."""
    local = datetime.combine(date.fromisoformat(day) + timedelta(days=1), time(), ZoneInfo(shop.timezone))
    return local + timedelta(hours=shop.day_starts.hour, minutes=shop.day_starts.minute)


def _tills(connection: Connection, store: str, day: str) -> list[Any]:
    """The newest of each register, and every older one that did something on that day."""
    t, c = tables.till.c, tables.contact.c
    query = (
        select(t.id, t.register, t.name, t.enrolled_at, t.last_seq, t.revoked_at, c.at.label("heard"), c.newest)
        .select_from(tables.till.outerjoin(tables.contact, t.id == c.till))
        .where(t.store == store)
        .order_by(t.register, t.enrolled_at, t.id)
    )
    rows = list(connection.execute(query))
    newest = {row.register: row.id for row in rows}
    busy = _busy(connection, store, day)
    return [row for row in rows if row.id in busy or (newest[row.register] == row.id and row.revoked_at is None)]


def _busy(connection: Connection, store: str, day: str) -> set[str]:
    s, h = tables.sale.c, tables.shift.c
    sold = select(s.till).where(s.store == store, s.business_date == day)
    opened = select(h.till).where(h.store == store, h.business_date == day)
    return set(connection.scalars(sold.union(opened)))


def _till(connection: Connection, shop: Store, row: Row[Any], day: str, products: _Products, over: bool) -> TillDay:
    shifts, closes = _shifts(connection, row.id), _closes(connection, row.id)
    own = [shift for shift in shifts if shift.business_date == day]
    ended = closes.keys() | _resumed(connection, shop.id, row.id)
    still = next((shift for shift in own if shift.id not in ended), None)
    tally = Tally(shop.timezone, _Around(connection, row.id, shifts, products))
    for page in _entries(connection, shop.id, row.id, day, own):
        tally.book(page)
    unsent = None if row.newest is None else max(0, int(row.newest) - int(row.last_seq))
    return TillDay(
        till=row.id,
        register_=row.register,
        name=row.name,
        heard=row.heard or "",
        unsent=unsent,
        shifts=len(own),
        open_shift=still.id if still is not None else "",
        zs=tuple(closes[shift.id] for shift in own if shift.id in closes),
        lacks=_lacks(row, unsent, still is not None, bool(own) and not over, to_text(_end(shop, day))),
        sums=rows_of(tally.figures()),
        hours=_hours(tally),
    )


def _hours(tally: Tally) -> tuple[HourRow, ...]:
    hours: dict[int, tuple[int, int]] = {}
    for (_, _, _, hour, measure, _), (count, amount, _) in tally.sums.items():
        if measure == "sale":
            known = hours.get(hour, (0, 0))
            hours[hour] = (known[0] + count, known[1] + amount)
    return tuple(HourRow(hour=hour, count=count, total=total) for hour, (count, total) in sorted(hours.items()))


def _lacks(row: Row[Any], unsent: int | None, still: bool, closed: bool, end: str) -> Lacks:
    """A till that closed its shifts is whole while the day lasts (`closed`), and afterwards once it was heard with
    nothing left to send: off the line it may have opened again. Of one whose access was ended nothing more comes."""
    if unsent:
        return "unsent"
    if still:
        return "not_closed"
    return "" if closed or row.revoked_at is not None or (row.heard or "") >= end else "not_heard"


def _shifts(connection: Connection, till: str) -> list[Row[Any]]:
    h = tables.shift.c
    query = select(h.seq, h.id, h.business_date).where(h.till == till).order_by(h.seq)
    return list(connection.execute(query))


def _closes(connection: Connection, till: str) -> Mapping[str, str]:
    c = tables.shift_close.c
    return {row.shift: row.name for row in connection.execute(select(c.shift, c.name).where(c.till == till))}


def _resumed(connection: Connection, store: str, till: str) -> set[str]:
    """Shifts of the till that went on as others: those have the close. One that stands still is open yet."""
    a = shift_tables.shift_away.c
    query = select(a.id).where(a.store == store, a.till == till, a.resumed != "")
    return set(connection.scalars(query))


def _entries(connection: Connection, store: str, till: str, day: str, own: list[Row[Any]]) -> Iterable[list[Entry]]:
    """The till's entries of that date: from the first shift or sale of the date to the last, and what is around."""
    s, e = tables.sale.c, tables.entry.c
    span = select(func.min(s.seq), func.max(s.seq)).where(s.store == store, s.business_date == day, s.till == till)
    first, last = connection.execute(span).one()
    starts = [seq for seq in (first, *(shift.seq for shift in own)) if seq is not None]
    if not starts:
        return
    after, end = min(starts) - 1, max(last or 0, *starts)
    while True:
        query = select(e.seq, e.kind, e.at, e.business_date, e.staff, e.body, e.hash)
        query = query.where(e.till == till, e.seq > after, e.refusal == "").order_by(e.seq).limit(_CHUNK)
        page = [Entry(*row) for row in connection.execute(query)]
        yield [entry for entry in page if entry.business_date == day]
        if len(page) < _CHUNK or (page[-1].seq > end and page[-1].business_date > day):
            return
        after = page[-1].seq


class _Products:
    """What goods are, by the newest word of head office."""

    def __init__(self, connection: Connection, store: str) -> None:
        self._connection, self._store = connection, store
        self._known: dict[str, tuple[str, bool]] = {}

    def of(self, sku: str) -> tuple[str, bool]:
        """(category, whether it is weighed); of what nobody lists ("", False)."""
        if sku not in self._known:
            r = tables.record.c
            query = select(r.store, r.body).where(r.noun == "products", r.store.in_(("", self._store)), r.key == sku)
            bodies = {row.store: row.body for row in self._connection.execute(query) if row.body is not None}
            body = bodies.get(self._store) or bodies.get("")
            row = from_json(body) if body else {}
            self._known[sku] = (str(row.get("category", "")), bool(row.get("weighed", False)))
        return self._known[sku]


class _Around:
    """What lies around a till's entries in the hub's rows."""

    def __init__(self, connection: Connection, till: str, shifts: list[Row[Any]], products: _Products) -> None:
        self._connection, self._till, self._shifts, self._products = connection, till, shifts, products

    def goods(self, entry: Entry, op: SaleOp) -> Iterable[Goods]:
        """By the catalogue; an unlisted line says itself."""
        for line in op.lines:
            category, weighed = (line.category, False) if line.name else self._products.of(line.sku)
            yield Goods(category, _UNIT * ((line.qty > 0) - (line.qty < 0)) if weighed else line.qty)

    def shift_at(self, seq: int) -> str:
        """The last one opened by then."""
        return next((row.id for row in reversed(self._shifts) if row.seq <= seq), "")

    def sale(self, id_: str) -> Entry | None:
        """Of this till."""
        till, _, number = id_.rpartition(".")
        e = tables.entry.c
        if till != self._till or not number.isdecimal() or len(number) > 15:
            return None
        query = select(e.seq, e.kind, e.at, e.business_date, e.staff, e.body, e.hash)
        row = self._connection.execute(query.where(e.till == till, e.seq == int(number))).first()
        return Entry(*row) if row is not None and row.kind == "sale" else None

    def away_since(self, seq: int) -> str | None:
        """As the till's own journal tells it."""
        seq, kind, at = self._last(seq, (*LINE, *OPENED, *ENDED))
        shift = self._last(seq, (*OPENED, *ENDED))[1] if kind in AWAY else ""
        return at if shift in OPENED else None

    def _last(self, seq: int, kinds: Collection[str]) -> tuple[int, str, str]:
        """Number, kind and time of the newest such entry before that one; (0, "", "") where there is none."""
        e = tables.entry.c
        query = select(e.seq, e.kind, e.at).where(e.till == self._till, e.seq < seq, e.kind.in_(kinds))
        row = self._connection.execute(query.order_by(e.seq.desc()).limit(1)).first()
        return (row.seq, row.kind, row.at) if row is not None else (0, "", "")
