"""The feed of people whom the tills of a shop told of: PINs changed there, who was let in, who stands in."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from posapp.contract.calls import Message
from posapp.contract.feed_figures import fields
from posapp.domain.own_person import OwnPerson


class OwnPersonRow(Message):
    """One person of the shop, see domain.own_person. The argon2 texts came beside the entries, never in them."""

    id: str
    pin_hash: Annotated[str, Field(repr=False)] = ""
    must_change: bool = False
    instead_of: str = ""
    name: str = ""
    role: str = ""
    until: str = ""
    let_in: Annotated[str, Field(repr=False)] = ""
    deputy_of: str = ""
    deputy_until: str = ""
    seen: Annotated[dict[str, int], Field(default_factory=dict)]

    @property
    def key(self) -> str:
        """The person."""
        return self.id

    def value(self) -> OwnPerson:
        """The person."""
        return OwnPerson(**fields(self))
