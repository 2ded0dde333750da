"""The paper of a top-up, or of principal that went back: no goods, no tax; what was paid, and what the balance is."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from posapp.domain.money import format_amount
from posapp.domain.sale import Sale
from posapp.domain.store import Store
from posapp.domain.times import from_text
from posapp.domain.topup import TopUp
from printing.layout import Blank, Cut, Drawer, Pair, ReceiptLayout, Row, Rule, Words
from printing.topup_words import say
from printing.words import COPY, SIMULATED, ReceiptLanguage
from printing.words import say as say_of_receipts


def topup_paper(
    paid: Sale,
    store: Store,
    language: ReceiptLanguage,
    *,
    whose: str,
    cashier: str = "",
    copy: bool = False,
    simulated: bool = False,
    drawer: bool = False,
) -> ReceiptLayout:
    """`whose`: the member or card, so that nobody else reads who it is. Where the hub had not been asked no balance
    stands there: it is told once the hub has heard."""
    topup = paid.topup
    if topup is None:
        raise ValueError("this is the paper of a top-up")
    digits, at = store.currency.digits, from_text(paid.at).astimezone(ZoneInfo(store.timezone))
    title = say("topup" if topup.principal > 0 else "topup_back", language)
    rows: list[Row] = [Drawer()] if drawer else []
    rows += [Words(SIMULATED, "centre", "bold")] if simulated else []
    rows += [Words(COPY, "centre", "large")] if copy else []
    rows += [Words(store.name or store.id, "centre"), Words(title, "centre", "large"), Rule()]
    rows += [Pair(say("number", language), paid.receipt)]
    rows += [Pair(say_of_receipts("date", language), f"{at:%Y-%m-%d %H:%M:%S}")]
    rows += [Pair(say_of_receipts("cashier", language), cashier or paid.staff)]
    rows += [Pair(say(topup.purse, language), whose), Rule()]
    rows += [Pair(say("principal", language), format_amount(topup.principal, digits), "large")]
    if topup.bonus:
        rows.append(Pair(say("bonus", language), format_amount(topup.bonus, digits), "bold"))
    rows += [*_payment(paid, language, digits), Rule(), *_balance(topup, language, digits), Rule()]
    rows += [Words(say("no_invoice", language), "centre")]
    if topup.principal < 0:
        rows += [Blank(), Words(f"{say('sign', language)} ____________________")]
    return ReceiptLayout((*rows, Blank(), Cut()))


def _payment(paid: Sale, language: ReceiptLanguage, digits: int) -> list[Row]:
    rows: list[Row] = [Rule()]
    if paid.settlement.rounding:
        rows.append(Pair(say_of_receipts("rounding", language), format_amount(paid.settlement.rounding, digits)))
    for tender in paid.tenders:
        words = f"{say_of_receipts(tender.type, language)} {tender.reference}".rstrip()
        rows.append(Pair(words, format_amount(tender.amount, digits)))
    if paid.settlement.change:
        rows.append(Pair(say_of_receipts("change", language), format_amount(paid.settlement.change, digits), "bold"))
    return rows


def _balance(topup: TopUp, language: ReceiptLanguage, digits: int) -> list[Row]:
    balance, bonus = topup.after, topup.of_it + topup.bonus
    if balance is None:
        return [Words(say("balance_later", language))]
    rows: list[Row] = [Pair(say("balance", language), format_amount(balance, digits), "bold")]
    if bonus:
        rows.append(Pair(say("balance_principal", language), format_amount(balance - bonus, digits), indent=2))
        rows.append(Pair(say("balance_bonus", language), format_amount(bonus, digits), indent=2))
    return rows
