"""What a till takes from GS1 data: the item, how much of it, its price, which piece or batch, how long it keeps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from posapp.domain.barcode.gs1 import check_pairing, gs1_date
from posapp.domain.barcode.gtin import catalogue_key
from posapp.domain.barcode.identifiers import identifiers
from posapp.domain.barcode.label import QUANTITY_DECIMALS, rescale
from posapp.domain.barcode.readings import Element, Gs1Reading


def gs1_reading(code: str, elements: tuple[Element, ...], digits: int) -> Gs1Reading:
    """The reading of checked elements; Refused("bad_code") when they do not go together."""
    check_pairing(elements, code)
    values = {ai: value for ai, value in elements if ai in identifiers()}  # of others nothing is known, nor checked
    gtin = values.get("01") or values.get("03")
    amount, currency_number = _amount(values, digits)
    return Gs1Reading(
        code=code,
        keys=(catalogue_key(gtin),) if gtin else (),
        elements=elements,
        gtin=gtin,
        weight=_scaled(values, "310", QUANTITY_DECIMALS),
        amount=amount,
        currency_number=currency_number,
        quantity=int(values["30"]) * 10**QUANTITY_DECIMALS if "30" in values else None,
        serial=values.get("21"),
        batch=values.get("10"),
        expiry=_day(values, "17") or _day(values, "7003"),
        best_before=_day(values, "15"),
        sell_by=_day(values, "16"),
    )


def _amount(values: Mapping[str, str], digits: int) -> tuple[int | None, str | None]:
    """The price to pay, 392n, or 393n whose first three digits are the currency."""
    with_currency = {ai: value for ai, value in values.items() if ai.startswith("393")}
    for ai, value in with_currency.items():
        return rescale(int(value[3:]), int(ai[3]), digits), value[:3]
    return _scaled(values, "392", digits), None


def _scaled(values: Mapping[str, str], family: str, wanted: int) -> int | None:
    """The measure of a family of AIs such as 310n, whose last digit is the number of decimals."""
    for ai, value in values.items():
        if ai.startswith(family):
            return rescale(int(value), int(ai[3]), wanted)
    return None


def _day(values: Mapping[str, str], ai: str) -> date | None:
    return gs1_date(values[ai]) if ai in values else None
