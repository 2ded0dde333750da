"""The feed of roles: who may do what. A role that changes changes for everyone who has it, without their rows."""

from __future__ import annotations

from posapp.contract.calls import Message
from posapp.domain.staff import Role


class RoleRow(Message):
    """A role; it is carried inside the staff rows too."""

    id: str
    may: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The role's id."""
        return self.id

    @classmethod
    def of(cls, role: Role) -> RoleRow:
        """The row of a role; acts in order, so that equal roles give equal bytes."""
        return cls(id=role.id, may=tuple(sorted(role.may)))

    def value(self) -> Role:
        """The role."""
        return Role(self.id, frozenset(self.may))
