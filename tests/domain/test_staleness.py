"""What stops when a copy is too old: only what a rule names, and only for as long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from posapp.contract.feeds import NOUNS
from posapp.domain.staleness import DEFAULT, FEEDS, FUNCTIONS, Rule, feed_name, function_name, policy, stopped

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def ago(hours: float) -> datetime:
    return NOW - timedelta(hours=hours)


@pytest.mark.parametrize(
    "feed,hours,stops",
    [
        ("wallets", 24, set()),
        ("wallets", 24.01, {"stored_value", "points"}),
        ("coupons", 72, set()),
        ("coupons", 72.01, {"coupon"}),
        ("products", 100_000, set()),
        ("staff", 100_000, set()),
    ],
)
def test_a_shop_that_says_nothing(feed: str, hours: float, stops: set[str]) -> None:
    fresh = dict.fromkeys(FEEDS, NOW)
    assert set(stopped(policy({}), {**fresh, feed: ago(hours)}, NOW)) == stops


def test_what_never_came_is_too_old() -> None:
    assert set(stopped(policy({}), {}, NOW)) == {"stored_value", "points", "coupon"}


def test_a_shop_says_otherwise_about_a_feed_and_the_others_stay_as_usual() -> None:
    rules = policy({"wallets": Rule(0), "products": Rule(240, ("sell",))})
    old = dict.fromkeys(FEEDS, ago(241))
    assert set(stopped(rules, old, NOW)) == {"sell", "coupon"}
    assert set(stopped(rules, {**old, "products": ago(239)}, NOW)) == {"coupon"}


def test_of_two_reasons_the_older_copy_is_named() -> None:
    rules = {"wallets": Rule(1, ("points",)), "members": Rule(2, ("points",))}
    assert stopped(rules, {"wallets": ago(3), "members": ago(9)}, NOW)["points"].feed == "members"
    assert stopped(rules, {"members": ago(9)}, NOW)["points"].feed == "wallets"
    assert stopped(rules, {"wallets": ago(3)}, NOW)["points"].as_of is None
    assert stopped(rules, {"wallets": ago(3), "members": ago(1)}, NOW)["points"].hours == 1


def test_a_copy_from_a_clock_ahead_is_not_old() -> None:
    assert not stopped({"wallets": Rule(1, ("points",))}, {"wallets": ago(-5)}, NOW)


def test_everything_has_its_words() -> None:
    assert set(FEEDS) == set(NOUNS)
    assert {name for rule in DEFAULT.values() for name in rule.stops} <= set(FUNCTIONS)
    assert (feed_name("wallets", "zh"), feed_name("moons", "en")) == ("储值和积分", "moons")
    assert (function_name("points", "en"), function_name("glow", "zh")) == ("pay with points", "glow")
