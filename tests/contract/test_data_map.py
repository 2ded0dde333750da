"""docs/data-map.md names every personal field of the contract, and only fields that there are."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Final

import msgspec
from pydantic import BaseModel

import posapp.contract
from hub.storage import erasing, tables  # noqa: F401 - whoever makes the tables has them all
from hub.storage.table_parts import metadata
from posapp.domain.retention import PERIODS, limit_of
from tests.support.shared import ROOT

MAP: Final = ROOT / "docs" / "data-map.md"
PERSONAL: Final = re.compile(r"(phone|email|birthday|guardian|signature|collector|spelled|consent|pin|pin_hash|to)")
"""Fields that are personal wherever they stand, by name."""
WHOLE: Final = ("Private", "MemberRow")
"""Every field of these is about a person, but for what follows."""
NOT_PERSONAL: Final = frozenset(
    {
        *("Private.salt", "MemberRow.id", "MemberRow.same_as", "MemberRow.edited", "MemberRow.heard"),
        *("OwnPersonRow.pin_hash", "StaffRow.pin_hash", "SettingsRow.consent", "WalletRow.signature"),
        *("EarnRow.birthday", "LoyaltyOp.birthday"),
    }
)
"""Numbers, stamps, rules, the hub's own signature, the shop's own people and words."""
BOOKS: Final = re.compile(r"(BookAssignedOp|FollowUp.*|ApprovedByTelephoneOp|PinChangedOp|TemporaryPersonOp)\.(to|pin)")
"""Staff, or money and places, under the same names."""


def fields() -> Iterator[str]:
    """ "Class.field" of all that travels."""
    for module in pkgutil.iter_modules(posapp.contract.__path__):
        if module.name.startswith("shop_"):
            continue  # what head office writes for itself
        for name, kind in vars(importlib.import_module(f"posapp.contract.{module.name}")).items():
            if isinstance(kind, type) and kind.__module__ == f"posapp.contract.{module.name}":
                if issubclass(kind, msgspec.Struct):
                    yield from (f"{name}.{field}" for field in kind.__struct_fields__)
                elif issubclass(kind, BaseModel):
                    yield from (f"{name}.{field}" for field in kind.model_fields)


def test_each_personal_field_has_a_row_and_each_row_a_field() -> None:
    there = set(fields())
    mapped = set(re.findall(r"`([A-Z][A-Za-z]+\.[a-z_]+)`", MAP.read_text("utf-8")))
    personal = {
        field
        for field in there
        if field.partition(".")[0] in WHOLE or PERSONAL.fullmatch(field.partition(".")[2])
        if field not in NOT_PERSONAL and not BOOKS.fullmatch(field)
    }
    assert sorted(mapped - there) == [], "rows without a field"
    assert sorted(personal - mapped) == [], "give each a row in docs/data-map.md: what for, how long, where, for whom"


def test_each_period_is_in_the_map_and_each_table_with_a_member_is_emptied_or_a_book() -> None:
    text = MAP.read_text("utf-8")
    for kind, period in PERIODS.items():
        assert f"`{limit_of(kind)}`" in text
        assert f"`{kind}` {period.usual:,} days" in text
    with_member = {table.name for table in metadata.sorted_tables if "member" in table.c}
    assert with_member >= erasing.STAYS, "no table of that name"
