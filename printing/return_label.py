"""Labels for goods that came back: where they go, why they came, and the code that finds the return again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from zoneinfo import ZoneInfo

from posapp.domain.money import format_quantity
from posapp.domain.receipt_code import receipt_code
from posapp.domain.return_words import CONDITION_WORDS, DISPOSITION_WORDS, REASON_WORDS, line_code, word_of
from posapp.domain.sale import Sale
from posapp.domain.sold import ReturnLine
from posapp.domain.store import Store
from posapp.domain.times import from_text
from printing.layout import Cut, Pair, Qr, ReceiptLayout, Row, Rule, Words
from printing.words import SIMULATED, ReceiptLanguage

_WORDS: Final = {
    "label": ("退货标签", "Returned goods"),
    "reason": ("原因", "Why"),
    "condition": ("状态", "State"),
    "quantity": ("数量", "Quantity"),
    "serial": ("序列号", "Serial no."),
    "at": ("时间", "Time"),
    "person": ("经手人", "By"),
    "sold": ("原小票", "Sold on"),
}


def return_labels(
    sale: Sale, store: Store, language: ReceiptLanguage, *, person: str = "", simulated: bool = False
) -> ReceiptLayout:
    """One label a line that came back, each cut off; a sale that took nothing back has none."""
    rows: list[Row] = []
    for place, line in _lines(sale):
        rows += [Words(SIMULATED, "centre", "bold")] if simulated else []
        rows += _label(sale, place, line, store, language, person)
    return ReceiptLayout(tuple(rows))


def _lines(sale: Sale) -> Iterator[tuple[int, ReturnLine]]:
    """With the place of each among the lines of the sale; no label sticks to what was paid for sending, nor to
    money alone (`recalculating`)."""
    places = {priced.line.number: place for place, priced in enumerate(sale.priced.lines, 1)}
    for line in sale.back.lines if sale.back is not None else ():
        if line.product.sku and line.quantity and line.disposition != "never_out":
            yield places[line.number], line


def _label(
    sale: Sale, place: int, line: ReturnLine, store: Store, language: ReceiptLanguage, person: str
) -> Iterator[Row]:
    def say(name: str) -> str:
        return word_of(_WORDS, name, language)

    product, at = line.product, from_text(sale.at).astimezone(ZoneInfo(store.timezone))
    zh, en = product.name("zh"), product.name("en")
    yield Words(f"{store.name or store.id} · {say('label')}", "centre")
    yield Words(word_of(DISPOSITION_WORDS, line.disposition, language), "centre", "large")
    yield Rule()
    yield Words(" ".join(x for x in (en if language == "en" else zh, product.size, product.colour) if x), size="bold")
    if language == "both" and en != zh:
        yield Words(en)
    told = (
        ("quantity", f"{format_quantity(line.quantity)} {product.unit}".strip()),
        ("serial", line.serial),
        ("reason", word_of(REASON_WORDS, line.reason, language)),
        ("condition", word_of(CONDITION_WORDS, line.condition, language)),
        ("at", f"{at:%Y-%m-%d %H:%M}"),
        ("person", person),
        ("sold", sale.back.receipt if sale.back is not None else ""),
    )
    for name, text in told:
        if text:
            yield Pair(say(name), text)
    if line.note:
        yield Words(line.note)
    yield Qr(receipt_code(line_code(sale.receipt, place)))
    yield Words(line_code(sale.receipt, place), "centre", "bold")
    yield Cut()
