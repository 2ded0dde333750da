"""What stands on the papers of an online order: the slip to pick by, and what the customer takes along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class SlipLine:
    """Goods in both languages, where their shelf is (`group` in Chinese), how much as text, and their number."""

    zh: str
    en: str
    group: str
    quantity: str
    group_en: str = ""
    sku: str = ""


@dataclass(frozen=True, slots=True)
class OrderSlip:
    """`kind` "pick", or "handed" with who collected it; times are UTC texts. It goes through the printer's queue as it
    is: what was to be picked then stays what the paper says."""

    kind: Literal["pick", "handed"]
    order: str
    name: str
    at: str
    promised: str
    person: str
    lines: tuple[SlipLine, ...]
    collector: str = ""
    note: str = ""
