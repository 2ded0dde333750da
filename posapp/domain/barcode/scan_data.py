"""What a scanner sends when it is set to name the symbology: an AIM identifier such as "]E0" before the data.

ISO/IEC 15424 and GS1 General Specifications 5.1.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from posapp.domain.barcode.digital_link import is_address, parse_link
from posapp.domain.barcode.gs1 import FNC1, parse_elements
from posapp.domain.barcode.gtin import check_digit_holds, is_digits
from posapp.domain.barcode.masking import shown
from posapp.domain.barcode.readings import Element
from posapp.domain.errors import Refused

Symbology = Literal["EAN13", "EAN8", "GS1-128", "DataBar", "DataMatrix", "QR", "DotCode"]

_GS1: Final[dict[str, Symbology]] = {
    "]C1": "GS1-128",
    "]e0": "DataBar",
    "]d2": "DataMatrix",
    "]Q3": "QR",
    "]J1": "DotCode",
}
_PLAIN: Final[dict[str, Symbology]] = {"]d1": "DataMatrix", "]Q1": "QR", "]J0": "DotCode"}
_EAN: Final[dict[str, tuple[Symbology, int]]] = {"]E0": ("EAN13", 13), "]E4": ("EAN8", 8)}
_COMPOSITE: Final = "|]e0"
"""Before the second part of a composite symbol, when a scanner sends both in one go."""


@dataclass(frozen=True, slots=True)
class ScanData:
    """Data of a known symbology: `text` of an EAN or a plain two-dimensional code, `elements` of GS1 data in it."""

    symbology: Symbology
    text: str
    elements: tuple[Element, ...]


def identified(code: str) -> ScanData | None:
    """What follows the identifier of a symbology that can carry GS1 data; None when there is no such identifier.

    Refused when the data are not what the symbology holds.
    """
    name, data = code[:3], code[3:]
    if name in _GS1:
        return ScanData(_GS1[name], "", parse_elements(FNC1 + data, unknown_ais=True))
    if name in _PLAIN:
        elements = parse_link(data, short_gtins=True, unknown_ais=True) if is_address(data) else ()
        return ScanData(_PLAIN[name], data, elements)
    if name in _EAN:
        symbology, length = _EAN[name]
        text, _, composite = data.partition(_COMPOSITE)
        if len(text) != length or not is_digits(text):
            raise Refused("bad_code", code=shown(code))
        if not check_digit_holds(text):
            raise Refused("check_digit", code=shown(text))
        elements = (Element("01", text.zfill(14)),)
        if composite:
            elements += parse_elements(FNC1 + composite, unknown_ais=True)
        return ScanData(symbology, text, elements)
    return None
