"""Other shops' promotion cases (django-oscar, solidus), said in our kinds where they mean the same; the rest listed."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any

from posapp.domain.cart import Cart
from posapp.domain.money import parse_amount
from posapp.domain.pricing import PricedCart
from posapp.domain.promotion import Promotion
from tests.support.goods import priced, ring, thing
from tests.support.shared import shared

NOT_OURS = {
    "promotions-005": (
        1,
        "only so many pieces: theirs the cheapest, ours the dearest, so that no further piece costs more",
    ),
    "promotions-026": (1, "the same"),
    "promotions-059": (1, "the same"),
    "cheapest_free on value": (3, "a free piece for so much spent: we have the free piece in a group only"),
    "promotions-014": (1, "rounds the discount down: M1 rounds a half away from zero"),
    "promotions-040": (1, "applied once, on the cheapest pieces: ours on every full group, from the dearest down"),
    "promotions-078": (1, "groups in the order of the lines: ours from the dearest down"),
    "promotions-079": (1, "a percentage with a cap: we have none (its split would also give spare cents to the first)"),
}


def cents(text: str) -> int:
    whole, _, part = text.partition(".")
    return parse_amount(f"{whole}.{part.rstrip('0')}".rstrip("."), 2)


def why_not_ours(case: dict[str, Any]) -> str | None:
    if case["benefit"]["kind"] == "cheapest_free" and case["condition"]["kind"] == "value":
        return "cheapest_free on value"
    return case["id"] if case["id"] in NOT_OURS else None


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
        return [Promotion("x", "buy_n_get_m", quantity=count - 1, free=1)]
    if kind == "fixed_price_bundle":
        return [Promotion("x", "n_for_price", quantity=count, price=cents(value))]
    if kind == "tiered_percentage_by_order_value":
        tiers = {"0": benefit["base"], **benefit["tiers"]}
        return [
            Promotion(f"from {limit}", "threshold_percent", percent=int(percent) * 1000, spend=cents(limit))
            for limit, percent in tiers.items()
        ]
    size, each = benefit["group_size"], cents(case["lines"][0]["unit_price"])  # the pieces of these cases cost the same
    off = cents(value) if kind == "fixed_per_unit_in_full_groups" else each * int(value) // 100
    return [Promotion("x", "n_for_price", quantity=size, price=size * (each - off))]


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
    handled, listed = 0, Counter[str]()
    for case in cases:
        reason = why_not_ours(case)
        if reason is not None:
            listed[reason] += 1
            continue
        done: PricedCart = priced(basket(case), *in_our_words(case))
        assert done.discount == cents(case["expect"]["discount"]), case["id"]
        if "line_discounts" in case["expect"]:
            by_line = [sum(d.amount for d in line.discounts) for line in done.lines]
            assert by_line == [cents(text) for text in case["expect"]["line_discounts"]], case["id"]
        handled += 1
    assert listed == {reason: count for reason, (count, _) in NOT_OURS.items()}
    assert handled == 85 - listed.total() == 75
