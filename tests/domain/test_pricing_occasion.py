"""To whom an offer is given and when: tier, coupon, channel, hours of the week, limits by member and day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from posapp.domain.cart import Cart
from posapp.domain.pricing import price, price_book
from posapp.domain.pricing.occasion import Clock, next_edge, within
from posapp.domain.promotion import Hours, Promotion
from tests.support.goods import NOON, TAXES, B, book, for_member, less, priced, ring

TENTH = Promotion("tenth", "percent", percent=10_000)
ZONE = "Asia/Shanghai"
LUNCH = Hours((1, 2, 3, 4, 5), "11:00", "14:00")
NIGHT = Hours((5,), "22:00", "02:00")


def gets(promotion: Promotion, cart: Cart | None = None, at: str = NOON, zone: str = ZONE) -> bool:
    return price(cart or ring(B), price_book("inclusive", TAXES, [promotion], at, zone)).discount > 0


def test_only_members_of_a_tier() -> None:
    gold = replace(TENTH, tier="gold")
    assert not gets(gold)
    assert not gets(gold, for_member(ring(B)))
    assert not gets(gold, replace(for_member(ring(B)), tier="silver"))
    assert gets(gold, replace(for_member(ring(B)), tier="gold"))
    assert not gets(gold, replace(ring(B), tier="gold")), "a tier without a member is nobody's"


def test_only_with_its_coupon_on_the_basket() -> None:
    bound = replace(TENTH, coupon="SPRING")
    assert not gets(bound)
    assert not gets(bound, less(ring(B), "manual", 0, "SPRING"))
    assert priced(less(ring(B), "coupon", 0, "SPRING"), bound).discount == 3_55
    assert priced(less(ring(B), "coupon", 2_00, "SPRING"), bound).discount == 5_55


@pytest.mark.parametrize("channel, works", [("", True), ("store", True), ("online", False)])
def test_a_till_is_the_channel_of_the_store(channel: str, works: bool) -> None:
    assert gets(replace(TENTH, channel=channel)) is works  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "at, works",
    [
        ("2026-11-20T02:59:59Z", False),  # Friday 10:59:59 in Shanghai
        ("2026-11-20T03:00:00Z", True),
        ("2026-11-20T05:59:59Z", True),
        ("2026-11-20T06:00:00Z", False),
        ("2026-11-21T04:00:00Z", False),  # Saturday noon
    ],
)
def test_hours_are_those_of_the_shop(at: str, works: bool) -> None:
    assert gets(replace(TENTH, hours=(LUNCH,)), at=at) is works


@pytest.mark.parametrize(
    "day, time, works",
    [(5, "21:59", False), (5, "22:00", True), (6, "01:59", True), (6, "02:00", False), (5, "01:00", False)],
)
def test_a_night_belongs_to_the_day_on_which_it_begins(day: int, time: str, works: bool) -> None:
    assert within(NIGHT, Clock(day, time)) is works
    assert within(replace(NIGHT, days=(7,)), Clock(1, "00:30"))
    assert within(Hours(), Clock(day, time))


def test_the_next_moment_at_which_a_window_opens_or_closes() -> None:
    assert next_edge([LUNCH], "2026-11-20T02:00:00Z", ZONE) == "2026-11-20T03:00:00Z"
    assert next_edge([LUNCH], "2026-11-20T03:00:00Z", ZONE) == "2026-11-20T06:00:00Z"
    assert next_edge([Hours()], NOON, ZONE) == "2026-11-21T16:00:00Z"
    rules = price_book("inclusive", TAXES, [replace(TENTH, hours=(LUNCH,), ends="2026-11-20T05:00:00Z")], NOON, ZONE)
    assert rules.next_change("2026-11-20T03:30:00Z") == "2026-11-20T05:00:00Z"


def test_a_window_that_opens_between_two_scans_is_seen() -> None:
    rules = price_book("inclusive", TAXES, [replace(TENTH, hours=(LUNCH,))], "2026-11-20T02:59:59Z", ZONE)
    before = price(ring(B), rules)
    later = replace(rules, at="2026-11-20T03:00:00Z")
    assert price(ring(B), later, before).discount == 3_55


def test_what_has_come_to_its_limit_is_not_given_any_more() -> None:
    rules = book(replace(TENTH, per_day=1))
    before = price(ring(B), rules)
    assert before.discount == 3_55
    assert price(ring(B), replace(rules, used_up=frozenset({"tenth"})), before).discount == 0


def test_so_often_for_a_member_is_for_members() -> None:
    assert not gets(replace(TENTH, per_member=1))
    assert gets(replace(TENTH, per_member=1), for_member(ring(B)))
