"""A wallet as the till asks it: through the hub, within the time that a customer would stand there."""

from __future__ import annotations

from typing import Final

from posapp.contract.charges import ChargeQuestion
from posapp.domain.attempt import Answer, Charge, Question
from posapp.domain.errors import Refused
from posapp.domain.typed import seen
from sync.client import HubAway, HubClient, HubSaid
from sync.question import ask

PATIENCE: Final = 12.0
"""Seconds for an answer: the hub waits for a provider no longer than 9."""
_TOO_LATE_TO_TELL: Final = frozenset({500, 502, 504})
"""A hub that failed while it asked; before that it says no with another number."""


class HubWallet:
    """One of the wallets. `code`: what the customer showed, for the one charge; it is in no text of this object."""

    def __init__(self, hub: HubClient | None, wallet: str, code: str = "", patience: float = PATIENCE) -> None:
        """`hub`: None while the line is switched off."""
        self._hub, self.name, self._code, self._patience = hub, wallet, code, patience
        self.simulated = False

    def ask(self, question: Question, charge: Charge) -> Answer:
        """As the port says."""
        if self._hub is None:
            return Answer("unreached")
        code = self._code if question == "charge" else ""
        asked = ChargeQuestion(
            do=question, id=charge.id, wallet=self.name, amount=charge.amount, currency=charge.currency, code=code
        )
        try:
            said = ask(self._hub, self._patience, lambda own: own.charge(asked))
        except Refused as no:
            return _unanswered(no, question)
        self.simulated = said.simulated
        reference = f"模拟SIM {said.reference}" if said.simulated and said.reference else said.reference
        return Answer(said.state, seen(reference)[:64], seen(said.why)[:64], said.amount)


def _unanswered(no: Refused, question: Question) -> Answer:
    """What nobody answered: only where it is known that no provider was asked is a charge over."""
    cause = no.__cause__
    if isinstance(cause, HubAway):
        return Answer("unreached" if cause.unsent else "silent")
    if isinstance(cause, HubSaid) and question == "charge" and cause.status not in _TOO_LATE_TO_TELL:
        return Answer("refused", why="hub_said_no")
    return Answer("silent")
