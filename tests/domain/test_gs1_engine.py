"""All 419 cases of GS1's own barcode engine; the few that are not ours are in docs/gs1-not-handled.md."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType

import pytest

from posapp.domain.barcode import Element
from posapp.domain.barcode.digital_link import parse_link
from posapp.domain.barcode.gs1 import FNC1, check_pairing, parse_bracketed, parse_elements
from posapp.domain.barcode.gtin import check_digit
from posapp.domain.barcode.scan_data import Symbology, identified
from posapp.domain.errors import Refused
from tests.support.gs1 import Case, element_string, from_caret, not_handled, vectors

SYMBOLOGIES: Mapping[Symbology, str] = MappingProxyType(
    {
        "GS1-128": "GS1_128_CCA",
        "DataBar": "DataBarExpanded",
        "DataMatrix": "DM",
        "EAN13": "EAN13",
        "EAN8": "EAN8",
        "QR": "QR",
        "DotCode": "DotCode",
    }
)
IDENTIFIERS = MappingProxyType(
    {"EAN13": "]E0", "GS1_128_CCA": "]C1", "DataBarExpanded": "]e0", "DataBarLimited": "]e0", "NONE": ""}
)


def option(case: Case, name: str, default: bool = False) -> bool:
    return bool(case.get("options", {}).get(name, default))


def refused(action: Callable[[], object]) -> bool:
    try:
        action()
    except Refused as refusal:
        return refusal.code in ("bad_code", "check_digit")
    return False


def bracketed_to_element_string(case: Case) -> bool:
    def run() -> str:
        return element_string(parse_bracketed(case["bracketed"])).replace(FNC1, "^")

    return run() == case["element_string"] if case["valid"] else refused(run)


def element_string_valid(case: Case) -> bool:
    message, unknown = from_caret(case["element_string"]), option(case, "PermitUnknownAIs")
    return refused(lambda: parse_elements(message, unknown_ais=unknown)) is not case["valid"]


def ai_association_rule(case: Case) -> bool:
    elements = parse_bracketed(case["bracketed"], unknown_ais=option(case, "PermitUnknownAIs"))
    return refused(lambda: check_pairing(elements, case["bracketed"])) is not case["valid"]


def digital_link_parse(case: Case) -> bool:
    def run() -> str:
        return element_string(read_link(case)).replace(FNC1, "^")

    return run() == case["element_string"] if case["valid"] else refused(run)


def read_link(case: Case) -> tuple[Element, ...]:
    unknown = option(case, "PermitUnknownAIs") and not option(case, "validation:UNKNOWN_AI_NOT_DL_ATTR", True)
    short = option(case, "PermitZeroSuppressedGTINinDLuris")
    return parse_link(case["uri"], short_gtins=short, unknown_ais=unknown)


def digital_link_generate(case: Case) -> bool:
    """Backwards: the address that they write holds the elements that they were given (repeats once)."""
    if not case["valid"]:
        return False
    given = parse_bracketed(case["bracketed"], unknown_ais=option(case, "PermitUnknownAIs"))
    read = read_link(case)
    return dict(read) == dict(given) and len(read) == len(set(given))


def scan_data_generate(case: Case) -> bool:
    """Backwards: the scan data that they write are read as what they were given; what they refuse is refused."""
    if case["valid"]:
        scan = identified(case["scan_data"])
        return scan is not None and data_in(scan.text, scan.elements) == given_data(case)
    name, data = IDENTIFIERS[case["symbology"]], completed(case)
    return identified(data) is None if not name else refused(lambda: identified(name + as_payload(data)))


def as_payload(data: str) -> str:
    return f"01{data}" if len(data) == 14 and data.isdigit() else data


def completed(case: Case) -> str:
    data: str = case["data"]
    return data + check_digit(data) if option(case, "AddCheckDigit") and data.isdigit() else data


def given_data(case: Case) -> tuple[str, tuple[Element, ...]]:
    """What their input means: a plain text, or elements; digits of a linear symbol are a GTIN, and `|` starts the
    composite part."""
    data = completed(case)
    if case["symbology"] in ("QR", "DM", "DotCode") and not data.startswith("^"):
        return re.sub(r"^(\\*)\\\^", r"\1^", data), ()
    linear, _, composite = data.partition("|")
    first = parse_elements(from_caret(linear)) if linear[0] == "^" else (Element("01", linear.zfill(14)),)
    return "", first + (parse_elements(from_caret(composite)) if composite else ())


def data_in(text: str, elements: tuple[Element, ...]) -> tuple[str, tuple[Element, ...]]:
    return ("", elements) if elements else (text, ())


def scan_data_process(case: Case) -> bool:
    if not case["valid"]:
        return refused(lambda: identified(case["scan_data"])) or identified(case["scan_data"]) is None
    scan = identified(case["scan_data"])
    assert scan is not None
    message = element_string(scan.elements).replace(FNC1, "^")
    if not scan.text:
        data = message if scan.elements else ""
    elif scan.symbology in ("EAN13", "EAN8"):
        rest = element_string(scan.elements[1:]).replace(FNC1, "^")
        data = f"{scan.text}|{rest}" if scan.elements[1:] else scan.text
    else:
        data = re.sub(r"^(\\*)\^", r"\\\1^", scan.text)
    return (SYMBOLOGIES[scan.symbology], data) == (case["symbology"], case["data"])


SUITES = MappingProxyType(
    {
        suite.__name__: suite
        for suite in (
            bracketed_to_element_string,
            element_string_valid,
            ai_association_rule,
            digital_link_parse,
            digital_link_generate,
            scan_data_generate,
            scan_data_process,
        )
    }
)


def test_every_case_is_handled_or_listed() -> None:
    cases = vectors("engine")
    wrong = {case["id"] for case in cases if not SUITES[case["suite"]](case)}
    listed = set(not_handled("gse-[0-9]+"))
    assert wrong - listed == set(), "neither handled nor listed"
    assert listed - wrong == set(), "listed, but handled"
    assert (len(cases) - len(wrong), len(listed), len(cases)) == (411, 8, 419)


@pytest.mark.parametrize("suite", SUITES)
def test_every_suite_has_cases_that_a_reader_must_refuse_or_accept(suite: str) -> None:
    assert Counter(case["valid"] for case in vectors("engine") if case["suite"] == suite)[True]


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/01/12312312312326?99=000001&8200=http%3A%2F%2Fexample.com&95=INT",  # gse-0314
        "https://example.com/01/12312312312326/235/TPX9526064/22/ABC?99=000001&95=INT",  # gse-0315
        "https://example.com/01/12312312312326/22/ABC/10/DEF/235/TPX9526064?99=000001&95=INT",  # gse-0316
    ],
)
def test_an_address_that_must_not_be_written_is_not_read(address: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_link(address)
    assert refusal.value.code == "bad_code"
