"""Taxes: which row is in force, and what each kind charges (money rule M2)."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posapp.domain.errors import Refused
from posapp.domain.tax import Tax, TaxKind, added_tax, included_tax, tax_of, taxes_on
from tests.support.goods import TAXES, priced, ring, tax_rows, thing

CUT = (
    Tax("goods", "rate", 17_000),
    Tax("goods", "rate", 16_000, "2018-05-01"),
    Tax("goods", "rate", 13_000, "2019-04-01"),
    Tax("books", "zero", 0, "2020-01-01"),
)


@pytest.mark.parametrize(
    "date, percent",
    [
        ("2018-04-30", 17_000),
        ("2018-05-01", 16_000),
        ("2019-03-31", 16_000),
        ("2019-04-01", 13_000),
        ("2026-11-21", 13_000),
    ],
)
def test_a_rate_holds_from_its_day_until_the_next_one_starts(date: str, percent: int) -> None:
    assert taxes_on(CUT, date)["goods"].percent == percent
    assert taxes_on(reversed(CUT), date)["goods"].percent == percent


def test_a_tax_that_has_not_started_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        tax_of(taxes_on(CUT, "2019-12-31"), "books")
    assert (refused.value.code, refused.value.facts) == ("no_tax", {"tax": "books"})
    assert tax_of(taxes_on(CUT, "2020-01-01"), "books").kind == "zero"


@pytest.mark.parametrize("kind", ["exempt", "zero", "not_taxable"])
def test_what_is_not_charged_has_no_tax_whatever_the_row_says(kind: TaxKind) -> None:
    tax = Tax("x", kind, 13_000)
    assert (tax.rate, included_tax(100_00, tax), added_tax(100_00, tax)) == (0, 0, 0)


def test_the_small_levy_is_a_rate() -> None:
    assert included_tax(103_00, Tax("levy", "small_levy", 3_000)) == 3_00
    assert added_tax(100_00, Tax("levy", "small_levy", 3_000)) == 3_00


@given(st.integers(-(10**9), 10**9), st.integers(0, 100_000))
def test_tax_is_the_nearest_cent_half_away_from_zero(net: int, percent: int) -> None:
    tax = Tax("x", "rate", percent)
    for found, exact in (
        (included_tax(net, tax), Fraction(net * percent, 100_000 + percent)),
        (added_tax(net, tax), Fraction(net * percent, 100_000)),
    ):
        assert abs(found) == int(abs(exact) + Fraction(1, 2))
        assert found * exact >= 0
    assert included_tax(-net, tax) == -included_tax(net, tax)


def test_every_kind_shows_its_base() -> None:
    cart = priced(ring(*(thing(name, 100_00, tax=name) for name in TAXES)))
    assert list(tax_rows(cart)) == [
        ("13", 88_50, 11_50),
        ("9", 91_74, 8_26),
        ("levy", 97_09, 2_91),
        ("0", 100_00, 0),
        ("free", 100_00, 0),
        ("none", 100_00, 0),
    ]


def test_tax_on_top_is_computed_once_for_a_rate_and_split_by_the_nets() -> None:
    cart = priced(ring(thing("1", 33), thing("2", 33), thing("3", 33), thing("4", 1_00, tax="9")), tax="exclusive")
    assert list(tax_rows(cart)) == [("13", 99, 13), ("9", 1_00, 9)]  # 0.1287 once, not three times 0.0429
    assert [line.tax for line in cart.lines] == [5, 4, 4, 9]
    assert (cart.gross, cart.tax, cart.total) == (1_99, 22, 2_21)


def test_tax_included_is_computed_line_by_line() -> None:
    cart = priced(ring(thing("1", 33), thing("2", 33), thing("3", 33)))
    assert [line.tax for line in cart.lines] == [4, 4, 4]  # 0.038 each; of the sum it would be 0.11
    assert list(tax_rows(cart)) == [("13", 87, 12)]
