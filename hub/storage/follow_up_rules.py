"""Follow-ups that the shops' rules make: found in the books by the day, each written once and told with its member.

Whoever is killed between writing and telling does both again: what is written already stays as it is, and a member
whose record does not name it yet is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Text, cast, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from hub.storage import records, tables, wished_stock
from hub.storage.database import Database
from hub.storage.follow_up_tables import follow_up
from hub.storage.member_values import KEPT
from hub.storage.records import EVERY_STORE
from hub.storage.return_tables import sale_return
from hub.storage.wished_stock import Wishes
from posapp.contract.feed_members import MemberRow
from posapp.contract.feed_orders import OrderRow
from posapp.contract.feed_rows import ProductRow, SettingsRow
from posapp.domain.follow_up_rule import Occasion, Rule, id_of, next_birthday, plus
from posapp.domain.member_details import WISH, details
from posapp.domain.pickup import hold_until, stand
from posapp.domain.store import Store, business_date
from posapp.domain.times import is_day, to_text

_YEAR: Final = 365
_CONTACTED: Final = frozenset({"message", "call"})
"""Types that are nothing for a member who has agreed to no way at all."""


@dataclass(frozen=True, slots=True)
class Found:
    """What happened to a member that a rule is for: `due` and `until` are ISO dates, `about` what it is about."""

    member: str
    occasion: str
    due: str
    until: str
    about: str = ""


def sweep(database: Database, now: datetime, tell: Callable[[set[str]], None]) -> int:
    """What the rules of every shop make that day, and whose it is to `tell`; how many are new."""
    with database.read() as connection:
        shops = [SettingsRow.model_validate_json(body).value() for body in _settings(connection)]
    wished = wished_stock.wishes(database)
    return sum(_of_shop(database, shop, wished, now, tell) for shop in shops)


def _settings(connection: Connection) -> list[str]:
    r = tables.record.c
    query = select(r.body).where(r.noun == "settings", r.key == r.store, r.body.is_not(None)).order_by(r.store)
    return [str(body) for body in connection.scalars(query)]


def _of_shop(database: Database, shop: Store, wished: Wishes, now: datetime, tell: Callable[[set[str]], None]) -> int:
    today, made = business_date(shop, now), 0
    if wished:
        wished_stock.note(database, shop.id, wished, today)
    for rule in shop.clienteling.rules:
        with database.read() as connection:
            if rule.on == "back_in_stock":
                found = list(_back_in_stock(connection, shop.id, rule, today, wished))
            else:
                found = list(_FOUND[rule.on](connection, shop.id, rule, today))
            known = _members(connection, {each.member for each in found})
        new = [(each, known[each.member]) for each in found if each.member in known]
        made += _make(database, shop, rule, [pair for pair in new if _is_served(rule, pair[1])], now, tell)
    return made


def _make(
    database: Database,
    shop: Store,
    rule: Rule,
    found: list[tuple[Found, MemberRow]],
    now: datetime,
    tell: Callable[[set[str]], None],
) -> int:
    rows: dict[str, dict[str, object]] = {}
    for each, member in found:
        id_ = id_of(rule, member.id, each.occasion)
        if id_ in {told.id for told in member.follow_ups}:
            continue
        who: dict[str, object] = {
            "id": id_,
            "member": member.id,
            "store": shop.id,
            "till": "",
            "seq": 0,
            "at": to_text(now),
            "staff": "",
        }
        what = {"type": rule.type, "due": each.due, "note": "", "rule": rule.id, "about": each.about}
        rows[id_] = {**who, **what, "template": rule.template, "until": each.until}
    if not rows:
        return 0
    with database.write() as connection:
        insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        written = insert(follow_up).on_conflict_do_nothing().returning(follow_up.c.id)
        made = len(connection.execute(written, list(rows.values())).all())
    tell({str(row["member"]) for row in rows.values()})
    return made


def _is_served(rule: Rule, member: MemberRow) -> bool:
    """By somebody, and on some way."""
    return (rule.whose == "shop" or bool(member.associate)) and (rule.type not in _CONTACTED or bool(member.consent))


def _members(connection: Connection, ids: Iterable[str]) -> dict[str, MemberRow]:
    """As the hub keeps them, by these ids; of who is another, that one."""
    kept = records.some(connection, KEPT, EVERY_STORE, sorted(set(ids)))
    found = {id_: MemberRow.model_validate_json(body) for id_, body in kept.items()}
    others = records.some(connection, KEPT, EVERY_STORE, sorted({row.same_as for row in found.values() if row.same_as}))
    for id_, row in list(found.items()):
        if row.same_as:
            body = others.get(row.same_as)
            remains = MemberRow.model_validate_json(body) if body else None
            if remains is None or remains.same_as:
                del found[id_]
            else:
                found[id_] = remains
    return found


def _purchases(connection: Connection, store: str, rule: Rule, today: str) -> Iterator[Found]:
    """Once a member and day, about the dearest of the goods that they still have."""
    s, x, r = tables.sale.c, tables.sale_line.c, sale_return.c
    first, last = plus(today, -rule.days - rule.keep), plus(today, -rule.days)
    sold = tables.sale.join(tables.sale_line, (x.till == s.till) & (x.seq == s.seq))
    theirs = (r.of == s.till.concat(".").concat(cast(s.seq, Text)), r.of_line == x.line)
    back = select(func.coalesce(func.sum(r.quantity), 0)).where(*theirs).scalar_subquery()
    query = (
        select(s.member, s.business_date, x.sku, x.name)
        .select_from(sold)
        .where(s.store == store, s.business_date.between(first, last), s.member.is_not(None), x.quantity > back)
        .order_by(x.gross - x.discount)
    )
    dearest = {(row.member, row.business_date): row for row in connection.execute(query)}
    called = _called(connection, store, {row.sku for row in dearest.values() if not row.name})
    for (member, day), row in dearest.items():
        due = plus(day, rule.days)
        yield Found(member, day, due, plus(due, rule.keep), row.name or called.get(row.sku, row.sku))


def _birthdays(connection: Connection, store: str, rule: Rule, today: str) -> Iterator[Found]:
    """Of members whose shop this is; over when the day is past."""
    r = tables.record.c
    days = [(date.fromisoformat(today) + timedelta(days=n)).isoformat()[4:] for n in range(rule.days + 1)]
    born = or_(*(r.body.like(f'%"birthday":"____{day}"%') for day in days))
    home = r.body.contains(f'"store":"{store}"', autoescape=True)
    query = select(r.body).where(r.noun == KEPT, r.store == EVERY_STORE, r.body.is_not(None), home, born)
    for body in connection.scalars(query):
        row = MemberRow.model_validate_json(body)
        if row.store == store and is_day(row.birthday):
            day = next_birthday(row.birthday, today)
            due = plus(day, -rule.days)
            if due <= today <= day:
                yield Found(row.id, day, due, day)


def _pickups(connection: Connection, store: str, rule: Rule, today: str) -> Iterator[Found]:
    """Orders that are ready and soon go back to the shelves."""
    o, r = tables.online_order.c, tables.record.c
    ready = select(o.id).where(o.store == store, o.state == "READY")
    query = select(r.body).where(r.noun == "orders", r.store == store, r.key.in_(ready), r.body.is_not(None))
    for body in connection.scalars(query):
        order = OrderRow.model_validate_json(body).value()
        until = hold_until(order, stand(order))[:10]
        if order.member and until and plus(until, -rule.days) <= today <= until:
            yield Found(order.member, order.id, plus(until, -rule.days), until, order.id)


def _lapsed(connection: Connection, store: str, rule: Rule, today: str) -> Iterator[Found]:
    """Who bought often enough in the year before, and nothing since then."""
    s = tables.sale.c
    first, last = plus(today, -rule.days - rule.keep), plus(today, -rule.days)
    newest = func.max(s.business_date)
    query = (
        select(s.member, newest.label("last"))
        .where(s.store == store, s.business_date >= plus(first, -_YEAR), s.member.is_not(None), s.total > 0)
        .group_by(s.member)
        .having(newest.between(first, last), func.count() >= rule.least)
    )
    for member, day in connection.execute(query):
        due = plus(day, rule.days)
        yield Found(member, day, due, plus(due, rule.keep), day)


def _back_in_stock(connection: Connection, store: str, rule: Rule, today: str, wished: Wishes) -> Iterator[Found]:
    """Of members who still wish for it and whose shop this is."""
    back = list(wished_stock.back(connection, store, plus(today, -rule.days - rule.keep), today))
    members = _members(connection, {member for sku, _, _ in back for member in wished.get(sku, ())})
    called = _called(connection, store, {sku for sku, _, _ in back})
    for sku, out, came in back:
        due = plus(came, rule.days)
        for member in sorted(wished.get(sku, ())) if due <= today else ():
            row = members.get(member)
            if row is not None and row.store == store and sku in {one.value for one in details(row.details, WISH)}:
                yield Found(row.id, f"{sku}@{out}", due, plus(due, rule.keep), called.get(sku, sku))


def _called(connection: Connection, store: str, skus: Iterable[str]) -> dict[str, str]:
    """Goods by what they are called; those that head office has no more are left out."""
    rows = map(ProductRow.model_validate_json, records.some(connection, "products", store, sorted(set(skus))).values())
    return {row.sku: row.name_zh or row.name_en for row in rows if row.name_zh or row.name_en}


_FOUND: Final[Mapping[Occasion, Callable[[Connection, str, Rule, str], Iterable[Found]]]] = {
    "purchase": _purchases,
    "birthday": _birthdays,
    "pickup": _pickups,
    "lapse": _lapsed,
}
