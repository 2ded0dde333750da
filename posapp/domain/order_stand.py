"""Where an online order stands: its lines, and who has it in their hands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NOWHERE: Final = "-"
"""The customer waits, and nobody said where."""


@dataclass(frozen=True, slots=True)
class LineStand:
    """Of one ordered line, thousandths: found, not found (paid back), asked of another shop, given out. `sku`: what is
    given instead, with the customer's consent; "" as ordered. `sent`: of what was asked of another shop, on its way
    here; `came`: of what was found, how much came from there; `back`: of what was given out, how much was
    returned."""

    picked: int = 0
    short: int = 0
    moved: int = 0
    handed: int = 0
    sku: str = ""
    sent: int = 0
    came: int = 0
    back: int = 0


@dataclass(frozen=True, slots=True)
class Lock:
    """Who has it in their hands, at which till, and until when."""

    staff: str
    till: str
    register: str
    until: str


@dataclass(frozen=True, slots=True)
class Stand:
    """Where an order stands. `wrong` codes were typed in a row; nobody tries another before `shut_until`."""

    state: str
    lines: tuple[LineStand, ...]
    lock: Lock | None = None
    shelf: str = ""
    ready_at: str = ""
    notices: int = 0
    wrong: int = 0
    shut_until: str = ""
    arrived: str = ""
    """Where the customer waits for it, `NOWHERE` where they did not say; "" while nobody does."""
    told_at: str = ""
    """When the customer was told last that it is ready."""
    receipt: str = ""
    """Of the balance, where it was paid when the goods were given out."""
    moved_at: str = ""
    settled: int = 0
    """Minor units that were paid by that receipt for the order's goods."""
    repaid: int = 0
    """Of these so much was given back at a counter, since nobody will be given the goods."""

    def locked(self, now: str) -> Lock | None:
        """Whose it is at that moment."""
        return self.lock if self.lock is not None and now < self.lock.until else None
