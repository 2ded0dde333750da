"""Parts of a shop's settings as the feed tells them."""

from __future__ import annotations

from posapp.contract.calls import Message
from posapp.contract.feed_figures import Minor
from posapp.domain.member_details import OwnField
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


class OwnFieldRow(Message):
    """A field that the shop keeps of its members, see domain.member_details."""

    id: str
    zh: str = ""
    en: str = ""
    choices: tuple[str, ...] = ()

    @classmethod
    def of(cls, own: OwnField) -> OwnFieldRow:
        """The row of a field."""
        return cls(id=own.id, zh=own.zh, en=own.en, choices=own.choices)

    def value(self) -> OwnField:
        """The field."""
        return OwnField(self.id, self.zh, self.en, self.choices)
