"""For how long what kind of personal data is kept: data, which each shop's limits may say otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from posapp.domain.times import to_text

MOST_DAYS: Final = 36_500


@dataclass(frozen=True, slots=True)
class Period:
    """`usual` days; what is meant, in Chinese and English."""

    usual: int
    zh: str
    en: str


PERIODS: Final[Mapping[str, Period]] = {
    "members": Period(1095, "无消费、无变更的会员", "Members who neither bought nor changed anything"),
    "local_copies": Period(90, "其他门店会员在本店的副本", "Copies of other shops' members in a shop"),
    "order_names": Period(90, "已完成订单的姓名、电话和签名", "Names, numbers and signatures of orders that are over"),
    "photos": Period(180, "退货照片", "Pictures of goods that came back"),
    "mails": Period(30, "邮件地址", "Addresses of receipts and messages"),
    "reveals": Period(365, "查看记录的列表", "Who looked, as pages list it; the journal keeps it"),
    "contacts": Period(730, "联系记录", "Contacts with members"),
}
"""By kind; a shop says otherwise in its limit `keep_KIND_days`."""


def limit_of(kind: str) -> str:
    """What the shop's limit is called."""
    return f"keep_{kind}_days"


def days_of(kind: str, limits: Mapping[str, str]) -> int:
    """Days that the kind is kept; what is no number counts as not said."""
    said = limits.get(limit_of(kind), "")
    return int(said) if is_days(said) else PERIODS[kind].usual


def is_days(text: str) -> bool:
    """Whether a limit says a number of days that can be meant."""
    return text.isascii() and text.isdecimal() and len(text) <= 5 and 1 <= int(text) <= MOST_DAYS


def wrong_limit(limits: Mapping[str, str]) -> str:
    """The first limit of these that says no number of days, or ""."""
    names = (limit_of(kind) for kind in PERIODS)
    return next((name for name in names if name in limits and not is_days(limits[name])), "")


def since(kind: str, limits: Mapping[str, str], now: datetime) -> str:
    """What is older than this moment (UTC text) is kept no longer."""
    return to_text(now - timedelta(days=days_of(kind, limits)))
