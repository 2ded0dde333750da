"""Stored value and points of members, signed, for the shops that know the member."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from hub import pins
from hub.feeds import members
from hub.feeds.source import Source
from hub.signing import Signer
from hub.storage import member_values, points_books, purses, records
from hub.storage.database import Database
from hub.storage.filed_balances import Filed
from hub.storage.points_rules import rules
from hub.storage.purses import FILED
from hub.storage.records import EVERY_STORE, Change
from posapp.contract.feed_figures import within
from posapp.contract.feed_wallets import WalletRow
from posapp.contract.shop_ledger import ShopMember
from posapp.contract.shop_store import ShopStore
from posapp.contract.shop_text import Terms
from posapp.domain.errors import Refused
from posapp.domain.money import parse_amount
from posapp.domain.times import to_text
from posapp.domain.wallet import OF_MEMBERS, Wallet

KEPT: Final = "wallet_kept"
CAP: Final = "200"
"""What a member may use offline a day where the shop says nothing, in whole units of its currency."""
_CHUNK: Final = 500


def changes(source: Source) -> Iterator[Change]:
    """What every member of the file has: what the file says and what tills have moved since; who has nothing has no
    row. The figures of the file are kept as they stand there, so that the same file loaded again gives nobody back
    what they have spent."""
    stores = {store.id: store for store in source.shop.stores}
    there, placed = records.places(source.database, "wallets"), members.places(source)
    erased = member_values.erased(source.database)
    everyone = [member for member in source.shop.members if member.id not in erased]
    for start in range(0, len(everyone), _CHUNK):
        some = everyone[start : start + _CHUNK]
        ids = [member.id for member in some]
        known, filed, moved = _known(source.database, ids), _filed(source.database, ids), _moved(source.database, ids)
        lost = _losing(source.database, ids, source.clock())
        for member in some:
            store = stores.get(member.store or "") or source.shop.stores[0]
            said = _said(source.shop.terms, member, filed.get(member.id), to_text(source.clock()))
            yield Change(FILED, EVERY_STORE, member.id, said.model_dump_json(exclude_defaults=True))
            caps, kept = _caps(store, source.shop.terms), known.get(member.id)
            row = _row(said, moved, caps, source.signer, to_text(source.clock()), kept, lost)
            body = None if row is None else row.model_dump_json(exclude_defaults=True)
            yield Change(KEPT, EVERY_STORE, member.id, body)
            for left in there.get(member.id, frozenset()) - placed[member.id]:
                yield Change("wallets", left, member.id, None)
            for place in sorted(placed[member.id]):
                yield Change("wallets", place, member.id, body)


def signed_anew(database: Database, signer: Signer, now: datetime, *, all_of_them: bool = True) -> Iterator[Change]:
    """All that there are, as tills have moved them, under the signer's key, at all the shops that have them; or only
    those that were moved since they were signed."""
    there = records.places(database, "wallets")
    everyone = sorted(records.keys(database, KEPT, EVERY_STORE))
    for start in range(0, len(everyone), _CHUNK):
        some = {member: there.get(member, frozenset()) for member in everyone[start : start + _CHUNK]}
        yield from _signed(database, signer, now, some, all_of_them)


def signed_at_once(database: Database, signer: Signer, now: datetime, members: Iterable[str]) -> Iterator[Change]:
    """What these members have now, at all the shops that know them; also of who had nothing before. Of who was erased
    nobody is told anything."""
    erased = member_values.erased(database)
    stores = {m: records.scopes(database, "members", m).keys() for m in members if m not in erased}
    yield from _signed(database, signer, now, stores, False)


def _signed(
    database: Database, signer: Signer, now: datetime, stores: Mapping[str, Collection[str]], all_of_them: bool
) -> Iterator[Change]:
    ids = list(stores)
    known, filed, moved = _known(database, ids), _filed(database, ids), _moved(database, ids)
    lost, caps = _losing(database, ids, now), _most(known.values())
    for member in ids:
        row = known.get(member)
        was = row.value() if row is not None else Wallet(member, 0, 0, *caps, "", "")
        said = filed.get(member) or Filed(member=member, stored_value=was.stored_value, points=was.points)
        kept = None if all_of_them else row
        fresh = _row(said, moved, (was.cap_value, was.cap_points), signer, to_text(now), kept, lost)
        if fresh is row:
            continue
        body = fresh.model_dump_json(exclude_defaults=True) if fresh is not None else None
        for noun, store in ((KEPT, EVERY_STORE), *(("wallets", store) for store in sorted(stores[member]))):
            yield Change(noun, store, member, body)


def _most(known: Iterable[WalletRow]) -> tuple[int, int]:
    """The caps of whoever has the highest among them: of a member who had nothing until they were merged with one."""
    rows = list(known)
    return max((row.cap_value for row in rows), default=0), max((row.cap_points for row in rows), default=0)


def _losing(database: Database, some: Sequence[str], now: datetime) -> Mapping[str, tuple[int, str]]:
    with database.read() as connection:
        return points_books.losing(connection, some, rules(connection), now)


def _known(database: Database, some: Sequence[str]) -> Mapping[str, WalletRow]:
    with database.read() as connection:
        found = records.some(connection, KEPT, EVERY_STORE, some)
    return {member: WalletRow.model_validate_json(body) for member, body in found.items()}


def _filed(database: Database, some: Sequence[str]) -> Mapping[str, Filed]:
    with database.read() as connection:
        found = records.some(connection, FILED, EVERY_STORE, some)
    return {member: Filed.model_validate_json(body) for member, body in found.items()}


def _moved(database: Database, some: Sequence[str]) -> Mapping[str, Mapping[str, tuple[int, int]]]:
    return {kind: purses.moved(database, kind, some) for kind in sorted(OF_MEMBERS)}


def _said(terms: Terms, m: ShopMember, before: Filed | None, now: str) -> Filed:
    """The PIN that is the same keeps its hash: loading a file twice changes nothing."""
    pin = before.pin_hash if before is not None else ""
    if m.pin is None or not (pin and pins.fits(pin, m.pin)):
        pin = pins.hashed(m.pin) if m.pin is not None else ""
    return Filed(
        member=m.id,
        stored_value=terms.minor(m.stored_value),
        points=m.points,
        bonus=terms.minor(m.bonus),
        pin_hash=pin,
        since=before.since if before is not None and before.since else now,
        tier=m.tier or "",
    )


def _row(
    said: Filed,
    moved: Mapping[str, Mapping[str, tuple[int, int]]],
    caps: tuple[int, int],
    signer: Signer,
    at: str,
    known: WalletRow | None,
    lost: Mapping[str, tuple[int, str]],
) -> WalletRow | None:
    """Nothing for who has nothing and never had; `known` where nothing is new."""
    m = said.member
    (value, bonus), (points, _) = (moved[kind].get(m, (0, 0)) for kind in ("stored_value", "points"))
    has = within(said.stored_value + value), within(said.points + points)
    if not any(has) and not said.pin_hash:
        return None
    left = max(0, min(said.bonus + bonus, has[0]))
    expiring, expires = lost.get(m, (0, ""))
    bare = Wallet(m, *has, *caps, at, signer.id, expiring=expiring, expires=expires)
    fresh = replace(bare, bonus=left, pin_hash=said.pin_hash)
    if known is not None and replace(known.value(), signature="", sealed="") == replace(fresh, at=known.at):
        return known  # nothing new: the same file loaded twice publishes nothing
    return WalletRow.of(signer.signed(fresh))


def _caps(store: ShopStore, terms: Terms) -> tuple[int, int]:
    """Of stored value and of points; points are worth what the shop says, and nothing where it says nothing."""
    value = _limit(store, "stored_value_offline", CAP, terms.digits)
    worth = terms.minor(store.points.value) if store.points else 0
    return value, _limit(store, "points_offline", str(value // worth if worth else 0), 0)


def _limit(store: ShopStore, name: str, usual: str, digits: int) -> int:
    try:
        return max(0, parse_amount(store.limits.get(name, usual), digits))
    except Refused:
        return parse_amount(usual, digits)
