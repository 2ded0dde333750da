"""The words of a top-up's paper in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from printing.words import ReceiptLanguage

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "topup": ("充值单", "Top-up"),
    "topup_back": ("储值退款单", "Stored value given back"),
    "number": ("单号", "Number"),
    "stored_value": ("会员储值", "Stored value of"),
    "gift_card": ("礼品卡", "Gift card"),
    "principal": ("本金", "Principal"),
    "bonus": ("赠送", "Bonus"),
    "balance": ("余额", "Balance"),
    "balance_principal": ("其中本金", "of it principal"),
    "balance_bonus": ("其中赠送", "of it bonus"),
    "balance_later": ("余额待总部入账后可查", "The balance is told once head office has heard of this"),
    "no_invoice": ("本单不是销售小票，消费时再开票", "No sale; an invoice comes with what is bought"),
    "sign": ("顾客签字", "Customer"),
}


def say(word: str, language: ReceiptLanguage) -> str:
    """The word; in "both" Chinese comes first."""
    zh, en = _WORDS[word]
    return f"{zh} {en}" if language == "both" else zh if language == "zh" else en
