"""Stored value and points of members, signed, for the shops that know the member."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from hub.feeds import members
from hub.feeds.source import Source
from hub.signing import Signer
from hub.storage import records
from hub.storage.database import Database
from hub.storage.records import EVERY_STORE, Change, change
from posapp.contract.feed_wallets import WalletRow
from posapp.contract.shop_ledger import ShopMember
from posapp.contract.shop_store import ShopStore
from posapp.contract.shop_text import Terms
from posapp.domain.errors import Refused
from posapp.domain.money import parse_amount
from posapp.domain.times import to_text
from posapp.domain.wallet import Wallet

KEPT: Final = "wallet_kept"
CAP: Final = "200"
"""What a member may use offline a day where the shop says nothing, in whole units of its currency."""
_CHUNK: Final = 500


def changes(source: Source) -> Iterator[Change]:
    """What every member of the file has; who has nothing has no row."""
    stores = {store.id: store for store in source.shop.stores}
    there, placed = records.places(source.database, "wallets"), members.places(source)
    everyone = list(source.shop.members)
    for start in range(0, len(everyone), _CHUNK):
        some = everyone[start : start + _CHUNK]
        known = _known(source.database, [member.id for member in some])
        for member in some:
            store = stores.get(member.store or "") or source.shop.stores[0]
            row = _row(source, member, store, known.get(member.id))
            body = None if row is None else row.model_dump_json(exclude_defaults=True)
            yield Change(KEPT, EVERY_STORE, member.id, body)
            for left in there.get(member.id, frozenset()) - placed[member.id]:
                yield Change("wallets", left, member.id, None)
            for place in sorted(placed[member.id]):
                yield Change("wallets", place, member.id, body)


def signed_anew(database: Database, signer: Signer, now: datetime) -> Iterator[Change]:
    """All that there are, under the signer's key, at all the shops that have them."""
    there = records.places(database, "wallets")
    everyone = sorted(records.keys(database, KEPT, EVERY_STORE))
    for start in range(0, len(everyone), _CHUNK):
        for member, row in _known(database, everyone[start : start + _CHUNK]).items():
            fresh = WalletRow.of(signer.signed(replace(row.value(), at=to_text(now))))
            yield change(KEPT, EVERY_STORE, fresh)
            for store in sorted(there.get(member, ())):
                yield change("wallets", store, fresh)


def _known(database: Database, some: Sequence[str]) -> Mapping[str, WalletRow]:
    with database.read() as connection:
        found = records.some(connection, KEPT, EVERY_STORE, some)
    return {member: WalletRow.model_validate_json(body) for member, body in found.items()}


def _row(source: Source, m: ShopMember, store: ShopStore, known: WalletRow | None) -> WalletRow | None:
    terms = source.shop.terms
    value = terms.minor(m.stored_value)
    if not value and not m.points:
        return None
    caps = _caps(store, terms)
    fresh = Wallet(m.id, value, m.points, *caps, to_text(source.clock()), source.signer.id)
    if known is not None and replace(known.value(), signature="") == replace(fresh, at=known.at):
        return known  # nothing new: the same file loaded twice publishes nothing
    return WalletRow.of(source.signer.signed(fresh))


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
