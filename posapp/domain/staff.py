"""Who may do what: staff, their roles and the acts a role permits."""

from __future__ import annotations

from dataclasses import dataclass

MANAGER = "manager"
"""The role that holds every act, so that a shop is never without a person who may do what must be done."""


@dataclass(frozen=True, slots=True)
class Role:
    """A named set of permitted acts ("sell", "clear_basket", "confirm_date" …)."""

    id: str
    may: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Staff:
    """A person of the shop; `pin_hash` is an argon2 text made at the hub, never a PIN."""

    id: str
    name: str
    role: Role
    pin_hash: str = ""

    def may(self, act: str) -> bool:
        """Whether the person's role permits the act."""
        return self.role.id == MANAGER or act in self.role.may
