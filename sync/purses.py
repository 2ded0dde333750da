"""Asking the hub for a balance, within the time limit of every act that needs it."""

from __future__ import annotations

from posapp.contract.purses import PurseRequest
from posapp.domain.topup import TopUpPurse
from posapp.domain.wallet import Balance
from posapp.usecases.wallets import Wish
from sync.client import HubClient
from sync.question import ask


def ask_purse(hub: HubClient, seconds: float, wish: Wish) -> Balance:
    """What there is, some of it kept for the sale; a wish for nothing lets it go.

    Refused("hub_late", "hub_away", "purse_unknown", "purse_over" …), see `ask`.
    """
    asked = PurseRequest(
        purse=wish.purse,
        account=wish.account,
        reserve=wish.name,
        amount=wish.units,
        up_to=wish.up_to,
        proof=wish.proof,
        send_code=wish.send_code,
    )
    return ask(hub, seconds, lambda own: own.purse(asked)).value()


def ask_balance(hub: HubClient, seconds: float, purse: TopUpPurse, account: str, units: int) -> Balance:
    """What there is, for somebody who puts so much onto it. Refused as `ask_purse`."""
    asked = PurseRequest(purse=purse, account=account, reserve="deposit", deposit=units)
    return ask(hub, seconds, lambda own: own.purse(asked)).value()
