"""Until when goods come back: by why they do, and by how they were sold."""

from __future__ import annotations

import pytest

from posapp.domain.catalog import Product
from posapp.domain.errors import Refused
from posapp.domain.return_rules import ReturnRules
from posapp.domain.return_window import exception_of
from posapp.domain.sold import Kind, Sold, SoldLine

RULES = ReturnRules(days=3, manager_days=30, fault_days=90, excluded=("underwear",))
"""A shop that gives three days at the counter."""


def asked(kind: Kind, days: int, reason: str = "changed_mind", category: str = "wear", *, final: bool = False) -> str:
    """What somebody must allow so many days after the customer had the goods."""
    line = SoldLine(1, Product("A", "T恤", "T-shirt", 9900, "13", category), 1000, 9900, 9900, (), 9900, 0, final=final)
    sold = Sold("S1-1.1", "R", kind, "S1", "", "CNY", (line,), ())
    return exception_of(RULES, sold, line, reason, "2026-11-01", f"2026-{11 + days // 30:02}-{days % 30 + 1:02}")


@pytest.mark.parametrize(
    "kind, days, reason, allowed",
    [
        ("sale", 3, "changed_mind", ""),
        ("sale", 4, "changed_mind", "late"),
        ("order", 7, "changed_mind", ""),  # seven days without a reason, whatever the shop gives at its counter
        ("order", 8, "changed_mind", "late"),
        ("sale", 29, "defective", ""),
        ("order", 29, "damaged_on_the_way", ""),
        ("sale", 40, "defective", ""),  # past every day that a changed mind has
    ],
)
def test_the_days_are_those_of_the_reason_and_the_channel(kind: Kind, days: int, reason: str, allowed: str) -> None:
    assert asked(kind, days, reason) == allowed


def test_nobody_takes_it_back_once_everybody_s_days_are_over() -> None:
    with pytest.raises(Refused, match="return_over"):
        asked("sale", 31)


def test_what_is_excluded_was_confirmed_at_the_sale_and_never_stops_a_fault() -> None:
    assert asked("sale", 1, category="underwear") == "excluded"
    assert asked("order", 1, category="underwear") == "", "nobody told the customer, so the seven days hold"
    assert asked("order", 1, category="underwear", final=True) == "excluded"
    assert asked("order", 1, "defective", "underwear", final=True) == ""
