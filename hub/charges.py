"""A wallet's money, asked for a till: one charge or none, however often, and by whichever process it is asked.

All that is known of a charge is its row, so any process of the hub can answer the next question about it. The row is on
disk before the provider is asked, and only who made it charges: a process that dies in between leaves a charge that
was never asked for, which the till then reverses. What a till wants back is written down before the provider hears it
too; a charge that was still under way then finds that when it comes home paid, and takes the money back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from hub.providers.port import WalletProvider, order_number
from hub.storage import charges
from hub.storage.charges import ChargeRow
from hub.storage.database import Database, Unavailable
from posapp.contract.charges import ChargeAnswer, ChargeQuestion
from posapp.domain.attempt import Answer, Charge
from posapp.domain.errors import Refused
from posapp.domain.times import from_text, to_text

_ALIVE: Final = ("asked", "pending")
_MOVES: Final = {"pending": ("asked",), "paid": (*_ALIVE, "paid"), "refused": _ALIVE, "reversed": ("reversing",)}
"""State that a provider tells -> states from which it is believed. Nothing leads away from what was reversed."""


class Wallets(Protocol):
    """Whom the hub can ask."""

    def get(self, wallet: str) -> WalletProvider | None:
        """The provider of this wallet, or None while head office has not set it up."""
        ...


@dataclass(frozen=True, slots=True)
class Charges:
    """The charges of one till's store."""

    database: Database
    wallets: Wallets
    store: str
    till: str
    now: datetime

    def answer(self, question: ChargeQuestion) -> ChargeAnswer:
        """What the till is told. Refused("other_till") about an attempt that is not its own,
        Refused("no_such_payment") where another wallet was asked than the one it names."""
        if question.id.rpartition(".")[0] != self.till:
            raise Refused("other_till", till=question.id.rpartition(".")[0][:80])
        provider = self.wallets.get(question.wallet)
        asked = Charge(question.id, question.amount, question.currency)
        told = self._about(question, asked, provider)
        simulated = provider is not None and provider.simulated
        return ChargeAnswer(
            id=asked.id,
            state=told.state,  # type: ignore[arg-type]  # `_told` leaves no other
            amount=told.amount,
            reference=told.reference,
            why=told.why,
            simulated=simulated,
        )

    def _about(self, question: ChargeQuestion, asked: Charge, provider: WalletProvider | None) -> Answer:
        if question.do == "charge":
            return _told(self._charge(question, asked, provider))
        if provider is None:
            return Answer("silent", why="wallet_not_set_up")
        if question.do == "reverse":
            return _told(self._reverse(question, asked, provider))
        return _told(self._query(question.wallet, asked, provider))

    def _charge(self, question: ChargeQuestion, asked: Charge, provider: WalletProvider | None) -> Answer:
        row, made = self._begin(question.wallet, asked, "asked")
        if not made:
            return self._query(question.wallet, asked, provider) if provider is not None else _as_it_stands(row)
        if provider is None:
            return self._heard(row, Answer("refused", why="wallet_not_set_up"))
        said = provider.charge(row.number, row.asked, question.code)
        if said.state == "unreached":
            said = Answer("refused", why="unreached")
        said = self._heard(row, said)
        if said.state in ("paid", "pending") and self._unwanted(row):
            return self._heard(row, provider.reverse(row.number, row.asked))
        return said

    def _query(self, wallet: str, asked: Charge, provider: WalletProvider) -> Answer:
        """The provider is asked even about what has no row: the database may be an older copy."""
        row = charges.one(self.database, self.store, asked.id)
        if row is None:
            return provider.query(order_number(asked.id), asked)
        must_be_of(row, wallet)
        if row.state == "refused" or row.state == "reversed" and row.why != "unheard":
            return _as_it_stands(row)
        said = provider.query(row.number, row.asked)
        if row.state == "reversed":  # which the provider had never heard of: should it have come after all, it goes
            late = said.state in ("paid", "pending") and provider.reverse(row.number, row.asked).state != "reversed"
            return said if late else _as_it_stands(row)
        return self._heard(row, said)

    def _reverse(self, question: ChargeQuestion, asked: Charge, provider: WalletProvider) -> Answer:
        row, made = self._begin(question.wallet, asked, "reversing")
        if row.state in ("refused", "reversed"):
            return _as_it_stands(row)
        if not made:
            charges.move(self.database, self.store, row.id, (*_ALIVE, "paid"), Answer("silent"), "reversing", self._at)
        said = provider.reverse(row.number, row.asked)
        if said.state == "unheard":
            if not made and (self.now - from_text(row.at)).total_seconds() < provider.settle_seconds:
                return Answer("pending")  # the charge may still be on its way: it is too early to say
            said = Answer("reversed", why="unheard")
        return self._heard(row, said, (*_MOVES["paid"], "reversing") if said.state == "paid" else ())

    def _begin(self, wallet: str, asked: Charge, state: str) -> tuple[ChargeRow, bool]:
        number = order_number(asked.id)
        row, made = charges.begin(self.database, self.store, self.till, wallet, number, asked, state, self._at)
        must_be_of(row, wallet)
        return row, made

    @property
    def _at(self) -> str:
        return to_text(self.now)

    def _heard(self, row: ChargeRow, said: Answer, among: tuple[str, ...] = ()) -> Answer:
        """Keep what the provider said. Should the database be away now, it is asked again by whoever asks next."""
        among = among or _MOVES.get(said.state, ())
        if among:
            try:
                charges.move(self.database, self.store, row.id, among, said, said.state, self._at)
            except Unavailable:
                return said
        return said

    def _unwanted(self, row: ChargeRow) -> bool:
        now = charges.one(self.database, self.store, row.id)
        return now is not None and now.state in ("reversing", "reversed")


def must_be_of(row: ChargeRow, wallet: str) -> None:
    """Refused("no_such_payment") unless it is this wallet's: no other knows anything of the charge."""
    if row.wallet != wallet:
        raise Refused("no_such_payment")


def _as_it_stands(row: ChargeRow) -> Answer:
    """What is known without asking."""
    if row.state == "refused" or row.state == "reversed":
        return Answer(row.state, row.reference, row.why)  # type: ignore[arg-type]
    return Answer("silent")


def _told(said: Answer) -> Answer:
    return Answer("silent") if said.state == "unreached" else said
