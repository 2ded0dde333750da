"""Money asked of a wallet's provider: a till's question to the hub, which alone may speak to providers.

The same three questions as the port `posapp.ports.provider` has; `id` is the payment attempt's, and the one name under
which the hub asks. The code that pays is in the question to charge only; it is kept and logged nowhere.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from posapp.contract.calls import Message
from posapp.contract.feed_holds import Id

Wallet = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
Amount = Annotated[int, Field(gt=0, le=10**12)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Said = Annotated[str, Field(max_length=64, pattern=r"^[^\x00-\x1f\x7f]*$")]
"""What a provider wrote: its number of a payment, or why not."""


class ChargeQuestion(Message):
    """`charge`: take it, once; `query`: what became of it; `reverse`: take it back, or take it never. Every one names
    the whole charge, for a hub whose database was restored may have forgotten it."""

    do: Literal["charge", "query", "reverse"]
    id: Id
    wallet: Wallet
    amount: Amount
    currency: Currency
    code: Annotated[str, Field(max_length=64, pattern=r"^[0-9]*$", repr=False)] = ""


class ChargeAnswer(Message):
    """`silent`: the provider did not answer, and nobody knows what it did. `amount`: of what was paid. `simulated`: no
    money moves."""

    id: Id
    state: Literal["paid", "pending", "refused", "reversed", "unheard", "silent"]
    amount: Annotated[int, Field(ge=0, le=10**12)] = 0
    reference: Said = ""
    why: Said = ""
    simulated: bool = False
