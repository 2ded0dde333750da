"""The rules of points, the ledger that loses the oldest first, and what makes a tier; a price list of a tier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posapp.domain.cart import CartLine
from posapp.domain.catalog import ListPrice, Product
from posapp.domain.errors import Refused
from posapp.domain.loyalty import check_used, gone_on, is_birthday, usable
from posapp.domain.points_ledger import Moved, ledger
from posapp.domain.points_rule import BurnRule, Earning, EarnRule, Expiry, PointsRule, TierRule
from posapp.domain.pricing.unit_price import start
from posapp.domain.tiers import Standing, made_by

DOUBLE = EarnRule("double", 100, "2026-11-01", "2026-11-30", (("gold", 1500),), 2000, "week", ("books",))
RULES = PointsRule(100, 1, (DOUBLE,), tiers=(TierRule("silver", 10_000), TierRule("gold", 50_000, 800)), days=30)


def test_the_rule_of_the_day_holds_and_the_better_of_tier_and_birthday_counts() -> None:
    assert RULES.earning("2026-11-30", "store") is DOUBLE
    assert RULES.earning("2026-12-01", "store").id == "plain"
    assert replace(RULES, earn=(replace(DOUBLE, channels=("web",)),)).earning("2026-11-30", "store").id == "plain"
    assert [DOUBLE.times(*who) for who in (("", False), ("gold", False), ("gold", True), ("", True))] == [
        1000,
        1500,
        2000,
        2000,
    ]
    assert DOUBLE.version != replace(DOUBLE, birthday=3000).version
    assert Earning("", 100, 1500).points(9_950, 5_000, 10_000) == 49 * 1500 // 1000, "half of it counts, rounded down"


@pytest.mark.parametrize(
    "born,today,span,is_it",
    [
        ("1990-11-03", "2026-11-03", "day", True),
        ("1990-11-03", "2026-11-04", "day", False),
        ("1990-12-31", "2027-01-03", "week", True),
        ("1990-12-31", "2027-01-04", "week", False),
        ("1990-11-30", "2026-11-01", "month", True),
        ("1992-02-29", "2027-02-28", "day", True),
        ("", "2026-11-03", "month", False),
    ],
)
def test_a_birthday(born: str, today: str, span: str, is_it: bool) -> None:
    assert is_birthday(born, today, span) is is_it  # type: ignore[arg-type]


def test_points_are_used_in_steps_from_a_least_number_on_for_a_share() -> None:
    rule = BurnRule("some", 1, step=50, least=200, most=50_000)
    assert usable(rule, 10_000, 10_000, 0) == 5_000
    assert usable(rule, 10_000, 1_030, 0) == 1_000
    assert usable(rule, 300, 300, 0) == 0, "150 are too few"
    for points, code in ((120, "points_step"), (150, "points_least"), (5_050, "points_most"), (0, "points_least")):
        with pytest.raises(Refused) as no:
            check_used(rule, points, 10_000, 0)
        assert no.value.code == code
    check_used(rule, 50, 10_000, 200)


def test_when_points_are_gone() -> None:
    def rule(**expiry: int) -> PointsRule:
        return PointsRule(100, 1, expiry=Expiry(**expiry))

    assert gone_on(rule(months=12), "2024-02-29") == "2025-03-01"
    assert gone_on(rule(months=1), "2026-01-31") == "2026-03-01"
    assert gone_on(rule(years=1), "2026-11-23") == "2028-01-01"
    assert gone_on(rule(), "2026-11-23") == ""


def test_the_oldest_are_used_first_and_a_return_takes_its_own_sales() -> None:
    moves = [
        Moved("2026-01-01", "1", "a", 100, gone="2027-01-01"),
        Moved("2026-06-01", "2", "b", 50, gone="2027-06-01"),
        Moved("2026-07-01", "3", "c", -60),
        Moved("2026-08-01", "4", "d", -50, of="b"),
    ]
    now = ledger(moves, "2026-12-31")
    assert ([(lot.id, lot.left) for lot in now.lots], now.next_lost) == ([("a", 40)], (40, "2027-01-01"))
    assert (ledger(moves, "2027-01-01").lost, ledger(moves, "2027-01-01").balance) == (40, 0)
    owed = ledger([*moves, Moved("2026-09-01", "5", "e", -100)], "2026-12-31")
    assert (owed.balance, owed.owed) == (-60, 60)


@given(st.lists(st.tuples(st.integers(1, 28), st.integers(-300, 300), st.booleans()), max_size=12), st.integers(1, 60))
def test_nothing_is_lost_but_what_is_lost_and_the_order_of_arrival_is_nothing(
    told: Sequence[tuple[int, int, bool]], after: int
) -> None:
    moves = [
        Moved(f"2026-01-{day:02}", str(n), f"m{n}", units, gone=f"2026-02-{day:02}" if goes else "")
        for n, (day, units, goes) in enumerate(told)
    ]
    today = f"2026-0{1 + after // 30}-{1 + after % 28:02}"
    now = ledger(moves, today)
    assert now.balance + now.lost == sum(m.units for m in moves)
    assert ledger(moves[::-1], today) == now
    assert now.lost >= 0


def test_purchases_make_a_tier_and_head_office_the_least() -> None:
    assert made_by(RULES, 9_999, 0, [""]) == Standing("", "silver", 1, 0)
    assert made_by(RULES, 10_000, 799, [""]) == Standing("silver", "gold", 40_000, 1)
    assert made_by(RULES, 10_000, 800, [""]) == Standing("gold")
    assert made_by(RULES, 0, 0, ["", "gold"]) == Standing("gold")
    assert made_by(None, 0, 0, ["", "vip"]) == Standing("vip")
    assert made_by(RULES, 0, 0, ["vip"]) == Standing("vip", "silver", 10_000, 0), (
        "a tier that no rule names is the least"
    )


def test_a_list_named_as_the_tier_is_that_tiers_price() -> None:
    prices = (ListPrice("member", 8_900), ListPrice("gold", 8_500))
    line = CartLine(1, Product("A", "", "", 9_900, "13", "", prices=prices))
    at = "2026-11-23T00:00:00Z"
    found = [start(line, who, at, tier) for who, tier in ((False, ""), (True, ""), (True, "gold"), (True, "silver"))]
    assert [begun.net for begun in found] == [9_900, 8_900, 8_500, 8_900]
    assert [d.id for d in found[2].discounts] == ["gold"]
