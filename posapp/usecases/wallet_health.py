"""How each wallet does at this till: one that stays silent is not asked for money for a while, the others go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from posapp.domain.attempt import Answer, Charge, Question
from posapp.domain.errors import Refused
from posapp.domain.payment_code import WALLETS

MANY: Final = 3
"""So many charges in a row without an answer."""
REST: Final = timedelta(minutes=2)
"""So long none begins then, unless the wallet answers a question before; after it one may try."""
_NO_ANSWER: Final = frozenset({"silent", "unreached"})


@dataclass(slots=True)
class _Doing:
    silent: int = 0
    since: datetime | None = None


class WalletHealth:
    """Kept in memory: a start is a new beginning."""

    def __init__(self) -> None:
        self._doing: dict[str, _Doing] = {}

    def heard(self, wallet: str, question: Question, answer: Answer, now: datetime) -> None:
        """What a wallet said, or that it said nothing."""
        if wallet not in WALLETS:
            return
        doing = self._doing.setdefault(wallet, _Doing())
        if answer.state not in _NO_ANSWER and answer.why != "unreached":
            if question == "charge":
                doing.silent = 0
            doing.since = None
        elif question == "charge":
            doing.silent += 1
            doing.since = now if doing.silent >= MANY else None

    def rests(self, wallet: str, now: datetime) -> bool:
        """Whether no charge begins now."""
        since = self._doing.get(wallet, _Doing()).since
        return since is not None and now < since + REST

    def resting(self, now: datetime) -> tuple[str, ...]:
        """The wallets that rest."""
        return tuple(wallet for wallet in self._doing if self.rests(wallet, now))

    def must_work(self, wallet: str, now: datetime) -> None:
        """Refused("wallet_rests") while it rests."""
        if self.rests(wallet, now):
            raise Refused("wallet_rests", wallet=wallet, times=self._doing[wallet].silent)


def harmless(till: str, currency: str) -> Charge:
    """A charge that nobody ever asks for: whoever says that it has not heard of it is well."""
    return Charge(f"{till}.0", 1, currency)
