"""The page of a receipt at the hub: how its e-invoice stands, and asking for one as the customer does."""

from __future__ import annotations

from urllib.parse import urlencode

from posapp.contract.receipt_page import ReceiptPageSaid
from sync.client import HubClient
from sync.question import ask


def receipt_page(hub: HubClient, seconds: float, path: str, form: tuple[tuple[str, str], ...] = ()) -> ReceiptPageSaid:
    """What the page says; with a form (title, tax_number) an e-invoice is asked for, which the hub knows again
    when it is asked twice. Refused: as `ask` says, and what the hub refuses."""
    body = urlencode(form).encode() if form else None
    return ask(hub, seconds, lambda own: own.receipt_page(path, body))
