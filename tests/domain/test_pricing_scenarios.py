"""The acceptance scenarios that are about amounts: 1, 2, 6, 7, 8 and 10, to the cent."""

from __future__ import annotations

from posapp.domain import cart as carts
from posapp.domain.cart import Cart
from posapp.domain.promotion import Promotion
from tests.support.goods import (
    A,
    B,
    C,
    D,
    E,
    G,
    for_member,
    less,
    nets,
    priced,
    reasons,
    ring,
    shares,
    skus,
    tax_rows,
    thing,
)


def test_scenario_1_a_plain_basket() -> None:
    cart = priced(ring(A, B, C, B, C, D, C))
    assert (cart.gross, cart.discount, cart.total, cart.tax) == (256_40, 0, 256_40, 22_73)
    assert [(line.net, line.tax) for line in cart.lines] == [(99_00, 11_39), (71_00, 8_17), (38_40, 3_17), (48_00, 0)]
    assert tax_rows(cart) == [("13", 150_44, 19_56), ("9", 35_23, 3_17), ("0", 48_00, 0)]
    assert cart.total - cart.tax == sum(base for _, base, _ in tax_rows(cart)) == 233_67
    assert cart.units == 7_000


def test_scenario_2_labels_of_the_scale() -> None:
    cart = carts.add(Cart(), E, 1_230, code="2112345012308")
    cart = carts.add(cart, E, 1_171, amount=19_68, code="2312345019684")
    cart = carts.add(cart, E, 1_171, amount=19_68, code="261234501968011713")
    assert nets(priced(cart)) == [20_66, 19_68, 19_68]
    assert priced(cart).units == 3_000


def test_scenario_6_any_three_cheapest_free() -> None:
    cart = priced(ring(A, B, G), Promotion("any3", "buy_n_get_m", quantity=2, free=1, skus=skus(A, B, G)))
    assert cart.total == 134_50
    assert shares(cart, "any3") == [12_76, 4_58, 2_56]
    assert nets(cart) == [86_24, 30_92, 17_34]


def test_scenario_6_a_coupon_over_equal_lines() -> None:
    cart = priced(less(ring(thing("1", 10_00), thing("2", 10_00), thing("3", 10_00)), "coupon", 10_00))
    assert shares(cart, "coupon") == [3_34, 3_33, 3_33]
    assert cart.total == 20_00


ONE, TWO, THREE = thing("1", 100_00), thing("2", 200_00), thing("3", 100_00)
SCENARIO_7 = (
    Promotion("best15", "percent", percent=15_000, skus=skus(ONE, TWO)),
    Promotion("off10", "amount", mode="compound", amount=10_00, skus=skus(ONE, TWO)),
    Promotion("then10", "percent", mode="compound", percent=10_000, skus=skus(ONE, TWO)),
    Promotion("comp25", "percent", mode="compound", percent=25_000, skus=skus(THREE)),
    Promotion("best20", "percent", percent=20_000, skus=skus(THREE)),
)


def test_scenario_7_best_price_against_compounds() -> None:
    assert nets(priced(ring(ONE, TWO, THREE), *SCENARIO_7)) == [81_00, 170_00, 75_00]


def test_scenario_7_a_threshold_only_on_compound_lines() -> None:
    threshold = Promotion("over200", "threshold_percent", mode="compound", percent=10_000, spend=200_00)
    cart = priced(ring(ONE, TWO, THREE), *SCENARIO_7, threshold)
    assert nets(cart) == [72_90, 170_00, 67_50]
    assert (cart.total, cart.discount) == (310_40, 89_60)
    assert [reasons(line) for line in cart.lines] == [
        [("promotion", "off10", 10_00), ("promotion", "then10", 9_00), ("threshold", "over200", 8_10)],
        [("promotion", "best15", 30_00)],
        [("promotion", "comp25", 25_00), ("threshold", "over200", 7_50)],
    ]


def test_scenario_8_member_price_threshold_and_coupon() -> None:
    cart = less(for_member(ring((A, 2), (B, 2), C)), "coupon", 10_00)
    for mode in ("exclusive", "best_price", "compound"):
        done = priced(cart, Promotion("满200减30", "threshold_amount", mode=mode, amount=30_00, spend=200_00))
        assert done.gross - sum(shares(done, "member")) == 261_80
        assert shares(done, "满200减30") == [20_40, 8_13, 1_47]
        assert shares(done, "coupon") == [6_80, 2_71, 49]
        assert nets(done) == [150_80, 60_16, 10_84]
        assert done.total == 221_80
        assert [line.tax for line in done.lines] == [17_35, 6_92, 90]
        assert done.tax == 25_17
        assert (done.lines[0].unit, done.lines[0].gross) == (89_00, 198_00)
        assert reasons(done.lines[0])[0] == ("price_list", "member", 20_00)


def test_scenario_10_round_off() -> None:
    cart = priced(less(ring(B, C), "round_off", 30))
    assert (cart.gross, cart.total) == (48_30, 48_00)
    assert shares(cart, "round_off") == [22, 8]
    assert [line.tax for line in cart.lines] == [4_06, 1_05]
