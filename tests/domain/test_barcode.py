"""What a scan means: GTINs in all forms, in-store numbers, GS1 data, links, symbology identifiers, nonsense."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from contextlib import suppress
from datetime import date

import biip.upc
import pytest
import stdnum.ean
from biip.gs1_messages import GS1Message
from hypothesis import example, given, settings
from hypothesis import strategies as st

from posapp.domain.barcode import Gs1Reading, ItemCode, catalogue_key, check_digit, compile_labels, kind, read
from posapp.domain.barcode.digital_link import parse_link
from posapp.domain.barcode.gs1 import FNC1, parse_bracketed, parse_elements
from posapp.domain.barcode.gtin import check_digit_holds, expand_upc_e, is_restricted
from posapp.domain.barcode.readings import Element
from posapp.domain.errors import Refused
from posapp.domain.refusal_texts import refusal_text
from tests.support.gs1 import element_string
from tests.support.shared import shared

EAN = "6901234567892"
LABELS = compile_labels([("21IIIIIWWWWWC", 3, 2), ("26IIIIIAAAAAWWWWWC", 3, 2)])


def item(code: str) -> ItemCode:
    reading = read(code, LABELS, 2)
    assert isinstance(reading, ItemCode)
    return reading


def gs1(code: str, digits: int = 2) -> Gs1Reading:
    reading = read(code, LABELS, digits)
    assert isinstance(reading, Gs1Reading)
    return reading


def refusal(code: str) -> Refused:
    with pytest.raises(Refused) as refused:
        read(code, LABELS, 2)
    assert refusal_text(refused.value, "zh")
    return refused.value


# ---------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    "code,key",
    [
        (EAN, EAN),
        ("06901234567892", EAN),  # the same as a GTIN-14
        ("16901683804699", "16901683804699"),  # a case of it: another trade unit
        ("416000336108", "0416000336108"),  # UPC-A
        ("0416000336108", "0416000336108"),
        ("00416000336108", "0416000336108"),
        ("69019388", "69019388"),  # EAN-8
        ("0000069019388", "69019388"),
        ("00000069019388", "69019388"),
        ("00242", "00242"),
        ("242", "242"),
        ("LB000001", "LB000001"),
        ("33699993-8", "33699993-8"),
        ("香蕉", "香蕉"),
        ("69702003700266970200", "69702003700266970200"),
        (f"  {EAN}\r\n", EAN),
        ("６９０１２３４５６７８９２", EAN),
    ],
)
def test_a_number_is_looked_up_in_one_form(code: str, key: str) -> None:
    assert item(code).keys == (key,)
    assert catalogue_key(item(code).code) == key


@pytest.mark.parametrize("code", ["6901234567893", "416000336109", "06901234567893", "2000000000000", "693110600269"])
def test_a_wrong_check_digit_is_refused(code: str) -> None:
    assert (refusal(code).code, refusal(code).facts) == ("check_digit", {"code": code})


def test_eight_digits_may_be_the_short_form_of_a_upc() -> None:
    assert item("01234565").keys == ("01234565", "0012345000065")
    assert item("02345673").keys == ("02345673", "0023456000073")
    assert item("01000002").keys == ("01000002",)
    assert item("12345670").keys == ("12345670",)  # GS1 has no short form of a UPC that starts with 1


@given(st.integers(0, 999_999))
def test_the_short_upc_expands_as_biip_does(number: int) -> None:
    code = f"{number:07}"
    expanded = biip.upc.Upc.parse(code).as_upc_a()
    assert expand_upc_e(code + expanded[-1]) == expanded
    assert expand_upc_e(code + str((int(expanded[-1]) + 1) % 10)) is None


@given(st.text(alphabet="0123456789", min_size=1, max_size=40))
def test_check_digits_are_those_of_stdnum(body: str) -> None:
    assert check_digit(body) == stdnum.ean.calc_check_digit(body)
    assert [digit for digit in "0123456789" if check_digit_holds(body + digit)] == [check_digit(body)]


@given(st.integers(0, 10**13 - 1))
def test_every_spelling_of_a_gtin_has_one_key(number: int) -> None:
    body = f"{number:013}"
    gtin = body + check_digit(body)
    spellings = [gtin[14 - length :] for length in (8, 12, 13, 14) if not gtin[: 14 - length].strip("0")]
    assert len({catalogue_key(spelling) for spelling in spellings}) == 1
    assert all(catalogue_key(spelling) in read(spelling, (), 2).keys for spelling in spellings)
    assert catalogue_key(catalogue_key(gtin)) == catalogue_key(gtin)


def test_ranges_that_gs1_leaves_to_each_shop() -> None:
    own = ["2013080115012", "0200000000004", "0400000000006", "412345678903", "29000001", "01000009"]
    others = [EAN, "0012345000065", "69019388", "3000000000007"]
    assert [is_restricted(code) for code in own] == [True] * 6
    assert not any(is_restricted(code) for code in others)


def test_the_codes_of_a_real_supermarket() -> None:
    with gzip.open(shared("data/catalogue/cn_supermarket_2017.csv.gz"), "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [(row["code"], kind(row["code"])) for row in rows if kind(row["code"]) != ours(row["code_kind"])] == []
    refused, wrong_keys = Counter[str](), []
    for row in rows:
        try:
            if catalogue_key(row["code"]) not in read(row["code"], (), 2).keys:
                wrong_keys.append(row["code"])
        except Refused as refusal:
            assert row["code_kind"] == "bad_check_digit", row
            refused[refusal.code] += 1
    assert refused == {"check_digit": 63}
    assert wrong_keys == []


def ours(code_kind: str) -> str:
    return "in_store" if code_kind == "instore" else code_kind


# ---------------------------------------------------------------- GS1 data

MESSAGE = f"01{EAN.zfill(14)}17261100" + "10AB12"


@pytest.mark.parametrize(
    "code",
    [
        f"]C1{MESSAGE}",
        f"]d2{MESSAGE}",
        f"]Q3{MESSAGE}",
        f"]e0{MESSAGE}",
        f"]J1{MESSAGE}",
        f"{FNC1}{MESSAGE}",
        f"{FNC1}01{EAN.zfill(14)}10AB12{FNC1}17261100",
        f"01{EAN.zfill(14)}10AB12{FNC1}17261100",
        f"(01){EAN.zfill(14)}(17)261100(10)AB12",
        f"]Q1(01){EAN.zfill(14)}(17)261100(10)AB12",
        f"https://id.gs1.org/01/{EAN.zfill(14)}/10/AB12?17=261100",
        f"https://shop.example.com/some/where/01/{EAN}/10/AB12?17=261100&utm=poster",
        f"]Q1HTTPS://EXAMPLE.COM/01/{EAN}/10/AB12?17=261100#top",
    ],
)
def test_gs1_data_in_every_wrapping(code: str) -> None:
    reading = gs1(code)
    assert reading.code == (code[3:] if code[0] == "]" else code)
    assert (reading.keys, reading.gtin) == ((EAN,), EAN.zfill(14))
    assert (reading.batch, reading.expiry) == ("AB12", date(2026, 11, 30))
    assert (reading.weight, reading.amount, reading.quantity, reading.serial) == (None, None, None, None)
    assert set(reading.elements) == {("01", EAN.zfill(14)), ("10", "AB12"), ("17", "261100")}


def test_unmarked_gs1_data_is_looked_up_as_a_number_first() -> None:
    assert gs1(MESSAGE).keys == (MESSAGE, EAN)
    digits = f"01{EAN.zfill(14)}17261100"
    assert gs1(digits).keys == (digits, EAN)
    assert item(f"01{EAN.zfill(14)}9").keys == (f"01{EAN.zfill(14)}9",)  # no such element: only a long number
    assert item("0106901234567893172611").keys == ("0106901234567893172611",)


def test_a_gs1_weight_and_price() -> None:
    reading = gs1(f"]e001{'9' + EAN[:-1] + check_digit('9' + EAN[:-1])}3103000195392202{FNC1}15261201")
    assert (reading.weight, reading.amount, reading.best_before) == (195, 2, date(2026, 12, 1))
    assert reading.currency_number is None
    assert gs1(f"]C101{EAN.zfill(14)}3101000123").weight == 12300
    assert gs1(f"]C101{EAN.zfill(14)}3105123456").weight == 1235
    assert gs1(f"]C101{EAN.zfill(14)}30{'24'}").quantity == 24000


def test_a_gs1_price_in_a_named_currency() -> None:
    code = f"]C101{EAN.zfill(14)}3932156{'1999'}{FNC1}30{'2'}"
    assert (gs1(code).amount, gs1(code).currency_number) == (1999, "156")
    assert gs1(code, digits=0).amount == 20
    assert refusal(code.replace("3932156", "3932157")).code == "bad_code"


def test_a_serial_and_both_kinds_of_expiry() -> None:
    reading = gs1(f"]d201{EAN.zfill(14)}21SN-001{FNC1}7003260228" + "1230")
    assert (reading.serial, reading.expiry) == ("SN-001", date(2026, 2, 28))
    assert gs1(f"]d201{EAN.zfill(14)}17260228").expiry == date(2026, 2, 28)
    assert refusal(f"]d201{EAN.zfill(14)}17260230").code == "bad_code"


def test_gs1_data_that_name_no_item_have_no_key() -> None:
    assert gs1("]C100006141411234567890").keys == ()
    assert gs1("https://example.com/414/9520123456788").keys == ()


@pytest.mark.parametrize(
    "code,why",
    [
        (f"]C101{EAN.zfill(14)[:-1]}3", "check_digit"),
        (f"https://example.com/01/{EAN[:-1]}3", "check_digit"),
        (f"]C101{EAN.zfill(14)}37" + "12", "bad_code"),  # a count of pieces beside an item
        (f"]C101{EAN.zfill(14)}3103000100{FNC1}3102000100", "bad_code"),  # two weights
        ("]C121ABC", "bad_code"),  # a serial of nothing
        ("]C199~", "bad_code"),
        ("https://example.com/products/42", "bad_code"),
        ("https://qr.alipay.com/fkx01234abc", "bad_code"),
        ("http://", "bad_code"),
        (f"(01){EAN.zfill(14)}(17)", "bad_code"),
        ("]E06901234567893", "check_digit"),
        ("]E069012345678", "bad_code"),
        ("]E412345678", "check_digit"),
        ("", "bad_code"),
        (" \r\n", "bad_code"),
        ("]", "bad_code"),
        ("]C", "bad_code"),
        ("]E0", "bad_code"),
        ("]Q1", "bad_code"),
        ("\x00\x01", "bad_code"),
        ("690123\x07", "bad_code"),
        (FNC1, "bad_code"),
        ("9" * 5000, "bad_code"),
    ],
)
def test_what_a_till_cannot_read_is_refused(code: str, why: str) -> None:
    refused = refusal(code)
    assert refused.code == why
    shown = str(refused.facts["code"])
    assert len(shown) <= 60
    assert shown.isprintable()


@pytest.mark.parametrize(
    "code,key",
    [
        (f"]E0{EAN}", EAN),
        ("]E0416000336108", "0416000336108"),  # twelve digits of a UPC-A
        ("]E402345673", "02345673"),  # an EAN-8, so not the short UPC that the same digits can be
        ("]C000242", "00242"),
        ("]A0LB000001", "LB000001"),
        ("]I116901683804699", "16901683804699"),
        (f"]Q1{EAN}", EAN),
        ("]d1LB000001", "LB000001"),
        ("]X0LB-1", "LB-1"),
    ],
)
def test_the_symbology_of_an_ordinary_code_is_left_out(code: str, key: str) -> None:
    assert item(code).keys == (key,)


def test_a_label_may_come_with_its_symbology() -> None:
    assert read("]E02112345012308", LABELS, 2) == read("2112345012308", LABELS, 2)
    assert read("]C0261234501968011713", LABELS, 2) == read("261234501968011713", LABELS, 2)


def test_a_composite_symbol_gives_the_item_and_the_rest() -> None:
    reading = gs1(f"]E0{EAN}|]e010AB12{FNC1}17261231")
    assert (reading.keys, reading.batch, reading.expiry) == ((EAN,), "AB12", date(2026, 12, 31))


# ---------------------------------------------------------------- any text


@given(st.text(max_size=120))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Refused):
        assert read(text, LABELS, 2).code


WRAPPINGS = ("]C1", "]e0", "]d2", "]Q3", "]Q1", "]E0", "]E4", "|]e0", "(01)", "(", ")", "\\(", "https://", "http://a")
SIGNS = ("/", "?", "=", "&", "%", "%2F", "%00", "#", "-1", "é", "中", "gtin", "01/", FNC1)
AIS = ("00", "01", "10", "21", "310", "3103", "3922", "3932156", "17", "15", "8030", "999")
VALUES = (EAN, EAN.zfill(14), "2112345012308", "261231", "000195", "ABC")
PIECES = st.sampled_from(WRAPPINGS + SIGNS + AIS + VALUES)


@example(f"]C101{EAN.zfill(14)}3109013%")  # an identifier yet unknown, in a family that we know
@settings(max_examples=400)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_anything_like_gs1_data_is_read_or_refused(text: str) -> None:
    with suppress(Refused):
        assert read(text, LABELS, 2).code


@given(st.text(alphabet="0123456789", min_size=1, max_size=40))
def test_a_number_that_is_not_refused_is_found_as_the_catalogue_keeps_it(code: str) -> None:
    with suppress(Refused):
        assert catalogue_key(code) in read(code, (), 2).keys


# ---------------------------------------------------------------- there and back

GTINS = st.integers(0, 10**13 - 1).map(lambda n: f"{n:013}" + check_digit(f"{n:013}"))
TEXTS = st.text(alphabet="ABCxyz0189-/.()+%_", min_size=1, max_size=20)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31)).map(lambda day: day.strftime("%y%m%d"))


@st.composite
def messages(draw: st.DrawFn) -> tuple[Element, ...]:
    """An item with some of: batch, serial, expiry, weight."""
    optional = [
        Element("10", draw(TEXTS)),
        Element("21", draw(TEXTS)),
        Element("17", draw(DAYS)),
        Element("3103", f"{draw(st.integers(0, 999999)):06}"),
    ]
    chosen = draw(st.permutations(optional))[: draw(st.integers(0, 4))]
    return (Element("01", draw(GTINS)), *chosen)


@given(messages())
def test_elements_survive_the_bar_code(elements: tuple[Element, ...]) -> None:
    assert parse_elements(element_string(elements)) == elements
    reading = read(element_string(elements), (), 2)
    assert isinstance(reading, Gs1Reading)
    assert reading.elements == elements
    assert reading.keys == (catalogue_key(elements[0].value),)


@given(messages())
def test_elements_survive_the_printed_line(elements: tuple[Element, ...]) -> None:
    printed = "".join(f"({ai}){value.replace('(', chr(92) + '(')}" for ai, value in elements)
    assert parse_bracketed(printed) == elements


@given(messages())
def test_elements_survive_the_link(elements: tuple[Element, ...]) -> None:
    values = dict(elements)
    path = "".join(f"/{ai}/{percent(values[ai])}" for ai in ("01", "10", "21") if ai in values)
    query = "&".join(f"{ai}={percent(value)}" for ai, value in values.items() if ai not in ("01", "10", "21"))
    assert dict(parse_link(f"https://example.com{path}?{query}")) == values


def percent(text: str) -> str:
    return "".join(f"%{ord(character):02x}" for character in text)


@given(messages())
def test_biip_reads_the_same_elements(elements: tuple[Element, ...]) -> None:
    theirs = GS1Message.parse(element_string(elements).removeprefix(FNC1))
    assert tuple((found.ai.ai, found.value) for found in theirs.element_strings) == elements
