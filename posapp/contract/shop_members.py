"""What a shop file says about the records that a shop keeps of its members."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from posapp.contract.shop_text import Key, Name, ShopRow, Words
from posapp.domain.member_details import OwnField


class ShopMemberField(ShopRow):
    """A field that the shop keeps of its members, as sizes and preferences."""

    id: Annotated[str, Field(pattern="^[a-z0-9_-]{1,24}$")]
    name: Name
    choices: Annotated[tuple[Words, ...], Field(strict=False, max_length=12)] = ()

    def value(self) -> OwnField:
        """The field as the till knows it."""
        return OwnField(self.id, self.name.zh or self.name.en, self.name.en or self.name.zh, self.choices)


class ShopConsentText(ShopRow):
    """The words that members agree to; other words are another version."""

    version: Key
    words: Name
