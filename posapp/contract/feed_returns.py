"""A shop's rules for goods that come back, as its settings carry them."""

from __future__ import annotations

from dataclasses import fields
from typing import Annotated

from pydantic import Field

from posapp.contract.calls import Message
from posapp.domain.return_rules import ReturnRules

Days = Annotated[int, Field(ge=0, le=3650)]


class ReturnRulesRow(Message):
    """See domain.return_rules."""

    days: Days = 7
    manager_days: Days = 30
    fault_days: Days = 90
    excluded: Annotated[tuple[str, ...], Field(strict=False)] = ()
    offline_cap: Annotated[int, Field(ge=0)] | None = None
    price_days: Days = 30
    per_person: Annotated[int, Field(ge=0, le=100)] = 3
    person_days: Days = 90
    offline_day: Annotated[int, Field(ge=0)] | None = None
    restores: bool = True

    @classmethod
    def of(cls, rules: ReturnRules) -> ReturnRulesRow:
        """The row."""
        return cls(**{field.name: getattr(rules, field.name) for field in fields(rules)})

    def value(self) -> ReturnRules:
        """The rules."""
        return ReturnRules(**{field.name: getattr(self, field.name) for field in fields(ReturnRules)})
