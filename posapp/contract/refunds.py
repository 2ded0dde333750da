"""Money given back to a customer's wallet: a till's question to the hub, which alone may speak to providers."""

from __future__ import annotations

from typing import Literal

from posapp.contract.calls import Message
from posapp.contract.charges import Amount, Currency, Said, Wallet
from posapp.contract.feed_holds import Id


class RefundRequest(Message):
    """`refund`: give it back, once, under the refund's `id`; `query`: what became of it. `of`: the payment attempt that
    took `whole`."""

    do: Literal["refund", "query"]
    id: Id
    of: Id
    wallet: Wallet
    amount: Amount
    whole: Amount
    currency: Currency


class RefundTold(Message):
    """`silent`: the provider did not answer; asking again gives nothing back again."""

    id: Id
    state: Literal["accepted", "arrived", "failed", "too_old", "unheard", "silent"]
    reference: Said = ""
    why: Said = ""
    simulated: bool = False
