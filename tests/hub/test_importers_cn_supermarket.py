"""The import of a real supermarket's products: nothing dropped, nothing mended, everything odd reported."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.importers.cn_supermarket import import_products, main
from hub.importers.findings import TEXTS, Finding, Report
from posapp.contract.shop_file import read_shop_file
from posapp.domain.barcode.gtin import kind
from posapp.domain.tax import taxes_on
from tests.support.shared import shared

FILE = "data/catalogue/cn_supermarket_2017.csv.gz"
COLUMNS = (
    "code code_kind short_code name receipt_name mnemonic department category_code category brand unit spec origin "
    "retail_price member_price lowest_price pricing item_type status trade_mode earns_points points allow_discount "
    "allow_price_override input_tax output_tax shelf_life_days tracks_stock created modified"
).split()
PLAIN = {
    "code": "6901028157643",
    "code_kind": "gtin13",
    "short_code": "0100001",
    "name": "泰山红将军",
    "category_code": "01",
    "category": "食品",
    "unit": "个",
    "retail_price": "6.5",
    "member_price": "6",
    "lowest_price": "0",
    "pricing": "普通",
    "item_type": "普通商品",
    "status": "正常",
    "trade_mode": "购销",
    "earns_points": "√",
    "points": "0",
    "allow_discount": "是",
    "allow_price_override": "是",
    "input_tax": "0.17",
    "output_tax": "0.17",
    "shelf_life_days": "0",
    "tracks_stock": "是",
}


def as_csv(*rows: dict[str, str]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def imported(*changes: dict[str, str]) -> tuple[dict[str, Any], Report]:
    """The shop and the report of plain rows with these changes."""
    shop, report = import_products(as_csv(*(PLAIN | change for change in changes)))
    assert shop is not None
    return shop, report


def rows_of(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.row and finding.kind != "short_code_twice"]


def test_a_plain_row_becomes_a_product_and_needs_no_word() -> None:
    shop, report = imported({})
    assert shop["products"] == [
        {
            "sku": "6901028157643",
            "name": {"zh": "泰山红将军"},
            "price": "6.50",
            "tax": "standard",
            "category": "01",
            "unit": "个",
            "barcodes": ["6901028157643"],
            "prices": [{"list": "member", "price": "6.00"}],
        }
    ]
    assert (report.rows, report.kept, report.refused) == (1, 1, 0)
    assert [f.text() for f in report.findings] == [
        "the column short_code is not carried over (1 rows have something in it)"
    ]


def test_what_comes_out_is_a_shop_file_without_a_fault() -> None:
    shop, _ = imported(
        {}, {"code": "00242", "code_kind": "instore", "pricing": "计重", "unit": "kg", "output_tax": "0"}
    )
    read = read_shop_file(json.dumps(shop).encode())
    assert not read.problems
    apples = read.products[1]
    assert (apples.weighed, apples.item, apples.tax, apples.unit) == (True, "00242", "rate-0", "kg")
    taxes = [tax.value() for tax in read.taxes]
    rates = [taxes_on(taxes, day)["standard"].percent for day in ("2017-01-31", "2018-05-01", "2026-11-21")]
    assert rates == [17_000, 16_000, 13_000]


REFUSED = [
    ({"retail_price": ""}, "retail_price", "there is no price"),
    ({"retail_price": "0"}, "retail_price", "the price is zero"),
    ({"retail_price": "0.00"}, "retail_price", "the price is zero"),
    ({"retail_price": "-5"}, "retail_price", "'-5' is not a price"),
    ({"retail_price": "1.234"}, "retail_price", "'1.234' is not a price"),
    ({"retail_price": "５"}, "retail_price", "'５' is not a price"),
    ({"retail_price": "1e3"}, "retail_price", "'1e3' is not a price"),
    ({"retail_price": "5."}, "retail_price", "'5.' is not a price"),
    ({"code": ""}, "code", "is empty"),
    ({"code": "69\t01"}, "code", "holds signs that cannot be used"),
    ({"code": "1" * 65}, "code", "is longer than 64 characters"),
    ({"name": " "}, "name", "is empty"),
    ({"name": "a\x1bb"}, "name", "holds signs that cannot be used"),
    ({"output_tax": ""}, "output_tax", "'' is not a tax rate"),
    ({"output_tax": "17"}, "output_tax", "'17' is not a tax rate"),
    ({"output_tax": "NaN"}, "output_tax", "'NaN' is not a tax rate"),
]


@pytest.mark.parametrize("change, field, text", REFUSED)
def test_a_row_that_cannot_be_sold_is_refused_with_its_field(change: dict[str, str], field: str, text: str) -> None:
    shop, report = imported({"code": "6906303999888", "name": "王守义十三香"}, change)
    assert [p["sku"] for p in shop["products"]] == ["6906303999888"]
    assert (report.rows, report.kept, report.refused) == (2, 1, 1)
    refused = [f for f in report.findings if f.refused]
    assert [(f.row, f.field, f.text()) for f in refused] == [(3, field, text)]


def test_a_code_that_comes_twice_is_refused_the_second_time() -> None:
    shop, report = imported({}, {"name": "另一个"})
    assert len(shop["products"]) == report.kept == 1
    assert [f.text() for f in report.findings if f.refused] == ["is the code of row 2 already"]


def test_a_refused_row_still_tells_of_its_bad_check_digit() -> None:
    _, report = imported({}, {"code": "6901028157640", "code_kind": "bad_check_digit", "retail_price": "0"})
    assert [(f.kind, f.refused) for f in report.findings if f.row == 3] == [
        ("check_digit", False),
        ("price_zero", True),
    ]


KEPT: list[tuple[dict[str, str], list[tuple[str, str]], dict[str, Any]]] = [
    ({"code": "6901028157640", "code_kind": "bad_check_digit"}, [("code", "check_digit")], {"barcodes": None}),
    ({"code": "6901028157643a", "code_kind": "other"}, [("code", "code_form")], {"barcodes": ["6901028157643a"]}),
    ({"code": "-", "code_kind": "other"}, [("code", "code_form"), ("code", "code_no_barcode")], {"barcodes": None}),
    ({"code": "123456", "code_kind": "instore"}, [("code", "code_length")], {"barcodes": ["123456"]}),
    ({"code_kind": "gtin8"}, [("code_kind", "code_kind")], {}),
    ({"unit": ""}, [("unit", "unit_missing")], {"unit": None}),
    ({"unit": "瓶."}, [("unit", "unit_strange")], {"unit": "瓶."}),
    ({"pricing": "计重", "unit": "kg"}, [("code", "weighed_gtin")], {"weighed": True, "item": None}),
    (
        {"pricing": "计重", "code": "00242", "code_kind": "instore"},
        [("unit", "weighed_unit")],
        {"weighed": True, "item": "00242", "unit": "个"},
    ),
    (
        {"pricing": "计重", "unit": "kg", "code": "030000061", "code_kind": "instore"},
        [("code", "code_length"), ("code", "item_missing")],
        {"item": None},
    ),
    ({"pricing": "随便"}, [("pricing", "pricing")], {"weighed": None}),
    ({"name": " 香皂 "}, [("name", "name_edge")], {"name": {"zh": "香皂"}}),
    ({"name": "香\u3000皂"}, [], {"name": {"zh": "香\u3000皂"}}),
    ({"name": "6901028157643"}, [("name", "name_is_code")], {}),
    ({"member_price": "7"}, [("member_price", "member_above")], {"prices": None}),
    ({"member_price": "x"}, [("member_price", "member_form")], {"prices": None}),
    ({"member_price": "0"}, [], {"prices": None}),
    ({"lowest_price": "4"}, [("lowest_price", "not_carried")], {}),
    ({"lowest_price": "8"}, [("lowest_price", "not_carried"), ("lowest_price", "lowest_above")], {}),
    ({"lowest_price": "x"}, [("lowest_price", "lowest_form")], {}),
    ({"input_tax": "0"}, [("input_tax", "tax_differs")], {"tax": "standard"}),
    ({"output_tax": "0", "input_tax": "0"}, [("output_tax", "tax_zero")], {"tax": "rate-0"}),
    ({"output_tax": "0.13", "input_tax": "0.13"}, [], {"tax": "rate-13"}),
    ({"category_code": ""}, [("category_code", "category_missing")], {"category": "unsorted"}),
    ({"allow_discount": "否"}, [("allow_discount", "not_carried")], {}),
    ({"status": "停用"}, [("status", "not_carried")], {}),
    ({"created": "2016-13-01"}, [("created", "date_form")], {}),
    ({"created": "2016-07-15", "modified": "2016-07-14"}, [("modified", "date_order")], {}),
]


@pytest.mark.parametrize("change, findings, product", KEPT)
def test_an_odd_row_is_kept_with_a_remark(
    change: dict[str, str], findings: list[tuple[str, str]], product: dict[str, Any]
) -> None:
    shop, report = imported(change)
    assert report.kept == 1
    assert [(f.field, f.kind) for f in rows_of(report.findings)] == findings
    assert {key: shop["products"][0].get(key) for key in product} == product
    assert not read_shop_file(json.dumps(shop).encode()).problems


def test_rows_are_compared_with_each_other() -> None:
    weighed = {"pricing": "计重", "unit": "kg", "code_kind": "instore"}
    _, report = imported(
        {"code": "012345678905", "code_kind": "gtin12", "name": "a", "short_code": "1"},
        {"code": "0012345678905", "code_kind": "gtin13", "name": "b", "short_code": "1"},
        {"code": "00242", "name": "c", "short_code": "2"} | weighed,
        {"code": "242", "name": "c", "short_code": "3"} | weighed,
    )
    assert [(f.row, f.kind, f.facts.get("first")) for f in report.findings if f.row and f.kind != "code_length"] == [
        (3, "same_barcode", 2),
        (3, "short_code_twice", 2),
        (5, "item_twice", 4),
        (5, "name_and_price", 4),
    ]


def test_a_row_of_another_length_is_refused_not_shifted() -> None:
    data = as_csv(PLAIN, PLAIN | {"code": "6906303999888"}).replace(b"6906303999888,", b"6906303999888,x,")
    shop, report = import_products(data)
    assert shop is not None
    assert report.kept == 1
    assert [f.text() for f in report.findings if f.refused] == ["has 31 fields instead of 30"]


@pytest.mark.parametrize(
    "data, text",
    [
        (b"", "there is no column code"),
        (b"code,name\n1,2\n", "there is no column category_code"),
        (b"\xff\xfe", "the file cannot be read: 'utf-8' codec"),
        (gzip.compress(b"code", mtime=0)[:-9], "the file cannot be read: Compressed file ended"),
        (as_csv(PLAIN) + b'"', "the file cannot be read: unexpected end of data"),
    ],
)
def test_a_file_of_another_kind_is_refused_whole(data: bytes, text: str) -> None:
    shop, report = import_products(data)
    assert shop is None
    assert report.findings[0].text().startswith(text)


WORDS = st.text(max_size=14) | st.sampled_from(
    ["0", "1", "6901028157643", "6901028157640", "kg", "计重", "0.17", "-1", "5.0"]
)


@given(st.lists(st.dictionaries(st.sampled_from(COLUMNS), WORDS), max_size=5))
def test_each_row_is_in_the_shop_file_or_refused(changes: list[dict[str, str]]) -> None:
    data = as_csv(*(PLAIN | {"code": f"{n}"} | change for n, change in enumerate(changes)))
    shop, report = import_products(data.replace(b"\x00", b""))
    if shop is None:
        assert report.findings
        return
    assert report.rows == len(changes) == report.kept + report.refused
    assert report.kept == len(shop["products"])
    assert len({f.row for f in report.findings if f.refused}) == report.refused
    assert not read_shop_file(json.dumps(shop).encode()).problems
    assert all(f.text("zh") and f.text("en") for f in report.findings)


def test_every_text_is_in_both_languages() -> None:
    for zh, en in TEXTS.values():
        assert any("\u4e00" <= sign <= "\u9fff" for sign in zh)
        assert en


def test_the_real_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out, written = shared(FILE), tmp_path / "shop.json", tmp_path / "report.jsonl"
    assert main([str(source), "--out", str(out), "--report", str(written)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "rows 6404 = kept 6387 + refused 17"
    findings = [json.loads(text) for text in written.read_text("utf-8").splitlines()]
    counts = Counter((f["field"], f["kind"]) for f in findings)
    with gzip.open(source, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    bad = {row["code"] for row in rows if row["code_kind"] == "bad_check_digit"}
    assert {f["code"] for f in findings if f["kind"] == "check_digit"} == bad
    assert len(bad) == counts["code", "check_digit"] == 63
    assert not [f for f in findings if f["kind"] == "code_kind"], "our reading of the codes agrees with the source's"
    assert counts["retail_price", "price_zero"] == sum(row["retail_price"] == "0" for row in rows) == 17
    assert counts["member_price", "member_above"] == 23
    assert counts["lowest_price", "lowest_above"] == 1
    assert counts["unit", "unit_missing"] + counts["unit", "unit_strange"] + counts["unit", "weighed_unit"] == 1220
    shop = read_shop_file(out)
    assert not shop.problems
    assert len(shop.products) == 6387
    assert {p.sku for p in shop.products} | {f["code"] for f in findings if f["refused"]} == {r["code"] for r in rows}
    assert {p.sku for p in shop.products if not p.barcodes} == {c for c in bad if kind(c) == "bad_check_digit"} | {"-"}
    assert sum(p.weighed for p in shop.products) == sum(
        r["pricing"] == "计重" and r["retail_price"] != "0" for r in rows
    )


def test_the_command_says_what_it_cannot_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "shop.json"
    assert main([str(tmp_path / "none.csv"), "--out", str(out)]) == 2
    (tmp_path / "bad.csv").write_bytes(b"a,b\n")
    assert main([str(tmp_path / "bad.csv"), "--out", str(out)]) == 2
    assert not out.exists()
    (tmp_path / "good.csv").write_bytes(as_csv(PLAIN, PLAIN))
    assert main([str(tmp_path / "good.csv"), "--out", str(out)]) == 0
    assert "REFUSED: row 3 (6901028157643) code: is the code of row 2 already" in capsys.readouterr().out
