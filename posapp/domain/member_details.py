"""What a shop knows of a member beyond who they are: sizes and preferences, notes, dates, tags, wishes.

Each is a value by a field's name, merged as every other field (`field_values`). A shop's own field ("own.top") has one
value at a time. The others are lists: each thing has a name of its own that says nothing ("note.5f0c…"), for names of
fields stand in entries that nobody can erase; so two tills that add something both have it, and taken away means "".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

OWN: Final = "own"
NOTE: Final = "note"
DATE: Final = "date"
TAG: Final = "tag"
WISH: Final = "wish"
KINDS: Final[Mapping[str, tuple[str, str]]] = {
    OWN: ("尺码与偏好", "Sizes and preferences"),
    NOTE: ("备注", "Note"),
    DATE: ("纪念日", "Dates"),
    TAG: ("标签", "Tags"),
    WISH: ("心愿单", "Wish list"),
}
LISTS: Final = (NOTE, DATE, TAG, WISH)
_FIELD: Final = re.compile(r"(own|note|date|tag|wish)\.[a-z0-9_-]{1,24}")
_DATED: Final = re.compile(r"((?:[0-9]{4}-)?[0-9]{2}-[0-9]{2})(?: (.*))?")


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field that the shop keeps of its members; `choices`: the usual answers, others may be typed."""

    id: str
    zh: str
    en: str
    choices: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """Its name among a member's fields."""
        return f"{OWN}.{self.id}"

    def name(self, language: str) -> str:
        """What it is called in "zh" or "en"."""
        return (self.zh or self.en) if language == "zh" else (self.en or self.zh)


USUAL: Final = (
    OwnField("top", "上衣尺码", "Top size", ("XS", "S", "M", "L", "XL", "XXL")),
    OwnField("bottom", "裤装尺码", "Trouser size"),
    OwnField("shoe", "鞋码", "Shoe size"),
    OwnField("colour", "喜欢的颜色", "Favourite colour"),
    OwnField("style", "喜欢的风格", "Favourite style"),
)
"""Where the shop says nothing."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that is known: what, since when (UTC ISO text) and from whom (a person's id)."""

    field: str
    value: str
    at: str = ""
    staff: str = ""


Details = tuple[tuple[str, str, str, str], ...]
"""As they stand in a member's record: (field, value, at, staff)."""


def detail_kind(field: str) -> str:
    """Which of `KINDS` the field is of; "" for what is no such field."""
    return field.partition(".")[0] if _FIELD.fullmatch(field) else ""


def details(known: Details, kind: str) -> tuple[Detail, ...]:
    """Those of a kind, the oldest first."""
    found = [Detail(*row) for row in known if detail_kind(row[0]) == kind]
    return tuple(sorted(found, key=lambda one: (one.at, one.field)))


def value_of(known: Details, field: str) -> str:
    """What stands in the field; "" nothing."""
    return next((row[1] for row in known if row[0] == field), "")


def with_details(known: Details, written: Iterable[Detail]) -> Details:
    """The record after these were written."""
    rows = {row[0]: row for row in known}
    for one in written:
        rows.pop(one.field, None)
        if one.value:
            rows[one.field] = (one.field, one.value, one.at, one.staff)
    return tuple(rows[field] for field in sorted(rows))


def dated(value: str) -> tuple[str, str] | None:
    """(day, what) of "2020-05-20 wedding day" or "05-20 wedding day"; None where it is not so written."""
    found = _DATED.fullmatch(value)
    return (found[1], found[2] or "") if found else None
