"""What the page of a receipt says to a program. Amounts are decimal texts of the shop's currency."""

from __future__ import annotations

from typing import Literal

from posapp.contract.calls import Message


class InvoiceSaid(Message):
    """Where the e-invoice stands; `number` once it is issued."""

    state: Literal["none", "asked", "issued"]
    number: str = ""
    provider: str = ""


class ReceiptPageSaid(Message):
    """The receipt as its customer may see it."""

    receipt: str
    store: str
    currency: str
    total: str
    invoiceable: str
    invoice: InvoiceSaid
