"""What the tills of a shop told of a person besides head office: another PIN, somebody let in, a deputy."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from posapp.domain.staff import Role, Staff


def print_of(pin_hash: str) -> str:
    """By what a PIN is known whose argon2 text is told to nobody: from this alone nothing can be guessed, since the
    text's own salt is not known."""
    return hashlib.sha256(pin_hash.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class OwnPerson:
    """As the hub tells every till of the shop, by the order in which it heard. `pin_hash` stands in place of the PIN
    whose print is `instead_of`, until head office sends another; `must_change`: another person made it. `name`, `role`,
    `until`, `let_in`: of somebody whom a till let in, with the argon2 text of their first PIN. `deputy_of` whom they
    stand in for until `deputy_until`. `seen`: till -> number of its newest entry that is counted in here."""

    id: str
    pin_hash: str = ""
    must_change: bool = False
    instead_of: str = ""
    name: str = ""
    role: str = ""
    until: str = ""
    let_in: str = ""
    deputy_of: str = ""
    deputy_until: str = ""
    seen: Mapping[str, int] = field(default_factory=dict)

    def person(self) -> Staff | None:
        """Somebody whom a till let in, or None."""
        return Staff(self.id, self.name, Role(self.role), self.let_in, True, "", self.until) if self.let_in else None

    def counts(self, till: str, seq: int) -> bool:
        """Whether what the till itself wrote under this number is known here, or was passed by a later one."""
        return seq <= self.seen.get(till, 0)
