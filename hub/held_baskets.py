"""Baskets that tills set aside, and who laid them on a counter again. No database."""

from __future__ import annotations

from typing import Protocol

from hub import exceptions
from hub.rows import Rows
from posapp.contract.envelope import WireEntry
from posapp.contract.ops import BasketHeldOp, HoldRecalledOp
from posapp.contract.translate_holds import is_small, is_sound
from posapp.domain.errors import Refused
from posapp.domain.hold import MOST_BYTES, MOST_HELD
from posapp.domain.typed import seen


class Books(Protocol):
    """The part of hub.booking.Books that is asked here."""

    def recall(self, hold: str, seq: int, staff: str, at: str) -> tuple[str, int, str]:
        """Notes that the till recalled the hold, unless another did; (till, number, person) of who has it now."""

    def held(self, most: int) -> int:
        """How many baskets that the till set aside lie there still, `most` at most."""

    def hold(self, hold: str) -> tuple[str, int, str, int] | None:
        """(till, number, person, total) of a hold of the store, when its entry has come."""


def held(
    rows: Rows, origin: tuple[str, str, str], books: Books, entry: WireEntry, said: BasketHeldOp, body: bytes
) -> None:
    """Adds the basket; `origin`: store, till, now. Refused("entry_malformed", "hold_too_large",
    "too_many_held")."""
    store, till, _now = origin
    if not is_sound(said) or seen(said.label) != said.label:  # every till of the shop shows it
        raise Refused("entry_malformed")
    if len(body) > MOST_BYTES or not is_small(said):
        raise Refused("hold_too_large")
    if len(rows.hold) + books.held(MOST_HELD) >= MOST_HELD:  # every till of the shop fetches and lists them
        raise Refused("too_many_held")
    head = (store, f"{till}.{entry.seq}", till, entry.seq, entry.staff, entry.at)
    rows.hold.append((*head, said.label, said.total, body.decode()))


def recalled(rows: Rows, origin: tuple[str, str, str], books: Books, entry: WireEntry, said: HoldRecalledOp) -> None:
    """One counter for a basket: whoever recalls it after another did has it a second time, which somebody must see."""
    till, seq, staff = books.recall(said.hold, entry.seq, entry.staff, origin[2])
    if (till, seq) == (origin[1], entry.seq):
        return
    found = books.hold(said.hold)
    people, also = [staff], [(till, seq)]
    if found is not None:
        people.append(found[2])
        also.append(found[:2])
    about: dict[str, str | int] = {"hold": said.hold, "first": till, "alone": int(said.alone)}
    amount = found[3] if found is not None else 0
    exceptions.note(rows, "held_twice", origin, entry, about, amount=amount, people=tuple(people), also=tuple(also))
