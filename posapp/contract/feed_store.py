"""Parts of a store's settings as its feed carries them: who sells, its labels, how cash is rounded."""

from __future__ import annotations

from posapp.contract.calls import Message
from posapp.contract.feed_figures import Minor
from posapp.domain.money import Rounding


class LabelRow(Message):
    """A scale-label pattern with the decimals of its weight and amount."""

    pattern: str
    weight_decimals: int = 0
    amount_decimals: int = 0


class RoundingRow(Message):
    """How the cash part is rounded."""

    step: Minor = 1
    mode: Rounding = "half_up"


class EntityRow(Message):
    """Who sells."""

    name: str = ""
    tax_number: str = ""
    kind: str = "general"
