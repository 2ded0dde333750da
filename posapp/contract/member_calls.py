"""A till asks the hub for a member whom its own copies do not have."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from posapp.contract.calls import Message
from posapp.contract.feed_members import MemberRow


class MemberQuestion(Message):
    """A telephone number, or an id: in the body, for addresses of calls are written down."""

    said: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f\x7f]+$")]


class MembersFound(Message):
    """Whoever is known by exactly that, in whatever shop."""

    members: tuple[MemberRow, ...] = ()
