"""A shop's goods, people, offers and coupons as a batch asks for them, inside its transaction: the same statements to
both drivers. What a process was told is not asked for again before the feed that it came by has moved on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import msgspec

from hub.looking import Known
from hub.storage import shop_settings
from posapp.contract.feed_coupons import CouponRow
from posapp.contract.feed_points import EarnRow, PointsRow
from posapp.domain.late_points import member_uses
from posapp.domain.points_rule import EarnRule, PointsRule

Ask = Callable[[str, tuple[object, ...]], list[Any]]
FEEDS: Final = "'products', 'staff', 'settings', 'coupons'"
"""What is remembered comes by these; one that moved on has a higher head, so the sum of their heads rises with each."""
_KNOWN: Final = (
    "SELECT 'sku', sku, since, back FROM delisting WHERE store IN ('', ?) AND sku IN (SELECT {listed})"
    " UNION ALL SELECT 'left', staff, since, back FROM leaving WHERE store IN ('', ?) AND staff IN ({people})"
    " UNION ALL SELECT CASE WHEN body IS NULL THEN 'was' ELSE 'is' END, key, '', '' FROM record"
    " WHERE noun = 'staff' AND store IN ('', ?) AND key IN ({people})"
    " UNION ALL SELECT 'settings', key, body, '' FROM record WHERE noun = 'settings' AND store = ? AND body IS NOT NULL"
)
_PRODUCTS: Final = " UNION ALL ".join(
    ["SELECT store, key FROM record WHERE noun = 'products' AND store = ? AND key {among}"] * 2
)
"""Not one IN over both stores: PostgreSQL reads all products for that."""
_OFFERS: Final = "SELECT key FROM record WHERE noun = 'promotions' AND store IN ('', ?) AND key IN (SELECT {listed})"
_ANY_PRODUCT: Final = "SELECT 1 FROM record WHERE noun = 'products' AND store IN ('', ?) LIMIT 1"
_COUPON: Final = "SELECT body FROM record WHERE noun = 'coupons' AND store = '' AND key = ? AND body IS NOT NULL"
_SETTINGS: Final = "SELECT body FROM record WHERE noun = 'settings' AND store = ? AND key = ? AND body IS NOT NULL"
_VERSION: Final = "SELECT body FROM record WHERE noun = 'points_rule' AND store = '' AND key = ? AND body IS NOT NULL"
LITE_LISTED: Final = "value FROM json_each(?)"
PG_LISTED: Final = "json_array_elements_text(CAST(? AS json))"
"""The elements of a JSON array: one parameter and always the same statement, however many they are."""


@cache
def _known(listed: str, people: int) -> str:
    """The same text for all batches of so many people: a statement that is known is not made again."""
    return _KNOWN.format(listed=listed, people=",".join("?" * people))


class _Rounding(msgspec.Struct, frozen=True):
    """How cash is rounded."""

    step: int = 1


class _Settings(msgspec.Struct):
    """What counts here of a store's settings."""

    currency: str = ""
    cash_rounding: _Rounding = _Rounding()


class _Points(msgspec.Struct):
    """The rules of points in a store's settings."""

    points: msgspec.Raw = msgspec.Raw(b"null")


_points: Final = msgspec.json.Decoder(_Points).decode
_settings: Final = msgspec.json.Decoder(_Settings).decode


@dataclass(slots=True)
class Listed:
    """Which products and offers the hub was found to have: it never forgets one, so none is asked for twice in a
    process."""

    everywhere: set[str] = field(default_factory=set)
    somewhere: set[tuple[str, str]] = field(default_factory=set)
    offers: set[tuple[str, str]] = field(default_factory=set)

    def unsure(self, store: str, skus: Iterable[str]) -> set[str]:
        """Those of the products that were not found yet for this store."""
        left = set(skus) - self.everywhere
        return {sku for sku in left if (store, sku) not in self.somewhere} if self.somewhere else left

    def add(self, store: str, sku: str) -> None:
        """It was found; `store` "" is every store."""
        if store:
            self.somewhere.add((store, sku))
        else:
            self.everywhere.add(sku)


@dataclass(slots=True)
class Shop:
    """What was found of a store while the sum of the heads of FEEDS was `heads`."""

    heads: int
    goods: set[str] = field(default_factory=set)
    """Listed, and never taken off the catalogue."""
    staff: set[str] = field(default_factory=set)
    """Who work there and never left."""
    settings: tuple[str, int] | None = None
    """Currency and step of rounding; None: not asked yet."""
    coupons: dict[str, CouponRow] = field(default_factory=dict)
    """Those that are good any number of times."""
    own: dict[str, str] | None = None
    """Whose own account which member is; None: not asked yet."""
    uses: int | None = None
    """How often a member buys in a day without anybody being told."""
    points: list[PointsRule | None] = field(default_factory=list)
    """The rules of points, once they were asked for."""
    versions: dict[str, EarnRule] = field(default_factory=dict)


@dataclass(slots=True)
class Memory:
    """What this process was told of its shops. Each answer is at least as new as the heads that it is kept under, so
    of two threads that ask at once neither leaves the other something old."""

    listed: Listed = field(default_factory=Listed)
    _shops: dict[str, Shop] = field(default_factory=dict)

    def shop(self, store: str, heads: int) -> Shop:
        """Empty where a feed has moved on since."""
        found = self._shops.get(store)
        if found is None or found.heads != heads:
            found = self._shops[store] = Shop(heads)
        return found


class ShopBooks:
    """See hub.booking.Books."""

    def __init__(self, ask: Ask, listed: str, store: str, memory: Memory, heads: int) -> None:
        self._ask, self._listed, self._store = ask, listed, store
        self._had, self._shop = memory.listed, memory.shop(store, heads)
        self._coupons: dict[str, CouponRow | None] = {}

    def known(self, skus: Iterable[str], staff: Iterable[str]) -> Known:
        """Most batches ask for nothing that is not known yet; else one statement: few products ever are delisted and
        few people leave."""
        shop, everybody = self._shop, set(staff)
        goods, people = set(skus) - shop.goods, everybody - shop.staff
        found = Known(staff=everybody - people)
        if goods or people or shop.settings is None:
            found.strange = self._strange(goods)
            self._ask_for(found, goods, people)
            shop.goods |= goods - found.delisted.keys() - found.strange
        found.currency, found.step = shop.settings or ("", 0)
        return found

    def _ask_for(self, found: Known, goods: Collection[str], staff: Collection[str]) -> None:
        people = tuple(staff) or ("",)  # no list of a statement is empty
        store, here, settings = self._store, set[str](), _Settings()
        stated = False
        asked = (store, json.dumps(list(goods)), store, *people, store, *people, store)
        for what, key, since, back in self._ask(_known(self._listed, len(people)), asked):
            if what == "sku":
                found.delisted.setdefault(key, []).append((since, back))
            elif what == "left":
                found.left.setdefault(key, []).append((since, back))
            elif what == "settings":
                settings, stated = _settings(since), True
            else:
                found.staff.add(key)
                here |= {key} if what == "is" else set()
        self._shop.settings = (settings.currency, settings.cash_rounding.step if stated else 0)
        self._shop.staff |= here - found.left.keys()
        for person in here & found.left.keys():  # works in the store by another row
            found.left[person] = [(since, back) for since, back in found.left[person] if back]

    def _strange(self, skus: Iterable[str]) -> set[str]:
        """Products that the store never had; a hub that lists none at all has nothing to say about that."""
        unsure = list(self._had.unsure(self._store, skus))
        if not unsure or not (self._had.everywhere or self._ask(_ANY_PRODUCT, (self._store,))):
            return set()
        arrays = self._listed == PG_LISTED
        among, keys = ("= ANY(?)", unsure) if arrays else (f"IN (SELECT {self._listed})", json.dumps(unsure))
        for store, sku in self._ask(_PRODUCTS.format(among=among), ("", keys, self._store, keys)):
            self._had.add(store, sku)
        return self._had.unsure(self._store, unsure)

    def own_members(self) -> dict[str, str]:
        """Asked where a sale has a member, once before people change."""
        if self._shop.own is None:
            self._shop.own = shop_settings.own_members(self._ask, self._store)
        return self._shop.own

    def most_uses(self) -> int:
        """The same of a setting."""
        if self._shop.uses is None:
            settings = shop_settings.settings(self._ask, self._store)
            self._shop.uses = member_uses(settings) if settings is not None else 0
        return self._shop.uses

    def strange_offers(self, offers: Iterable[str]) -> set[str]:
        """A tombstone counts as well: the till may not have heard of it yet."""
        wanted = set(offers)
        unsure = {id_ for id_ in wanted if (self._store, id_) not in self._had.offers}
        if unsure:
            asked = (self._store, json.dumps(sorted(unsure)))
            found = {str(row[0]) for row in self._ask(_OFFERS.format(listed=self._listed), asked)}
            self._had.offers.update((self._store, id_) for id_ in found)
            unsure -= found
        return unsure

    def points(self) -> PointsRule | None:
        """The store's rules; asked once while its settings stay."""
        if not self._shop.points:
            found = self._ask(_SETTINGS, (self._store, self._store))
            said = bytes(_points(found[0][0]).points) if found else b"null"
            rule = PointsRow.model_validate_json(said).rule() if said != b"null" else None
            self._shop.points.append(rule)
            self._shop.versions |= {one.version: one for one in rule.versions} if rule is not None else {}
        return self._shop.points[0]

    def points_version(self, version: str) -> EarnRule | None:
        """A rule of any time and store."""
        self.points()
        known = self._shop.versions.get(version)
        if known is None and (found := self._ask(_VERSION, (version,))):
            known = self._shop.versions[version] = EarnRow.model_validate_json(found[0][0]).value()
        return known

    def coupon(self, code: str) -> CouponRow | None:
        """Asked once a batch at most: many sales of an hour have the same one. Where its uses are counted it is locked,
        if the database has locks of rows (SQLite has one writer): else all tills would wait for each other at every
        sale."""
        if code in self._shop.coupons:
            return self._shop.coupons[code]
        if code not in self._coupons:
            found = self._coupon(_COUPON, code)
            if found is not None and not found.uses:
                self._shop.coupons[code] = found
            elif found is not None and self._listed == PG_LISTED:
                found = self._coupon(_COUPON + " FOR UPDATE", code)
            self._coupons[code] = found
        return self._coupons[code]

    def _coupon(self, sql: str, code: str) -> CouponRow | None:
        found = self._ask(sql, (code,))
        return CouponRow.model_validate_json(found[0][0]) if found else None
