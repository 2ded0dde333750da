"""What the till decodes without a model is what the models say: the same fields, the same rows taken and refused."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from pydantic import BaseModel

from posapp.contract.feed_reading import Page, read_page, read_row
from posapp.contract.feed_rows import PriceRow, ProductRow, StockRow
from posapp.contract.feeds import Noun
from posapp.contract.goods_rows import PriceIn, ProductIn, StockIn

PAIRS = [(ProductRow, ProductIn), (PriceRow, PriceIn), (StockRow, StockIn)]
MILK: dict[str, Any] = {"sku": "M", "price": 500, "tax": "13", "category": "food"}
FULL = {**MILK, "name_zh": "牛奶", "weighed": True, "item": "7", "size": "1L", "barcodes": ["69", "70"]}
DATED = {**FULL, "prices": [{"list": "shelf", "price": 450, "starts": "2026-12-01T00:00:00Z"}]}
NO_PRICES: list[Any] = [[{}], [{"list": "shelf"}], [{"list": "x", "price": 1, "ends": 3}]]
PRODUCTS: list[Any] = [
    *(MILK, FULL, DATED, {**DATED, "moon": {"phase": [1, None]}}),
    *({**MILK, "price": price} for price in (0, -1, 10**15, -(10**15), 10**15 + 1, 10**40, 5.0, 5.5, True, "5", None)),
    *({name: said for name, said in MILK.items() if name != left} for left in MILK),
    *({**MILK, name: None} for name in ("name_zh", "unit", "item", "style", "barcodes", "prices", "weighed")),
    *({**MILK, "barcodes": codes} for codes in ([], "69", [69], ["\0"], {"69": 1})),
    *({**MILK, "prices": prices} for prices in NO_PRICES),
    *({**MILK, "weighed": word} for word in (0, 1, "true", False)),
    *([], 5, None, "M", {}),
]
STOCK: list[Any] = [
    *({"sku": "M"}, {"sku": "M", "on_hand": -1_000, "reserved": 2, "moon": 1}, {"sku": None}, {}),
    *({"sku": "M", "on_hand": figure} for figure in (10**15, 10**15 + 1, 1.5, "1", None, True)),
]


@pytest.mark.parametrize("model, struct", PAIRS)
def test_the_fields_and_what_they_are_without_a_word_are_those_of_the_model(
    model: type[BaseModel], struct: type[msgspec.Struct]
) -> None:
    required = {f.encode_name for f in msgspec.structs.fields(struct) if f.required}
    assert set(struct.__struct_fields__) == set(model.model_fields)
    assert required == {name for name, field in model.model_fields.items() if field.is_required()}
    defaults = {f.encode_name: f.default for f in msgspec.structs.fields(struct) if not f.required}
    assert defaults == {name: field.default for name, field in model.model_fields.items() if name not in required}


@pytest.mark.parametrize(
    "noun, model, row",
    [*(("products", ProductRow, row) for row in PRODUCTS), *(("stock", StockRow, row) for row in STOCK)],
)
def test_a_row_is_taken_as_the_model_takes_it_and_refused_where_it_refuses(
    noun: Noun, model: type[BaseModel], row: Any
) -> None:
    read = [only(lambda: model.model_validate_json(json.dumps(row)).model_dump(include=set(model.model_fields)))]
    read.append(only(lambda: msgspec.to_builtins(read_row(noun, msgspec.Raw(json.dumps(row).encode())))))
    read.append(only(lambda: msgspec.to_builtins(next(read_row(noun, x) for x in paged(noun, row).rows))))
    assert plain(read[0]) == plain(read[1]) == plain(read[2])


def test_one_row_that_cannot_be_read_leaves_the_others_to_be_read_one_by_one() -> None:
    page = paged("products", MILK, {"sku": "X"}, FULL)
    assert [type(row) for row in page.rows] == [msgspec.Raw] * 3
    assert read_row("products", page.rows[2]).name_zh == "牛奶"
    with pytest.raises(ValueError, match="price"):
        read_row("products", page.rows[1])


@pytest.mark.parametrize(
    "lie", [{"noun": "moons"}, {"cursor": 1.5}, {"more": 1}, {"rows": {}}, {"tombstones": [1]}, {"epoch": None}]
)
def test_a_page_that_is_none_is_refused(lie: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"Expected|Invalid"):
        read_page("products", json.dumps({**HEAD, "rows": [], **lie}).encode(), lambda: None)


HEAD = {"noun": "products", "epoch": "e", "cursor": 7, "more": False, "as_of": "2026-11-22T01:00:00Z"}


def paged(noun: Noun, *rows: Any) -> Page[Any]:
    return read_page(noun, json.dumps({**HEAD, "noun": noun, "rows": rows, "moon": 1}).encode(), lambda: None)


def only(read: Any) -> Any:
    try:
        return read()
    except ValueError:
        return "refused"


def plain(said: Any) -> Any:
    """Tuples and lists alike; what is in a price that this program does not know is no part of it."""
    return json.loads(json.dumps(said))
