"""After the feeds: whom the hub has erased this till erases too, and says so in its journal."""

from __future__ import annotations

from posapp.domain.member_search import ERASED
from posapp.storage.till import TillStore


class ErasedMembers:
    """Looked at once after a start, since a killed till or a restored backup may have stopped in between, and whenever
    something came down."""

    def __init__(self, till: TillStore) -> None:
        self._till = till
        self._looked = False
        self._seen: set[str] = set()

    def follow(self, came: int, at: str) -> bool:
        """Whether there is something new to be told to the hub; `came`: rows of feeds just now."""
        if self._looked and not came:
            return False
        told = [member for member in self._till.known_members.found(ERASED) if member.id not in self._seen]
        due = self._till.erasures.due(told) if told else ()
        said = [self._till.erasures.carry_out(member, at) for member in due]
        self._seen |= {member.id for member in told}
        self._looked = True
        return any(said)
