"""The papers of an online order as neutral layouts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from zoneinfo import ZoneInfo

from posapp.domain.order_slip import OrderSlip
from posapp.domain.store import Store
from posapp.domain.times import from_text
from printing.layout import Blank, Cut, Pair, ReceiptLayout, Row, Rule, Words
from printing.words import SIMULATED, ReceiptLanguage

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "pick": ("拣货单", "Pick slip"),
    "handed": ("提货凭证", "Handed over"),
    "name": ("顾客", "Customer"),
    "promised": ("承诺时间", "Promised"),
    "at": ("时间", "Time"),
    "person": ("经手人", "By"),
    "collector": ("提货人", "Collected by"),
    "sign": ("签名", "Signature"),
}


def order_slip(slip: OrderSlip, store: Store, language: ReceiptLanguage, *, simulated: bool = False) -> ReceiptLayout:
    """One order: what is to be picked, or what was given out."""

    def say(word: str) -> str:
        zh, en = _WORDS[word]
        return {"zh": zh, "en": en}.get(language, f"{zh} {en}")

    def time(text: str) -> str:
        return f"{from_text(text).astimezone(ZoneInfo(store.timezone)):%Y-%m-%d %H:%M}" if text else ""

    rows: list[Row] = [Words(SIMULATED, "centre", "bold")] if simulated else []
    rows += [Words(store.name or store.id, "centre"), Words(say(slip.kind), "centre", "large")]
    rows += [Words(slip.order, "centre", "large"), Rule()]
    told = (("name", slip.name), ("promised", time(slip.promised)), ("at", time(slip.at)), ("person", slip.person))
    rows += [Pair(say(word), text) for word, text in told if text]
    rows += [Words(slip.note)] if slip.note else []
    rows.append(Rule())
    group = ""
    for line in slip.lines:
        here = line.group_en or line.group if language == "en" else line.group
        if here != group:
            group = here
            rows.append(Words(group, "left", "bold"))
        rows.append(Pair(line.en if language == "en" else line.zh, f"× {line.quantity}"))
        if slip.kind == "pick" and line.sku:
            rows.append(Words(line.sku, indent=2))  # to be typed where there is no scanner
    rows.append(Rule())
    if slip.kind == "handed":
        rows += [Pair(say("collector"), slip.collector or slip.name), Blank()]
        rows.append(Words(f"{say('sign')} ____________________"))
    return ReceiptLayout((*rows, Blank(), Cut()))
