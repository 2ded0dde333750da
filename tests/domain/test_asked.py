"""What goods ask, and on which day somebody old enough was born."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from posapp.domain.asked import born_by, first_asked
from posapp.domain.cart import Cart, add
from tests.support.goods import B, H


@pytest.mark.parametrize(
    "today, age, born",
    [
        ("2026-11-22", 18, "2008-11-22"),
        ("2028-02-29", 18, "2010-02-28"),
        ("2026-02-28", 18, "2008-02-28"),  # born on the 29th: 18 from 1 March on
        ("2026-03-01", 18, "2008-03-01"),
        ("2026-01-01", 0, "2026-01-01"),
    ],
)
def test_the_last_day_of_birth(today: str, age: int, born: str) -> None:
    assert born_by(date.fromisoformat(today), age).isoformat() == born


def test_the_strictest_age_is_asked_once_for_all_then_the_serial_numbers() -> None:
    beer, spirits = replace(B, sku="BEER", age=16), replace(B, sku="SPIRITS", age=18)
    cart = add(add(add(Cart(), H), beer), spirits)
    asked = first_asked(cart)
    assert asked is not None
    assert (asked.about, asked.age, asked.line.product.sku) == ("age", 18, "SPIRITS")
    asked = first_asked(replace(cart, age=18))
    assert asked is not None
    assert (asked.about, asked.line.number) == ("serial", 1)
    given = tuple(replace(line, serial="SN" if line.product.serial else "") for line in cart.lines)
    assert first_asked(replace(cart, age=18, lines=given)) is None
    assert first_asked(replace(cart, age=16, lines=given)) is not None
