"""E-invoices (电子发票): asked for by the customer on the page of a receipt, issued by a provider.

The only provider so far is simulated and says so: real ones (全电 platforms) differ by province and want a contract.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final

from hub.storage import receipts
from hub.storage.database import Database
from hub.storage.receipts import Invoice, ReceiptPage
from posapp.domain.errors import Refused
from posapp.domain.typed import seen

PROVIDER: Final = ("模拟开票服务", "simulated e-invoice provider")
_TAX_NUMBER: Final = re.compile(r"([0-9A-Z]{15,20})?")
MOST: Final = 100
"""Characters of a title."""


def request(database: Database, page: ReceiptPage, title: str, tax_number: str, now: str) -> Invoice:
    """Ask for the invoice of a receipt and have it issued. Refused("invoice_fields") when what was typed is none, and
    what `receipts.ask` says. What a crash interrupts goes on when the customer asks again: the provider is asked under
    the sale's own name, which it gives one number."""
    title, tax_number = seen(title), tax_number.strip().upper()
    if not title or len(title) > MOST or not _TAX_NUMBER.fullmatch(tax_number):
        raise Refused("invoice_fields")
    invoice = receipts.ask(database, page, (title, tax_number), now)
    number = simulated_number(f"{page.till}.{page.seq}", invoice.amount)
    return receipts.issued(database, page.till, page.seq, number, now)


def simulated_number(sale: str, amount: int) -> str:
    """Twenty signs as real numbers have, that nobody can take for one: the same sale is given the same again."""
    return "SIM" + str(int(sha256(f"{sale} {amount}".encode()).hexdigest(), 16))[:17]
