"""The provider port: who takes money elsewhere than in the drawer. A card terminal; wallets through the hub."""

from __future__ import annotations

from typing import Protocol

from posapp.domain.attempt import Answer, Charge, Question


class Provider(Protocol):
    """Asked on threads that may wait, at most for its own short time limits; never asked to charge one id twice."""

    @property
    def name(self) -> str:
        """How attempts name it, for instance "terminal"."""
        ...

    @property
    def simulated(self) -> bool:
        """Whether the money is only pretended."""
        ...

    def ask(self, question: Question, charge: Charge) -> Answer:
        """Charge, say what became of it, or take it back. Trouble on the way is an answer too: "unreached" when nothing
        went out, "silent" when nobody knows. To reverse what it has never heard of makes that id worthless for ever."""
        ...
