"""Labels for the shelf, and the list of those to replace for somebody who walks along with it."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from posapp.domain.money import SIGNS, format_amount
from posapp.domain.shelf_label import PriceChange, PriceLabel
from posapp.domain.store import Store
from posapp.domain.times import from_text
from printing.layout import Bars, Blank, Cut, Pair, ReceiptLayout, Row, Rule, Words
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


def price_label(label: PriceLabel, store: Store, language: ReceiptLanguage) -> ReceiptLayout:
    """One label for the shelf."""
    product, digits = label.product, store.currency.digits
    zh, en = product.name("zh"), product.name("en")
    first = en if language == "en" else zh
    more = " ".join(text for text in (first, product.size, product.colour) if text)
    rows: list[Row] = [Words(more, size="bold")]
    if language == "both" and en != zh:
        rows.append(Words(en))
    sign = SIGNS.get(store.currency.code, store.currency.code + " ")
    unit = f"/{product.unit}" if product.weighed and product.unit else ""
    rows.append(Words(f"{sign}{format_amount(label.price, digits)}{unit}", "centre", "large"))
    if label.member is not None:
        rows.append(Words(f"{say('price_list', language)} {sign}{format_amount(label.member, digits)}{unit}", "centre"))
    return ReceiptLayout((*rows, Bars(label.code), Words(product.sku, "centre"), Cut()))


def _change(change: PriceChange, store: Store, language: ReceiptLanguage) -> list[Row]:
    product, digits = change.product, store.currency.digits
    name = product.name("en" if language == "en" else "zh")
    more = " ".join(text for text in (name, product.size, product.colour) if text)
    since = from_text(change.since).astimezone(ZoneInfo(store.timezone))
    prices = f"{format_amount(change.old, digits)} → {format_amount(change.new, digits)}"
    return [Words(f"□ {more}", size="bold"), Pair(f"{product.sku}  {since:%m-%d %H:%M}", prices, indent=3)]
