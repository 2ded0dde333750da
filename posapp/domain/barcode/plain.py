"""Codes that are only a number or a word, as nearly every scan: labels of the shop's scales, GTINs, the shop's own."""

from __future__ import annotations

from collections.abc import Sequence

from posapp.domain.barcode.gtin import catalogue_key, check_digit_holds, expand_upc_e, is_digits
from posapp.domain.barcode.label import LabelPattern, LabelReading, matching_label, read_label
from posapp.domain.barcode.readings import ItemCode
from posapp.domain.errors import Refused


def read_plain(code: str, labels: Sequence[LabelPattern], digits: int) -> ItemCode | LabelReading | None:
    """The item or label in a code without marks; None when it may be GS1 data, which then is to be tried first.

    Refused("check_digit") for a label, and for 12, 13 and 14 digits, which are always GTINs. In eight digits a wrong
    check digit makes a shop's own number, for shops number that way; and they may be the short form of a UPC-A.
    """
    if not is_digits(code):
        return ItemCode(code, (code,)) if code.isalnum() and code[:2] != "01" else None
    label = matching_label(code, labels)
    if label:
        return read_label(code, label, digits)
    length = len(code)
    if 12 <= length <= 14:
        if not check_digit_holds(code):
            raise Refused("check_digit", code=code)
        return ItemCode(code, (catalogue_key(code) if length != 13 or code[0] == "0" else code,))
    if length == 8:
        upc_a = expand_upc_e(code)
        return ItemCode(code, (code, catalogue_key(upc_a)) if upc_a else (code,))
    return ItemCode(code, (code,)) if length < 16 or code[:2] != "01" else None
