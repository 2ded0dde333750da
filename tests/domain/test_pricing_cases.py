"""Other shops' promotion cases (django-oscar, solidus), said in our kinds where they mean the same; the rest listed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from posapp.domain.cart import Cart
from posapp.domain.money import parse_amount
from posapp.domain.pricing import PricedCart
from posapp.domain.promotion import Promotion
from tests.support.goods import priced, ring, thing
from tests.support.shared import shared

DEAREST = "only so many pieces: theirs the cheapest, ours the dearest, so that no further piece costs more than it does"
FREE_OF_ALL = (
    "the cheapest of all that was bought is free from so much spent: with a cheap piece more one would pay more"
)
NOT_OURS: dict[str, tuple[int | None, str]] = {
    "promotions-005": (400, DEAREST),
    "promotions-026": (200, DEAREST),
    "promotions-059": (200, DEAREST),
    "promotions-041": (None, FREE_OF_ALL),
    "promotions-042": (None, FREE_OF_ALL),
    "promotions-043": (None, FREE_OF_ALL),
    "promotions-014": (53, "theirs rounds the discount down: M1 rounds a half away from zero"),
    "promotions-040": (400, "one group of many: theirs the cheapest pieces, ours the dearest, as above"),
    "promotions-078": (
        400,
        "groups in the order of the lines: ours from the dearest down, in whatever order one scans",
    ),
    "promotions-079": (
        None,
        "a percentage with a cap: we have none (and its split gives spare cents to the first: M4)",
    ),
}
"""What ours takes off in the same words, None where we have no words for it, and why that is not theirs."""


def cents(text: str) -> int:
    whole, _, part = text.partition(".")
    return parse_amount(f"{whole}.{part.rstrip('0')}".rstrip("."), 2)


def in_our_words(case: dict[str, Any]) -> list[Promotion]:
    condition, benefit = case["condition"], case["benefit"]
    count = int(condition["value"]) if condition["kind"] == "count" else 0
    spend = cents(condition["value"]) if condition["kind"] == "value" else 0
    kind, value = benefit["kind"], benefit.get("value", "0")
    if "max_affected_items" in benefit:
        return [only_some(kind, value, Promotion("x", "percent", quantity=count, spend=spend), benefit)]
    if kind in ("percentage", "percentage_with_cap"):
        return [Promotion("x", "percent", percent=int(value) * 1000, quantity=count, spend=spend)]
    if kind == "absolute":
        return [Promotion("x", "threshold_amount", amount=cents(value), quantity=count, spend=spend)]
    if kind == "fixed_per_unit":
        return [Promotion("x", "amount", amount=cents(value), quantity=count, spend=spend)]
    if kind == "cheapest_free":
        return [Promotion("x", "buy_n_get_m", quantity=count - 1, free=1, per_basket=1)]
    if kind == "fixed_price_bundle":
        return [Promotion("x", "n_for_price", quantity=count, price=cents(value))]
    if kind == "tiered_percentage_by_order_value":
        tiers = {"0": benefit["base"], **benefit["tiers"]}
        return [
            Promotion(f"from {limit}", "threshold_percent", percent=int(percent) * 1000, spend=cents(limit))
            for limit, percent in tiers.items()
        ]
    group = Promotion("x", "bundle", quantity=benefit["group_size"])
    if kind == "fixed_per_unit_in_full_groups":
        return [replace(group, amount=group.quantity * cents(value))]
    assert kind == "percentage_in_full_groups", kind
    return [replace(group, percent=int(value) * 1000)]


def only_some(kind: str, value: str, condition: Promotion, benefit: dict[str, Any]) -> Promotion:
    """An amount off the whole that falls on one piece is that amount off one piece."""
    some = replace(condition, per_basket=int(benefit["max_affected_items"]))
    if kind == "percentage":
        return replace(some, percent=int(value) * 1000)
    assert kind == "fixed_per_unit" or some.per_basket == 1
    return replace(some, kind="amount", amount=cents(value))


def basket(case: dict[str, Any]) -> Cart:
    lines = [(thing(str(i), cents(line["unit_price"])), line["quantity"]) for i, line in enumerate(case["lines"])]
    return ring(*((product, pieces) for product, pieces in lines if pieces))


def test_every_case_is_handled_or_listed() -> None:
    cases = json.loads(shared("data/money/promotions.json").read_text())["cases"]
    handled = 0
    for case in cases:
        expected = cents(case["expect"]["discount"])
        if case["id"] in NOT_OURS:
            ours, _why = NOT_OURS[case["id"]]
            if ours is not None:
                assert priced(basket(case), *in_our_words(case)).discount == ours != expected, case["id"]
            continue
        done: PricedCart = priced(basket(case), *in_our_words(case))
        assert done.discount == expected, case["id"]
        if "line_discounts" in case["expect"]:
            by_line = [sum(d.amount for d in line.discounts) for line in done.lines]
            assert by_line == [cents(text) for text in case["expect"]["line_discounts"]], case["id"]
        handled += 1
    assert NOT_OURS.keys() <= {case["id"] for case in cases}
    assert handled == 85 - len(NOT_OURS) == 75
