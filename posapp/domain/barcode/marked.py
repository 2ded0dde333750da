"""Codes that carry more than a number: a symbology identifier, FNC1, brackets, a web address, unmarked GS1 data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from posapp.domain.barcode.digital_link import is_address, parse_link
from posapp.domain.barcode.gs1 import FNC1, parse_bracketed, parse_elements
from posapp.domain.barcode.gs1_reading import gs1_reading
from posapp.domain.barcode.gtin import check_digit_holds, is_digits
from posapp.domain.barcode.label import LabelPattern, LabelReading
from posapp.domain.barcode.masking import shown
from posapp.domain.barcode.plain import read_plain
from posapp.domain.barcode.readings import Gs1Reading, ItemCode
from posapp.domain.barcode.scan_data import identified
from posapp.domain.errors import Refused

_SYMBOLOGY: Final = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_BRACKETED_ITEM: Final = re.compile(r"\((?:01|03)\)[0-9]{14}")


def read_marked(code: str, labels: Sequence[LabelPattern], digits: int) -> ItemCode | LabelReading | Gs1Reading:
    """The reading of a code that `read_plain` left; Refused "bad_code" or "check_digit"."""
    if code[0] != "]":
        return _read_text(code, digits)
    name, data = code[:3], code[3:]
    if not _SYMBOLOGY.fullmatch(name) or not data:
        raise Refused("bad_code", code=shown(code))
    if name == "]E0" and len(data) == 12:
        data = f"0{data}"  # a scanner set to send UPC-A in its twelve digits
    scan = identified(name + data)
    if scan and scan.elements and scan.text != data:
        return gs1_reading(data, scan.elements, digits)
    reading = read_plain(data, labels, digits) or _read_text(data, digits)
    if scan and scan.symbology == "EAN8" and isinstance(reading, ItemCode):
        return replace(reading, keys=reading.keys[:1])  # so it is no short UPC
    return reading


def _read_text(code: str, digits: int) -> ItemCode | Gs1Reading:
    if is_address(code):
        return gs1_reading(code, parse_link(code, short_gtins=True, unknown_ais=True), digits)
    if FNC1 in code:
        message = code if code[0] == FNC1 else FNC1 + code
        return gs1_reading(code, parse_elements(message, unknown_ais=True), digits)
    if not code.isprintable():
        raise Refused("bad_code", code=shown(code))
    if _BRACKETED_ITEM.match(code):
        return gs1_reading(code, parse_bracketed(code, unknown_ais=True), digits)
    return _unmarked_gs1(code, digits) or ItemCode(code, (code,))


def _unmarked_gs1(code: str, digits: int) -> Gs1Reading | None:
    """GS1 data from a scanner that neither names the symbology nor sends FNC1, where nothing speaks against it.

    A shop's own number looks like this by rare chance only; it is looked up first.
    """
    if code[:2] != "01" or len(code) < 16 or not is_digits(code[2:16]) or not check_digit_holds(code[2:16]):
        return None
    try:
        reading = gs1_reading(code, parse_elements(FNC1 + code), digits)
    except Refused:
        return None
    return replace(reading, keys=(code, *reading.keys))
