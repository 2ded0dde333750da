"""How old a copy of the hub's data may become before some functions stop: a policy of the shop, and nothing else stops.

A feed that has no rule never stops anything. A rule names hours and the functions that wait for the line then.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final, NamedTuple

from posapp.domain.staff import ACTS

FEEDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "stop_sales": ("停售商品", "stopped goods"),
        "settings": ("门店设置", "shop settings"),
        "keys": ("总部公钥", "the hub's keys"),
        "roles": ("岗位", "roles"),
        "staff": ("员工", "staff"),
        "own_people": ("本店人员变动", "people, as the tills told"),
        "taxes": ("税率", "taxes"),
        "categories": ("分类", "categories"),
        "products": ("商品和价格", "goods and prices"),
        "promotions": ("促销", "offers"),
        "stock": ("本店库存", "stock of this shop"),
        "coupons": ("优惠券", "coupons"),
        "members": ("会员", "members"),
        "wallets": ("储值和积分", "stored value and points"),
        "orders": ("网上订单", "online orders"),
        "holds": ("挂单", "held baskets"),
        "appointments": ("预约", "appointments"),
        "tags": ("待查价签", "tags to check"),
        "pictures": ("商品图片", "pictures of goods"),
        "elsewhere": ("其他门店库存", "stock of other shops"),
        "set_aside": ("本店不可售库存", "stock of this shop that is not for sale"),
    }
)
"""What people call each feed, in Chinese and English."""

FUNCTIONS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {**ACTS, "stored_value": ("储值支付", "pay with stored value"), "points": ("积分支付", "pay with points")}
)
"""What a rule may stop: every act, and paying with what the copies say a member has."""


class Rule(NamedTuple):
    """After so many hours without word from the hub the functions `stops` stop; 0 hours: never."""

    hours: int = 0
    stops: tuple[str, ...] = ()


DEFAULT: Final[Mapping[str, Rule]] = MappingProxyType(
    {"wallets": Rule(24, ("stored_value", "points")), "coupons": Rule(72, ("coupon",))}
)
"""Of a shop that says nothing else. Prices never: an old price is still a price, and the shop goes on selling."""


class Stop(NamedTuple):
    """Why a function stops: the feed, when it was good last (None: it never came), and how many hours are allowed."""

    feed: str
    as_of: datetime | None
    hours: int


def policy(rules: Mapping[str, Rule]) -> Mapping[str, Rule]:
    """The shop's rules over the usual ones."""
    return {**DEFAULT, **rules}


def stopped(rules: Mapping[str, Rule], as_of: Mapping[str, datetime | None], now: datetime) -> Mapping[str, Stop]:
    """Each function that stops now and why; of several reasons the oldest copy. `now` is by the hub's clock."""
    found: dict[str, Stop] = {}
    for feed, rule in rules.items():
        good = as_of.get(feed)
        if rule.hours and (good is None or now - good > timedelta(hours=rule.hours)):
            for function in rule.stops:
                found[function] = _older(found.get(function), Stop(feed, good, rule.hours))
    return found


def _older(one: Stop | None, other: Stop) -> Stop:
    if one is None or one.as_of is None:
        return one or other
    return other if other.as_of is None or other.as_of < one.as_of else one


def feed_name(feed: str, language: str) -> str:
    """What people call a feed; one that only a newer hub knows by its own name."""
    zh, en = FEEDS.get(feed, (feed, feed))
    return zh if language == "zh" else en


def function_name(function: str, language: str) -> str:
    """What people call a function that a rule stops."""
    zh, en = FUNCTIONS.get(function, (function, function))
    return zh if language == "zh" else en
