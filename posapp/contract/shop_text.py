"""The texts of a shop file: amounts, quantities, percentages, days and moments as people write them, checked.

Everything stays the text that was written; `Terms` says what an amount or a date of the file means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Final
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from posapp.domain.barcode.gtin import is_digits, kind
from posapp.domain.money import parse_amount, parse_quantity
from posapp.domain.times import to_text

_NUMBER: Final = re.compile(r"-?[0-9]{1,12}(?:\.([0-9]{1,4}))?")
_BARCODE: Final = re.compile(r"[!-~]{1,48}")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_UNSEEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Signs that move a printer's head or turn a line around, and halves of characters."""
DIGITS: Final = "digits"
"""Key of the validation context: decimals of the file's currency."""
MOST_DIGITS: Final = 4
"""Decimals of any currency, before a store has named its own."""


@dataclass(frozen=True, slots=True)
class Terms:
    """`digits` are the decimals of the file's currency; a bare date is one of `zone`, the first store's."""

    digits: int = 2
    zone: str = "UTC"

    def minor(self, amount: str) -> int:
        """Minor units of an amount of the file."""
        return parse_amount(amount, self.digits)

    def starts(self, moment: str | None) -> str | None:
        """The UTC ISO text from which something holds; a bare date begins with its day."""
        return None if moment is None else to_text(self._at(moment, 0))

    def ends(self, moment: str | None) -> str | None:
        """The UTC ISO text before which something holds; a bare date holds to the end of its day."""
        return None if moment is None else to_text(self._at(moment, 1))

    def _at(self, moment: str, later: int) -> datetime:
        if _DAY.fullmatch(moment):
            day = date.fromisoformat(moment) + timedelta(days=later)
            return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(self.zone))
        return datetime.fromisoformat(moment)


def mistake(code: str, at: str = "", **facts: str | int) -> PydanticCustomError:
    """The error that `shop_problem` turns into words; `at` adds to the path of the field."""
    # Not as keywords: the code is also the message, and a fact may be named anything.
    return PydanticCustomError(code, code, {"at": at, **facts})


def is_plain(text: str) -> bool:
    """Whether a text may stand in a shop file: no control characters, nothing blank at its ends."""
    return text == text.strip() and _UNSEEN.search(text) is None


def _plain(text: str) -> str:
    if not is_plain(text):
        raise mistake("bad_sign")
    return text


def _signed_amount(text: str, info: ValidationInfo) -> str:
    digits = (info.context or {}).get(DIGITS, 2)
    match = _NUMBER.fullmatch(text)
    if match is None or len(match[1] or "") > digits:
        raise mistake("amount_form", text=text[:40], digits=digits)
    return text


def _not_negative(text: str) -> str:
    if text.startswith("-"):
        raise mistake("negative")
    return text


def _quantity(text: str) -> str:
    match = _NUMBER.fullmatch(text)
    if match is None or len(match[1] or "") > 3:
        raise mistake("quantity_form", text=text[:40])
    return text


def _percent(text: str) -> str:
    if _NUMBER.fullmatch(text) is None or len(text.partition(".")[2]) > 3 or not 0 <= parse_quantity(text) <= 100_000:
        raise mistake("percent_form", text=text[:40])
    return text


def _day(text: str) -> str:
    if not is_day(text):
        raise mistake("day_form", text=text[:40])
    return text


def is_day(text: str) -> bool:
    """Whether the text is a date such as "2026-11-21"; 2026-02-30 is none."""
    return _DAY.fullmatch(text) is not None and _exists(text)


def _moment(text: str) -> str:
    if not (is_day(text) or _MOMENT.fullmatch(text) and _exists(text)):
        raise mistake("moment_form", text=text[:40])
    return text


def _exists(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _instant(text: str) -> str:
    if is_day(text):
        raise mistake("moment_form", text=text)
    return _moment(text)


def _barcode(text: str) -> str:
    if _BARCODE.fullmatch(text) is None:
        raise mistake("barcode_form", text=text[:60])
    if kind(text) == "bad_check_digit":
        raise mistake("check_digit", text=text)
    return text


def _digits_only(text: str) -> str:
    if not is_digits(text):
        raise mistake("item_form")
    return text


def _tax_code(text: str) -> str:
    if text and (len(text) != 19 or not is_digits(text)):
        raise mistake("tax_code_form")
    return text


def _clock(text: str) -> str:
    hours, _, minutes = text.partition(":")
    if not (len(text) == 5 and text.isascii() and f"{hours}{minutes}".isdigit() and hours < "24" and minutes < "60"):
        raise mistake("clock_form", text=text[:40])
    return text


def _until(text: str) -> str:
    return text if text == "24:00" else _clock(text)


Words = Annotated[str, Field(max_length=200), AfterValidator(_plain)]
"""Any text on one line; may be empty."""
Key = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_plain)]
"""What names a row: sku, id, code."""
Amount = Annotated[str, AfterValidator(_signed_amount), AfterValidator(_not_negative)]
SignedAmount = Annotated[str, AfterValidator(_signed_amount)]
SignedQuantity = Annotated[str, AfterValidator(_quantity)]
Percent = Annotated[str, AfterValidator(_percent)]
Day = Annotated[str, AfterValidator(_day)]
Moment = Annotated[str, AfterValidator(_moment)]
"""A day, or a time with its offset."""
Instant = Annotated[str, AfterValidator(_instant)]
"""A time with its offset."""
Barcode = Annotated[str, AfterValidator(_barcode)]
"""As printed. Twelve to fourteen digits must carry a right check digit."""
ScaleItem = Annotated[str, Field(min_length=1, max_length=12), AfterValidator(_digits_only)]
Clock = Annotated[str, AfterValidator(_clock)]
"""A time of day."""
Until = Annotated[str, AfterValidator(_until)]
"""A time of day, or "24:00"."""
TaxCode = Annotated[str, AfterValidator(_tax_code)]
"""税收分类编码; empty while nobody has looked it up."""
Keys = Annotated[tuple[Key, ...], Field(strict=False)]


class ShopRow(BaseModel):
    """What every object of the file has in common: nothing is guessed and no key is passed over."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Name(ShopRow):
    """A name in Chinese, English or both; where one is missing the other serves."""

    zh: Words = ""
    en: Words = ""

    @model_validator(mode="after")
    def _one_at_least(self) -> Name:
        if not (self.zh or self.en):
            raise mistake("name_needed")
        return self
