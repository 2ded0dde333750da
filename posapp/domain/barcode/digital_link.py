"""GS1 Digital Link: the elements in a web address such as https://id.gs1.org/01/06901234567892/10/ABC?17=261231.

GS1 Digital Link Standard, URI syntax 1.x, on any domain. Only the address is read; nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from posapp.domain.barcode.gs1 import check_value
from posapp.domain.barcode.gtin import GTIN_LENGTHS, is_digits
from posapp.domain.barcode.identifiers import identifiers
from posapp.domain.barcode.masking import shown
from posapp.domain.barcode.readings import Element
from posapp.domain.errors import Refused

_ADDRESS: Final = re.compile(
    r"(?:https?|HTTPS?)://[A-Za-z0-9.:\[\]_-]+((?:/[^/?#]+)+)(?:\?([^#]*))?(?:#.*)?",
)
_ALLOWED: Final = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*")
_PERCENT: Final = re.compile("%([0-9A-Fa-f]{2})")
_NAMES: Final = {
    **{"gtin": "01", "itip": "8006", "gmn": "8013", "cpid": "8010", "gln": "414", "payTo": "415", "gsrnp": "8017"},
    **{"gsrn": "8018", "gcn": "255", "sscc": "00", "gdti": "253", "ginc": "401", "gsin": "402", "grai": "8003"},
    **{"giai": "8004", "cpv": "22", "lot": "10", "ser": "21", "cpsn": "8011", "glnx": "254", "refno": "8020"},
    "srin": "8019",
}
"""The short names that version 1.0 of the standard allowed instead of numbers."""


def is_address(code: str) -> bool:
    """Whether this is a web address: a Digital Link, or nothing a till can read. GS1 takes no mixed case here."""
    return code.startswith(("http://", "https://", "HTTP://", "HTTPS://"))


def parse_link(uri: str, *, short_gtins: bool = False, unknown_ais: bool = False) -> tuple[Element, ...]:
    """The elements of a Digital Link, path before query; Refused "bad_code" or "check_digit".

    `short_gtins`: take a GTIN of 8, 12 or 13 digits as its 14. `unknown_ais`: take a number in the query for an AI even
    when our table does not have it.
    """
    match = _ADDRESS.fullmatch(uri)
    if match is None or not _ALLOWED.fullmatch(uri):
        raise Refused("bad_code", code=shown(uri))
    path = _path_elements(match[1].split("/")[1:], uri)
    query = _query_elements(match[2] or "", uri, unknown_ais=unknown_ais)
    _check_places(path, query, uri)
    elements = tuple(_full_gtin(element) if short_gtins else element for element in (*path, *query))
    for ai, value in elements:
        check_value(identifiers().get(ai), value, uri)
    return elements


def _path_elements(segments: list[str], uri: str) -> list[Element]:
    """The pairs from the last one that can lead a link to the end; what is before them is the site's own path."""
    for start in range(len(segments) - 2, -1, -2):
        first = identifiers().get(_number(segments[start]))
        if first and first.leads_link:
            pairs = zip(segments[start::2], segments[start + 1 :: 2], strict=True)
            return [Element(_number(key), _decoded(value)) for key, value in pairs]
    raise Refused("bad_code", code=shown(uri))


def _decoded(text: str) -> str:
    """Without percent codes. One byte is one character: GS1 values are ASCII, so anything else is refused later."""
    return _PERCENT.sub(lambda code: chr(int(code[1], 16)), text)


def _number(segment: str) -> str:
    return _NAMES.get(segment, segment)


def _query_elements(query: str, uri: str, *, unknown_ais: bool) -> list[Element]:
    elements = []
    for field in query.split("&"):
        key, is_pair, value = field.partition("=")
        if not is_pair or not is_digits(key):
            continue  # the site's own parameter
        entry = identifiers().get(key)
        if not (entry.is_attribute if entry else unknown_ais):
            raise Refused("bad_code", code=shown(uri))
        elements.append(Element(key, _decoded(value.replace("+", " "))))
    return elements


def _check_places(path: Sequence[Element], query: Sequence[Element], uri: str) -> None:
    """Refuse an AI that stands twice, qualifiers out of order, and in the query what belongs in the path."""
    ais = [element.ai for element in (*path, *query)]
    given = [element.ai for element in path[1:]]
    ways = identifiers()[path[0].ai].qualifiers or ((),)
    belongs = [way for way in ways if [ai for ai in way if ai in given] == given]
    misplaced = any(element.ai in way for element in query for way in belongs)
    if len(ais) != len(set(ais)) or not belongs or misplaced:
        raise Refused("bad_code", code=shown(uri))


def _full_gtin(element: Element) -> Element:
    if element.ai == "01" and len(element.value) in GTIN_LENGTHS:
        return Element("01", element.value.zfill(14))
    return element
