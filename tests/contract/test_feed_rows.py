"""Rows of the feeds are the domain's values and back, and a reader takes what an older or newer hub writes."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from posapp.contract.calls import TillAnswer
from posapp.contract.feed_rows import (
    MODELS,
    CategoryRow,
    ProductRow,
    PromotionRow,
    SettingsRow,
    StaffRow,
    TaxRow,
)
from posapp.contract.feeds import NOUNS
from posapp.contract.offer_terms import OF_RETURNS, ON_TERMS
from posapp.contract.offer_terms import TERMS as OFFER_TERMS
from posapp.contract.snapshot import promotion_of, promotion_row
from posapp.domain.catalog import Category, ListPrice, Product
from posapp.domain.money import currency
from posapp.domain.promotion import Hours, Part, Promotion, Step
from posapp.domain.staff import Role, Staff
from posapp.domain.store import CashRounding, LegalEntity, Store
from posapp.domain.tax import Tax

PRICE = ListPrice("member", 8900, "2026-11-01T00:00:00Z", None)
PRODUCT = Product(
    *("A", "T恤", "T-shirt", 9900, "13", "apparel", "kg", True, True, True, "00017", "1030201010000000000"),
    *("S", "M", "红", (PRICE,), True),
)
PROMOTION = Promotion(
    *("p", "n_for_price", "三件", "Three", "exclusive", 5, frozenset("BA"), frozenset({"c"}), 3, 1, 2, 15000, 4, 500),
    *(True, "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"),
)
TERMS: dict[str, Any] = {
    "parts": (Part(2, frozenset("BA"), frozenset({"c"})), Part(1, frozenset("D"))),
    "gift": "G",
    "steps": (Step(3, 20_000, 20_000, 1, 2),),
    "each": True,
    "tier": "gold",
    "coupon": "SPRING",
    "channel": "store",
    "hours": (Hours((5, 6), "22:00", "02:00"),),
    "per_basket": 1,
    "per_member": 2,
    "per_day": 3,
}
STORE = Store(
    *("S1", "静安店", currency("JPY"), "Asia/Tokyo", time(5, 30), "exclusive", CashRounding(10, "down")),
    *(
        (("21IIIIIWWWWWC", 3, 0),),
        LegalEntity("某公司", "91310000X", "small_scale"),
        {"stored_value_offline": "200.00"},
    ),
)


def test_values_travel_whole() -> None:
    whole: list[tuple[Any, object]] = [
        (CategoryRow, Category("c", "服装", "Apparel", "shirt", 3)),
        (TaxRow, Tax("13", "rate", 13000, "2019-04-01")),
        (PromotionRow, PROMOTION),
        (PromotionRow, replace(PROMOTION, **TERMS)),
        (PromotionRow, Promotion("b", "bundle", quantity=2, amount=300)),
        (StaffRow, Staff("c1", "林晓", Role("cashier", frozenset({"sell", "hold"})), "$argon2id$x")),
        (SettingsRow, STORE),
    ]
    for model, value in whole:
        travelling = model.of(value).model_dump_json(exclude_defaults=True)
        assert model.model_validate_json(travelling).value() == value
    row = ProductRow.of(PRODUCT, ("6901234567892", "A"))
    again = ProductRow.model_validate_json(row.model_dump_json(exclude_defaults=True))
    assert (again.value(), again.barcodes, again.key) == (PRODUCT, ("6901234567892", "A"), "A")


def test_every_noun_has_its_model_and_key() -> None:
    assert tuple(MODELS) == NOUNS
    assert TaxRow(id="13", kind="rate", starts="2019-04-01").key == "13@2019-04-01"


def test_a_newer_hub_may_say_more() -> None:
    row = ProductRow.model_validate_json('{"sku":"A","price":1,"tax":"13","category":"c","glow":true}')
    assert row.value().price == 1
    answer = (
        '{"till":"T","store":"S1","register":"1","last_seq":0,"last_hash":"' + "0" * 64 + '","epoch":"e","at":"",'
        '"heads":{"moons":4},"more":[]}'
    )
    assert TillAnswer.model_validate_json(answer).heads == {"moons": 4}


@pytest.mark.parametrize("price", ["1.5", '"1"', "true", "null", "1e20", str(10**15 + 1), "1.0"])
def test_a_price_is_a_whole_number(price: str) -> None:
    with pytest.raises(ValidationError):
        ProductRow.model_validate_json(f'{{"sku":"A","price":{price},"tax":"13","category":"c"}}')


# ---------------------------------------------------------------- offers on terms


def test_every_term_is_one_that_the_first_contract_did_not_have() -> None:
    first = json.loads(Path(__file__).with_name("wire-1.json").read_text("utf-8"))["feed_rows"]["PromotionRow"]
    assert set(TERMS) == set(OFFER_TERMS)
    assert {field.name for field in fields(Promotion)} == first["properties"].keys() | TERMS.keys() | set(OF_RETURNS)
    assert ON_TERMS not in first["properties"]["kind"]["enum"], "its tills pass over such an offer"


@pytest.mark.parametrize("term", TERMS)
def test_an_offer_on_terms_does_not_reach_who_would_pass_over_them(term: str) -> None:
    offer = replace(PROMOTION, **{term: TERMS[term]})
    row = json.loads(PromotionRow.of(offer).model_dump_json(exclude_defaults=True))
    assert (row["kind"], row["gives"]) == (ON_TERMS, "n_for_price")
    body = json.loads(promotion_row(offer)[1])
    assert (body["kind"], body["gives"]) == (ON_TERMS, "n_for_price")
    assert promotion_of(promotion_row(offer)[1]) == offer
    assert PromotionRow.of(PROMOTION).kind == json.loads(promotion_row(PROMOTION)[1])["kind"] == "n_for_price"


def test_an_offer_on_terms_that_only_a_newer_program_knows_is_passed_over() -> None:
    row = PromotionRow.of(replace(PROMOTION, tier="gold")).model_dump(mode="json", exclude_defaults=True)
    assert PromotionRow.model_validate_json(json.dumps(row)).value().tier == "gold"
    newer = json.dumps({**row, "moon": "full"})
    with pytest.raises(ValidationError, match="newer program"):
        PromotionRow.model_validate_json(newer)
    assert promotion_of(newer.encode()) is None
    without = json.dumps({**row, "gives": "lottery"})
    assert promotion_of(without.encode()) is None
