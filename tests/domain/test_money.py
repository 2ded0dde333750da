"""Money arithmetic: text to minor units and back, rounding, cash steps, allocation."""

from __future__ import annotations

from contextlib import suppress
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posapp.domain.errors import Refused
from posapp.domain.money import (
    Currency,
    Rounding,
    allocate,
    currency,
    divide,
    format_amount,
    format_quantity,
    parse_amount,
    parse_quantity,
    round_to_step,
)
from posapp.domain.refusal_texts import refusal_text

AMOUNTS = st.integers(1 - 10**12, 10**12 - 1)
WEIGHTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=40)
DECIMAL_MODES: dict[Rounding, str] = {"half_up": ROUND_HALF_UP, "down": ROUND_DOWN, "up": ROUND_UP}


def test_digits_come_from_the_currency() -> None:
    assert currency("CNY") == Currency("CNY", 2)
    assert [currency(code).digits for code in ("USD", "JPY", "KRW", "VND", "KWD", "BHD", "CLF")] == [
        2,
        0,
        0,
        0,
        3,
        3,
        4,
    ]


@pytest.mark.parametrize("code", ["", "cny", "CN", "CNYX", "元", "C1Y", "CNY\n"])
def test_a_malformed_currency_is_refused(code: str) -> None:
    with pytest.raises(Refused) as refused:
        currency(code)
    assert refused.value.code == "currency_code"
    assert refusal_text(refused.value, "zh") != refusal_text(refused.value, "en")


@pytest.mark.parametrize(
    "text,digits,minor",
    [
        ("134.50", 2, 13450),
        ("134.5", 2, 13450),
        ("134", 2, 13400),
        ("-0.05", 2, -5),
        ("0", 2, 0),
        ("-0", 2, 0),
        (" 12.5 ", 2, 1250),
        ("１２．５０", 2, 1250),
        ("－３", 2, -300),
        ("−3", 2, -300),
        ("500", 0, 500),
        ("1.234", 3, 1234),
        ("999999999999.99", 2, 99999999999999),
    ],
)
def test_an_amount_is_read_exactly(text: str, digits: int, minor: int) -> None:
    assert parse_amount(text, digits) == minor


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            ".",
            "-",
            "1.",
            ".5",
            "1.005",
            "1,000.00",
            "1e3",
            "+5",
            "--5",
            "5-",
            "¥5",
            "5元",
            "abc",
            "1 2",
            "5²",
        ),
        *(
            "½",
            "٣",
            "1_000",
            "0x10",
            "NaN",
            "Infinity",
            "1.2.3",
            "1234567890123",
            "5" + " " * 60 + "junk",
            "1" * 100_000,
        ),
    ],
)
def test_anything_else_is_refused_as_an_amount(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_amount(text, 2)
    assert refused.value.code == "amount_format"


def test_a_currency_without_decimals_takes_none() -> None:
    with pytest.raises(Refused):
        parse_amount("5.0", 0)


@pytest.mark.parametrize(
    "minor,digits,text",
    [(13450, 2, "134.50"), (-5, 2, "-0.05"), (0, 2, "0.00"), (500, 0, "500"), (-1234, 3, "-1.234"), (7, 3, "0.007")],
)
def test_an_amount_is_written_with_all_its_decimals(minor: int, digits: int, text: str) -> None:
    assert format_amount(minor, digits) == text


@pytest.mark.parametrize(
    "text,thousandths",
    [("2", 2000), ("1.23", 1230), ("0.001", 1), ("-1", -1000), ("200", 200_000), ("0", 0), ("１．５", 1500)],
)
def test_a_quantity_is_thousandths(text: str, thousandths: int) -> None:
    assert parse_quantity(text) == thousandths
    assert parse_quantity(format_quantity(thousandths)) == thousandths


def test_a_quantity_is_written_without_idle_zeros() -> None:
    assert [format_quantity(n) for n in (2000, 1230, 1, -1500, 0, 200_000)] == [
        "2",
        "1.23",
        "0.001",
        "-1.5",
        "0",
        "200",
    ]


@pytest.mark.parametrize("text", ["", "1.2345", "two", "1/2", "1,5"])
def test_a_malformed_quantity_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_quantity(text)
    assert refused.value.code == "quantity_format"


@given(AMOUNTS, st.integers(0, 4))
def test_written_amounts_read_back(minor: int, digits: int) -> None:
    text = format_amount(minor, digits)
    assert Fraction(text) * 10**digits == minor
    assert parse_amount(text, digits) == minor


@given(AMOUNTS)
def test_written_quantities_read_back(thousandths: int) -> None:
    assert parse_quantity(format_quantity(thousandths)) == thousandths


@given(st.text(max_size=50), st.integers(0, 4))
def test_any_text_is_read_or_refused(text: str, digits: int) -> None:
    with suppress(Refused):
        assert abs(parse_amount(text, digits)) < 10 ** (12 + digits)


@given(AMOUNTS, st.integers(-(10**6), 10**6).filter(bool), st.sampled_from(list(DECIMAL_MODES)))
def test_division_agrees_with_decimal_arithmetic(numerator: int, denominator: int, mode: Rounding) -> None:
    # 30 digits never end within a half of the last wanted one: amounts here have at most 13 and divisors 7.
    quotient = Decimal(numerator) / Decimal(denominator)
    assert divide(numerator, denominator, mode) == int(quotient.quantize(Decimal(1), DECIMAL_MODES[mode]))


@given(AMOUNTS, st.integers(1, 10**6), st.sampled_from(list(DECIMAL_MODES)))
def test_a_refund_is_rounded_as_its_sale(amount: int, step: int, mode: Rounding) -> None:
    assert divide(-amount, step, mode) == -divide(amount, step, mode)
    assert round_to_step(-amount, step, mode) == -round_to_step(amount, step, mode)


@given(AMOUNTS, st.integers(1, 10**4), st.sampled_from(list(DECIMAL_MODES)))
def test_cash_rounding_stays_within_its_step(amount: int, step: int, mode: Rounding) -> None:
    rounded = round_to_step(amount, step, mode)
    assert rounded % step == 0
    assert abs(rounded - amount) < step
    assert round_to_step(rounded, step, mode) == rounded
    if mode == "half_up":
        assert 2 * abs(rounded - amount) <= step
    if mode == "down":
        assert abs(rounded) <= abs(amount)


def test_cash_steps_of_the_scenarios() -> None:
    assert round_to_step(2783, 5) == 2785
    assert round_to_step(-2783, 5) == -2785
    assert round_to_step(4830, 100, "down") == 4800
    assert round_to_step(4839, 10, "down") == 4830
    assert round_to_step(1, 10, "up") == 10


def test_tax_inclusive_share_is_exact_with_percent_in_thousandths() -> None:
    def tax(net: int, percent: int) -> int:
        return divide(net * percent, 100_000 + percent)

    assert [tax(9900, 13_000), tax(7100, 13_000), tax(3840, 9_000), tax(4800, 0)] == [1139, 817, 317, 0]


def test_shares_of_the_scenarios() -> None:
    assert allocate(1990, (9900, 3550, 1990)) == (1276, 458, 256)
    assert allocate(1000, (1000, 1000, 1000)) == (334, 333, 333)
    assert allocate(3000, (17800, 7100, 1280)) == (2040, 813, 147)
    assert allocate(1000, (15760, 6287, 1133)) == (680, 271, 49)
    assert allocate(30, (3550, 1280)) == (22, 8)


def test_spare_units_go_to_the_largest_remainder_then_the_larger_weight_then_the_earlier() -> None:
    assert allocate(10, (3, 3, 4, 2)) == (3, 2, 3, 2)  # remainders 6 6 4 8 of 12: the last, then the first
    assert allocate(1, (1, 3)) == (0, 1)
    assert allocate(2, (1, 3)) == (0, 2)  # remainders equal: the larger weight
    assert allocate(2, (1, 1, 1)) == (1, 1, 0)


def test_when_every_weight_is_zero_all_count_alike() -> None:
    assert allocate(5, (0, 0)) == (3, 2)
    assert allocate(0, (0, 0)) == (0, 0)


@pytest.mark.parametrize("weights", [(), (1, -1)])
def test_weights_must_exist_and_not_be_negative(weights: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="weights"):
        allocate(5, weights)


@given(AMOUNTS, WEIGHTS)
def test_shares_add_up_and_lie_within_a_unit_of_exact(amount: int, weights: list[int]) -> None:
    shares = allocate(amount, weights)
    assert sum(shares) == amount
    assert len(shares) == len(weights)
    total = sum(weights)
    for share, weight in zip(shares, weights, strict=True):
        exact = Fraction(amount * weight, total) if total else Fraction(amount, len(weights))
        assert abs(share - exact) < 1
        if not weight and total:
            assert share == 0


@given(AMOUNTS, WEIGHTS)
def test_a_refund_is_split_as_its_sale(amount: int, weights: list[int]) -> None:
    assert allocate(-amount, weights) == tuple(-share for share in allocate(amount, weights))


@given(st.data(), WEIGHTS)
def test_no_share_of_a_discount_exceeds_its_line(data: st.DataObject, nets: list[int]) -> None:
    discount = data.draw(st.integers(0, sum(nets)))
    assert all(0 <= share <= net for share, net in zip(allocate(discount, nets), nets, strict=True))


@given(AMOUNTS.filter(lambda amount: amount > 0), WEIGHTS.filter(any))
def test_no_other_split_is_closer(amount: int, weights: list[int]) -> None:
    total = sum(weights)
    shares = allocate(amount, weights)
    # What each share lacks of its exact part, in units of 1/total: never more than a unit apart.
    lacks = [amount * weight - share * total for share, weight in zip(shares, weights, strict=True)]
    assert max(lacks) - min(lacks) <= total
