"""The feed of roles: who may do what. A role that changes changes for everyone who has it, without their rows."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from posapp.contract.calls import Message
from posapp.domain.reduction import WHOLE
from posapp.domain.staff import Role


class RoleRow(Message):
    """A role; it is carried inside the staff rows too."""

    id: str
    may: tuple[str, ...] = ()
    discount_limit: Annotated[int, Field(ge=0, le=WHOLE)] = 0
    tag_limit: Annotated[int, Field(ge=0, le=WHOLE)] = 0
    limits: Annotated[dict[str, Annotated[int, Field(ge=0)]], Field(default_factory=dict)]
    name_zh: str = ""
    name_en: str = ""

    @property
    def key(self) -> str:
        """The role's id."""
        return self.id

    @classmethod
    def of(cls, role: Role) -> RoleRow:
        """The row of a role; acts in order, so that equal roles give equal bytes."""
        return cls(
            id=role.id,
            may=tuple(sorted(role.may)),
            discount_limit=role.discount_limit,
            tag_limit=role.tag_limit,
            limits=dict(sorted(role.limits.items())),
            name_zh=role.name_zh,
            name_en=role.name_en,
        )

    def value(self) -> Role:
        """The role."""
        limits = dict(self.limits)
        return Role(
            self.id, frozenset(self.may), self.discount_limit, self.tag_limit, limits, self.name_zh, self.name_en
        )
