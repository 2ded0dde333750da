"""The list of labels to replace, for somebody who walks along the shelves with it."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from posapp.domain.money import format_amount
from posapp.domain.shelf_label import PriceChange
from posapp.domain.store import Store
from posapp.domain.times import from_text
from printing.layout import Blank, Cut, Pair, ReceiptLayout, Row, Rule, Words
from printing.words import SIMULATED, ReceiptLanguage, say


def label_list(
    changes: Sequence[PriceChange], store: Store, language: ReceiptLanguage, *, simulated: bool = False
) -> ReceiptLayout:
    """Each product with its old and new price, and since when."""
    rows: list[Row] = [Words(SIMULATED, "centre", "bold")] if simulated else []
    rows += [Words(store.name or store.id, "centre"), Words(say("labels", language), "centre", "large"), Rule()]
    for change in changes:
        rows += _change(change, store, language)
    if not changes:
        rows.append(Words(say("no_labels", language)))
    return ReceiptLayout((*rows, Rule(), Blank(), Cut()))


def _change(change: PriceChange, store: Store, language: ReceiptLanguage) -> list[Row]:
    product, digits = change.product, store.currency.digits
    name = product.name("en" if language == "en" else "zh")
    more = " ".join(text for text in (name, product.size, product.colour) if text)
    since = from_text(change.since).astimezone(ZoneInfo(store.timezone))
    prices = f"{format_amount(change.old, digits)} → {format_amount(change.new, digits)}"
    return [Words(f"□ {more}", size="bold"), Pair(f"{product.sku}  {since:%m-%d %H:%M}", prices, indent=3)]
