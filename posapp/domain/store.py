"""The shop as the till knows it: currency, tax mode, cash rounding, labels, the day's cut-over, the legal entity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from posapp.domain.money import Currency, Rounding

TaxMode = Literal["inclusive", "exclusive"]


@dataclass(frozen=True, slots=True)
class CashRounding:
    """The cash part of a sale is rounded to a multiple of `step` minor units (money rule M5); step 1 rounds nothing."""

    step: int = 1
    mode: Rounding = "half_up"


@dataclass(frozen=True, slots=True)
class LegalEntity:
    """Who sells: registered name, taxpayer number (统一社会信用代码) and kind ("general" or "small_scale")."""

    name: str = ""
    tax_number: str = ""
    kind: str = "general"


@dataclass(frozen=True, slots=True)
class Store:
    """Settings of one shop; they come down the settings feed and change nothing that is already sold."""

    id: str
    name: str
    currency: Currency
    timezone: str
    day_starts: time = time(4, 0)
    tax_mode: TaxMode = "inclusive"
    cash_rounding: CashRounding = CashRounding()
    label_patterns: tuple[tuple[str, int, int], ...] = ()
    """(pattern, decimals of the weight, decimals of the amount), see `barcode.label`."""
    entity: LegalEntity = LegalEntity()
    limits: Mapping[str, str] = field(default_factory=dict)


def business_date(store: Store, at: datetime) -> str:
    """The ISO date that `at` (aware) belongs to: before the cut-over it is still the day before."""
    local = at.astimezone(ZoneInfo(store.timezone))
    start = timedelta(hours=store.day_starts.hour, minutes=store.day_starts.minute)
    return (local - start).date().isoformat()
