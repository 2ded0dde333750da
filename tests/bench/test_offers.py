"""A fair sample of what `bench offers` claims of all real offers: the till's totals are those of plain arithmetic."""

from __future__ import annotations

import pytest

from bench.offers import check, expected, till_total, travelled
from hub.importers.hk_offers import Clause
from tests.support.shared import shared

EACH = 60
"""Every so-manieth pair of an offer and a price that carried it."""


def test_a_sample_of_the_real_offers_comes_to_what_plain_arithmetic_says() -> None:
    pytest.importorskip("pyarrow")
    found = check(shared("data/hk_pricewatch").parents[1], EACH)
    assert found.differ == []
    assert found.dearer == []
    assert [reason.partition(": ")[2] for reason in found.refused] == [
        "amount_cents is '0', not a whole number above 0"
    ]
    assert found.clauses == 18_434
    assert found.pairs > 500
    assert found.baskets > 5 * found.pairs


@pytest.mark.parametrize(
    "clause, totals",
    [
        (Clause("1", "1", "bundle_price", "买2件$14.00", n=2, amount_cents=14_00), [8_00, 14_00, 22_00, 28_00, 36_00]),
        (Clause("2", "2", "bundle_save", "买3件悭$6.80", n=3, amount_cents=6_80), [8_00, 16_00, 17_20, 25_20, 33_20]),
        (Clause("3", "3", "nth_half_price", "第2件半价", n=2), [8_00, 12_00, 20_00, 24_00, 32_00]),
        (Clause("4", "4", "percent_off_from_n", "买3件8折", n=3, percent_off=20), [8_00, 16_00, 19_20, 25_60, 32_00]),
        (Clause("5", "5", "buy_n_get_m", "买2送1", n=2, m_free=1), [8_00, 16_00, 16_00, 24_00, 32_00]),
        (
            Clause("6", "6", "spend_save", "满$20减$5", spend_cents=20_00, amount_cents=5_00),
            [8_00, 16_00, 19_00, 27_00, 35_00],
        ),
        (
            Clause("7", "7", "percent_off_from_spend", "满$40享88折", spend_cents=40_00, percent_off=12),
            [8_00, 16_00, 24_00, 32_00, 35_20],
        ),
    ],
)
def test_each_kind_of_clause_by_hand(clause: Clause, totals: list[int]) -> None:
    """Five figures that a person worked out hold both sides, so that they cannot be wrong alike."""
    assert [expected(clause, 8_00, pieces) for pieces in range(1, 6)] == totals
    assert [till_total([travelled(clause)], 8_00, pieces) for pieces in range(1, 6)] == totals
