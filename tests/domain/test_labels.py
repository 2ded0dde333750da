"""Labels of the shop's scales: the real and the constructed ones, other people's rules, scenario 2, bad layouts."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from posapp.domain.barcode import (
    ItemCode,
    LabelPattern,
    LabelReading,
    check_digit,
    compile_labels,
    label_pattern,
    read,
)
from posapp.domain.errors import Refused
from posapp.domain.refusal_texts import refusal_text
from tests.support.shared import shared

FIXTURE = compile_labels([("21IIIIIWWWWWC", 3, 2), ("23IIIIIAAAAAC", 3, 2), ("26IIIIIAAAAAWWWWWC", 3, 2)])

ODOO_NOT_OURS = MappingProxyType(
    {
        1: "a rule without a literal prefix, and four decimals where quantities are thousandths",
        3: "a generic rule set before a more exact one: ours always takes the longest prefix; four decimals as well",
    }
)


def scale_file() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shared("data/scale/scale_barcodes.json").read_text("utf-8"))
    return found


def ours(pattern: str, flag: str) -> LabelPattern:
    """The file's notation (F flag, W item, E amount, N weight) in ours."""
    letters = pattern.removeprefix("F" * len(flag)).translate(str.maketrans("WEN", "IAW"))
    return label_pattern(flag + letters)


def test_all_240_constructed_labels() -> None:
    labels = scale_file()["constructed"]
    assert len(labels) == 240
    for label in labels:
        reading = read(label["barcode"], (ours(label["pattern"], label["flag"]),), 2)
        assert isinstance(reading, LabelReading)
        assert reading.item == label["plu"]
        assert reading.amount == (label["amount_fen"] if "E" in label["pattern"] else None)
        assert reading.weight == (label["weight_g"] if "N" in label["pattern"] else None)
        assert (reading.quantity, reading.number) == (None, None)


def test_a_wrong_digit_in_any_constructed_label_is_refused() -> None:
    for label in scale_file()["constructed"]:
        code = label["barcode"]
        damaged = code[:-2] + str((int(code[-2]) + 1) % 10) + code[-1]
        with pytest.raises(Refused) as refused:
            read(damaged, (ours(label["pattern"], label["flag"]),), 2)
        assert refused.value.code == "check_digit"


def test_the_labels_seen_on_real_scales() -> None:
    labels = scale_file()["observed"]
    assert len(labels) == 4
    for label in labels:
        reading = read(label["barcode"], (ours(label["pattern"], label["flag"]),), 2)
        assert isinstance(reading, LabelReading)
        assert reading.item == label["plu"]
        assert reading.amount == label.get("amount_fen")
        assert reading.weight == (label.get("weight_g") if "N" in label["pattern"] else None)


def test_every_layout_that_scales_offer_compiles() -> None:
    formats = scale_file()["formats"]
    assert len(formats) == 9
    for layout in formats:
        flag = "21" if layout["pattern"].startswith("FF") else "2"
        assert ours(layout["pattern"], flag).length == layout["digits"]


def test_the_seven_rule_cases_of_odoo_are_handled_or_listed() -> None:
    cases = scale_file()["odoo_nomenclature"]
    assert len(cases) == 7
    tenths = label_pattern("1IIIIIIIIQQQC", quantity_decimals=1)
    hundredths = label_pattern("22IIIIIIQQQQC", quantity_decimals=2)
    generic = label_pattern("2IIIIQQQQQQQC", quantity_decimals=4)
    short = label_pattern("66QQIIIC"), label_pattern("11IIIIIC")
    handled = {
        0: (read(cases[0]["barcode"], (tenths,), 2), "02003405", 12500),
        2: (read(cases[2]["barcode"], (generic, hundredths), 2), "123456", 10250),
        4: (read(cases[4]["barcode"], short, 2), "234", 1000),
    }
    for number, (reading, item, quantity) in handled.items():
        assert isinstance(reading, LabelReading)
        assert (reading.item, reading.quantity) == (item, quantity), cases[number]
    assert read(cases[5]["barcode"], short, 2) == ItemCode("12345670", ("12345670",))
    with pytest.raises(Refused):  # their rule says EAN-8; ours hears it from the scanner
        read("]E4" + cases[6]["barcode"], short, 2)
    assert set(handled) | {5, 6} | set(ODOO_NOT_OURS) == set(range(7))
    assert [cases[number]["value"] for number in ODOO_NOT_OURS] == ["456.1025", "456.1025"]


def test_the_four_labels_of_scenario_2() -> None:
    assert read("2112345012308", FIXTURE, 2) == LabelReading(
        "2112345012308", "12345", ("12345",), 1230, None, None, None
    )
    assert read("2312345019684", FIXTURE, 2) == LabelReading(
        "2312345019684", "12345", ("12345",), None, 1968, None, None
    )
    assert read("261234501968011713", FIXTURE, 2) == LabelReading(
        "261234501968011713", "12345", ("12345",), 1171, 1968, None, None
    )
    with pytest.raises(Refused) as refused:
        read("2112345012309", FIXTURE, 2)
    assert (refused.value.code, refused.value.facts) == ("check_digit", {"code": "2112345012309"})


def test_the_longest_prefix_wins_in_any_order() -> None:
    general, exact = label_pattern("2IIIIIIWWWWWC"), label_pattern("213IIIIWWWWWC")
    for labels in ((general, exact), (exact, general)):
        reading = read(with_check_digit("213123401230"), labels, 2)
        assert isinstance(reading, LabelReading)
        assert (reading.item, reading.weight) == ("1234", 1230)


def test_a_restricted_number_that_no_layout_has_is_a_plain_in_store_ean() -> None:
    code = with_check_digit("291234501230")
    assert read(code, FIXTURE, 2) == ItemCode(code, (code,))
    with pytest.raises(Refused):
        read(code[:-1] + str((int(code[-1]) + 1) % 10), FIXTURE, 2)


def test_an_item_with_leading_zeros_is_looked_up_with_and_without_them() -> None:
    reading = read(with_check_digit("210000601230"), FIXTURE, 2)
    assert reading.keys == ("00006", "6")


def test_amounts_follow_the_digits_of_the_currency() -> None:
    code = with_check_digit("231234501968")
    amounts = {digits: read(code, FIXTURE, digits) for digits in (0, 2, 3)}
    assert {d: r.amount for d, r in amounts.items() if isinstance(r, LabelReading)} == {0: 20, 2: 1968, 3: 19680}


def test_a_layout_without_check_digit_and_with_a_number() -> None:
    reading = read("99" + "123" + "007" + "55", (label_pattern("99IIIQQQNN"),), 2)
    assert reading == LabelReading("9912300755", "123", ("123",), None, None, 7000, "55")


@pytest.mark.parametrize(
    "pattern,decimals,part",
    [
        ("", {}, ""),
        ("IIIIIWWWWWC", {}, "C"),
        ("21IIIIIXXXXXC", {}, "?"),
        ("21iiiiiWWWWWC", {}, "?"),
        ("21WWWWWC", {}, "I"),
        ("21IIIWWWIIC", {}, "I"),
        ("21IIIWWIWWC", {}, "I"),
        ("21IIIIIWCWWWW", {}, "W"),
        ("21IIIIIWWWWWCC", {}, "C"),
        ("21C", {}, "C"),
        ("21", {}, "1"),
        ("２１IIIIIWWWWWC", {}, "?"),
        ("21IIIIIWWC", {"weight_decimals": 3}, "W 3"),
        ("21IIIIIAAC", {"amount_decimals": -1}, "A -1"),
        ("21IIIIIQC", {"quantity_decimals": 2}, "Q 2"),
        ("2" * 41 + "I", {}, "I"),
    ],
)
def test_a_wrong_layout_is_refused_by_its_wrong_part(pattern: str, decimals: dict[str, int], part: str) -> None:
    with pytest.raises(Refused) as refused:
        label_pattern(pattern, **decimals)
    assert refused.value.code == "label_pattern"
    assert refused.value.facts["part"] == part
    assert all(refusal_text(refused.value, language) for language in ("zh", "en"))


def test_two_layouts_that_nothing_tells_apart_are_refused() -> None:
    rows = [("21IIIIIWWWWWC", 3, 2), ("22IIIIIWWWWWC", 3, 2), ("21IIIIAAAAAAC", 3, 2)]
    assert len(compile_labels(rows[:2])) == 2
    with pytest.raises(Refused) as refused:
        compile_labels(rows)
    assert refused.value.facts == {"pattern": "21IIIIAAAAAAC", "part": "21IIIIIWWWWWC"}
    with pytest.raises(Refused):
        compile_labels([rows[0], rows[0]])


@given(item=st.integers(0, 99999), amount=st.integers(0, 99999), weight=st.integers(0, 99999))
def test_what_a_scale_prints_reads_back(item: int, amount: int, weight: int) -> None:
    reading = read(with_check_digit(f"26{item:05}{amount:05}{weight:05}"), FIXTURE, 2)
    assert isinstance(reading, LabelReading)
    assert (int(reading.item), reading.amount, reading.weight) == (item, amount, weight)
    assert reading.keys[-1] == str(item)


@given(st.text(alphabet="0129IWAQNCX", max_size=16), st.integers(-1, 6))
def test_any_layout_compiles_or_is_refused(pattern: str, decimals: int) -> None:
    try:
        label = label_pattern(pattern, weight_decimals=decimals)
    except Refused:
        return
    code = label.prefix.ljust(label.length, "0")
    assume(label.has_check_digit)
    assert isinstance(read(with_check_digit(code[:-1]), (label,), 2), LabelReading)


def with_check_digit(body: str) -> str:
    return body + check_digit(body)
