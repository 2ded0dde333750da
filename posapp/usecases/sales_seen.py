"""What the hub said of sales that were looked for at this till, kept while the till runs: where the hub is away a sale
of another till comes back by it, and the page says as of when it knows it.

What came back elsewhere since is found as it always is where tills cannot ask: head office sees it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from posapp.contract.returns import ReturnAnswer, SoldSaid

MOST: Final = 50
"""Sales; of more the oldest are forgotten."""
GOOD_FOR: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Seen:
    """`as_of`: the hub's time; `at`: this till's; `names`: by what it was found, and is again."""

    said: SoldSaid
    as_of: str
    at: datetime
    names: frozenset[str]


class SalesSeen:
    """The last answers, each sale once."""

    def __init__(self) -> None:
        self._seen: dict[str, Seen] = {}

    def keep(self, answer: ReturnAnswer, shown: str, now: datetime) -> None:
        """`shown`: what the customer had."""
        for said in answer.found:
            before = self._seen.pop(said.id, None)
            names = {shown, said.id, said.receipt} | (before.names if before is not None else set())
            self._seen[said.id] = Seen(said, answer.as_of, now, frozenset(names))
        while len(self._seen) > MOST:
            del self._seen[next(iter(self._seen))]

    def of(self, shown: str, now: datetime) -> tuple[Seen, ...]:
        """Those that the customer's paper, number or telephone found within the last day."""
        return tuple(seen for seen in self._seen.values() if shown in seen.names and now - seen.at < GOOD_FOR)
