"""Money given back to a wallet for a till: once, however often it is asked for, and never more than was taken.

The row is on disk before the provider is asked; the provider knows a refund by our number and gives it once, so a
process that died in between is asked again without harm.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, get_args

from hub.charges import Wallets, must_be_of
from hub.providers.port import WalletProvider, order_number
from hub.storage import charges, refunds
from hub.storage.database import Database, Unavailable
from posapp.contract.refunds import RefundRequest, RefundTold
from posapp.domain.attempt import Charge
from posapp.domain.errors import Refused
from posapp.domain.refund import RefundAnswer, RefundSaid
from posapp.domain.times import to_text

_KEPT: Final = frozenset({"accepted", "arrived", "failed", "too_old"})
_ENDS: Final = frozenset({"arrived", "failed", "too_old"})


@dataclass(frozen=True, slots=True)
class Refunds:
    """The refunds of one till's store."""

    database: Database
    wallets: Wallets
    store: str
    till: str
    now: datetime

    def answer(self, asked: RefundRequest) -> RefundTold:
        """What the till is told. Refused("other_till") about a refund that is not its own, or of a payment that is
        not its store's; Refused("no_such_payment") where another wallet has the money."""
        if asked.id.rpartition(".")[0] != self.till:
            raise Refused("other_till", till=asked.id.rpartition(".")[0][:80])
        self._must_be_ours(asked)
        provider = self.wallets.get(asked.wallet)
        said = self._about(asked, provider)
        return RefundTold(
            id=asked.id,
            state="silent" if said.state == "unreached" else said.state,
            reference=said.reference,
            why=said.why,
            simulated=provider is not None and provider.simulated,
        )

    def _must_be_ours(self, asked: RefundRequest) -> None:
        """The database may be an older copy that has not the charge; whose it was the till's id in it still tells."""
        payer = asked.of.rpartition(".")[0]
        if payer != self.till and refunds.store_of(self.database, payer) != self.store:
            raise Refused("other_till", till=payer[:80])
        charge = charges.one(self.database, self.store, asked.of)
        if charge is not None:
            must_be_of(charge, asked.wallet)

    def _about(self, asked: RefundRequest, provider: WalletProvider | None) -> RefundAnswer:
        row = refunds.one(self.database, self.store, asked.id)
        _must_be_the_same(row, asked)
        if row is not None and row.state in _ENDS:
            state: RefundSaid = next(s for s in get_args(RefundSaid) if s == row.state)
            return RefundAnswer(state, row.reference, row.why)
        if provider is None:
            return RefundAnswer("silent", why="wallet_not_set_up")
        charge, order = Charge(asked.of, asked.whole, asked.currency), order_number(asked.of)
        number = order_number(asked.id)
        if asked.do == "query":
            return self._heard(asked, provider.refund_query(order, number, charge))
        row = refunds.begin(self.database, self.store, self.till, number, asked, to_text(self.now))
        if row is None:
            return RefundAnswer("failed", why="over_refund")
        _must_be_the_same(row, asked)
        return self._heard(asked, provider.refund(order, number, charge, asked.amount))

    def _heard(self, asked: RefundRequest, said: RefundAnswer) -> RefundAnswer:
        """Keep it. Should the database be away now, the provider is asked again by whoever asks next."""
        if said.state in _KEPT:
            try:
                refunds.move(self.database, self.store, asked.id, said, to_text(self.now))
            except Unavailable:
                return said
        return said


def _must_be_the_same(row: refunds.RefundRow | None, asked: RefundRequest) -> None:
    """One id is one refund: a provider that hears it of another payment would give again."""
    if row is not None and (row.of, row.wallet, row.amount) != (asked.of, asked.wallet, asked.amount):
        raise Refused("no_such_payment")
