"""A client as filters see one, and by which words: each facet has values, a client has some of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

FACETS: Final[Mapping[str, tuple[str, str]]] = {
    "book": ("客户簿", "Book"),
    "tier": ("等级", "Tier"),
    "last": ("最近购买", "Last purchase"),
    "spend": ("一年消费", "Spent in a year"),
    "category": ("买过的类别", "Category bought"),
    "birthday": ("生日", "Birthday"),
    "consent": ("可联系方式", "May be contacted"),
    "returns": ("退货率", "Came back"),
    "size": ("尺码", "Size"),
    "tag": ("标签", "Tag"),
}
"""In the order in which they are offered. Values of one facet are alternatives, facets narrow one another."""
BANDS: Final[Mapping[str, tuple[tuple[str, str, str], ...]]] = {
    "last": (
        ("30", "30 天内", "30 days"),
        ("90", "31–90 天", "31–90 days"),
        ("180", "91–180 天", "91–180 days"),
        ("365", "181–365 天", "181–365 days"),
        ("never", "一年内没有", "not in a year"),
    ),
    "spend": (
        ("0", "没有", "nothing"),
        ("1000", "1,000 以下", "below 1,000"),
        ("5000", "1,000–5,000", "1,000–5,000"),
        ("20000", "5,000–20,000", "5,000–20,000"),
        ("more", "20,000 以上", "20,000 and more"),
    ),
    "birthday": (
        ("7", "7 天内", "in 7 days"),
        ("14", "14 天内", "in 14 days"),
        ("30", "30 天内", "in 30 days"),
    ),
    "consent": (
        ("sms", "短信", "SMS"),
        ("phone", "电话", "Telephone"),
        ("email", "电子邮件", "E-mail"),
        ("wechat", "微信", "WeChat"),
        ("none", "都不可以", "in no way"),
    ),
    "returns": (
        ("0", "没有", "nothing"),
        ("10", "10% 以下", "below 10%"),
        ("30", "10–30%", "10–30%"),
        ("more", "30% 以上", "30% and more"),
    ),
}
"""Values that are the same in every shop: (value, in Chinese, in English); spend in whole units of the currency."""
_BIRTHDAYS: Final = (7, 14, 30)


@dataclass(frozen=True, slots=True)
class Client:
    """What is known of a member that filters ask for; see `domain.member`."""

    id: str
    tier: str = ""
    birthday: str = ""
    consent: tuple[str, ...] = ()
    same_as: str = ""
    associate: str = ""
    last_bought: str = ""
    spent: int = 0
    came_back: int = 0
    categories: tuple[str, ...] = ()
    details: tuple[tuple[str, str, str, str], ...] = ()
    """What the shop keeps besides: sizes and tags among it."""


@dataclass(frozen=True, slots=True)
class Yardstick:
    """By what a client is measured: the business date, how many minor units a whole one of the currency has, and who
    has a book of their own; everybody else's clients are the shop's."""

    today: str
    unit: int = 100
    people: frozenset[str] = frozenset()


def values(client: Client, by: Yardstick) -> Iterator[tuple[str, str]]:
    """(facet, value) of all that the client has."""
    yield "book", client.associate if client.associate in by.people else ""
    yield "tier", client.tier
    yield "last", last_band(client.last_bought, by.today)
    yield "spend", spend_band(client.spent, by.unit)
    yield "returns", returns_band(client.spent, client.came_back)
    for category in client.categories:
        yield "category", category
    if client.birthday:
        left = days_to(client.birthday, by.today)
        yield from (("birthday", str(days)) for days in _BIRTHDAYS if left <= days)
    for channel in client.consent or ("none",):
        yield "consent", channel
    for name, value, *_ in client.details:
        kind, _, own = name.partition(".")
        if value and kind in ("own", "tag"):
            yield ("tag", value) if kind == "tag" else ("size", f"{own} {value}")


@lru_cache(1 << 10)  # of 200,000 clients most have a day that another one has
def last_band(day: str, today: str) -> str:
    """How long ago that day was."""
    if not day:
        return "never"
    ago = (date.fromisoformat(today) - date.fromisoformat(day)).days
    return next((str(days) for days in (30, 90, 180, 365) if ago <= days), "never")


def spend_band(spent: int, unit: int) -> str:
    """Of minor units, `unit` of which are a whole one."""
    if spent <= 0:
        return "0"
    return next((str(most) for most in (1_000, 5_000, 20_000) if spent < most * unit), "more")


def returns_band(spent: int, came_back: int) -> str:
    """What share of what was bought came back."""
    if came_back <= 0:
        return "0"
    share = came_back * 100 // max(1, spent + came_back)
    return "10" if share < 10 else "30" if share < 30 else "more"


@lru_cache(1 << 15)
def days_to(birthday: str, today: str) -> int:
    """To the next one, 0 on the day; 29 February is kept on 1 March where there is none."""
    born, now = date.fromisoformat(birthday), date.fromisoformat(today)
    ahead = (_in_year(born, year) for year in (now.year, now.year + 1))
    return next((day - now).days for day in ahead if day >= now)


def _in_year(born: date, year: int) -> date:
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
