"""The slip of a refund to a wallet: what the customer gets back, by whom, and that it may take a while."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from posapp.domain.money import money
from posapp.domain.payment_code import provider_name
from posapp.domain.refund import Refund
from posapp.domain.store import Store
from posapp.domain.times import from_text
from printing.layout import Blank, Cut, Pair, ReceiptLayout, Row, Rule, Words
from printing.words import SIMULATED, ReceiptLanguage, say


def refund_slip(refund: Refund, store: Store, language: ReceiptLanguage, *, simulated: bool = False) -> ReceiptLayout:
    """One refund, as it stands. It never says that the money has arrived."""
    at = from_text(refund.at).astimezone(ZoneInfo(store.timezone))
    name = provider_name(refund.wallet, "en" if language == "en" else "zh")
    rows: list[Row] = [Words(SIMULATED, "centre", "bold")] if simulated else []
    rows += [Words(store.name or store.id, "centre"), Words(say("refund", language), "centre", "large"), Rule()]
    rows += [
        Pair(say("date", language), f"{at:%Y-%m-%d %H:%M:%S}"),
        Pair(name, money(refund.amount, store.currency), "bold"),
        Words(refund.reference) if refund.reference else Blank(),
        Rule(),
        Words(_stands(refund, language)),
        Words(refund.id),
    ]
    return ReceiptLayout((*rows, Blank(), Cut()))


def _stands(refund: Refund, language: ReceiptLanguage) -> str:
    """What the customer may count on."""
    if refund.paid_out:
        return f"{say('refund_paid_out', language)} {say(refund.paid_out, language)}"
    return say("refund_asked" if refund.state == "asked" else "refund_going", language)
