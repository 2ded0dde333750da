"""How ways of paying and kinds of discount are called, in Chinese and English; one list for paper and screens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from posapp.domain.payment_code import NAMES, WALLETS

SALE_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "cash": ("现金", "Cash"),
    "card": ("刷卡", "Card"),
    "voucher": ("代金券", "Voucher"),
    "wallet_outside": ("钱包（另收）", "Wallet, outside"),
    **{wallet: NAMES[wallet] for wallet in sorted(WALLETS)},
    "points": ("积分", "Points"),
    "stored_value": ("储值", "Stored value"),
    "gift_card": ("礼品卡", "Gift card"),
    # kinds of discount
    "override": ("改价", "Price change"),
    "tag_differs": ("按价签售", "Shelf tag price"),
    "price_list": ("会员价", "Member price"),
    "promotion": ("促销", "Offer"),
    "given": ("优惠", "Discount"),
    "threshold": ("满减", "Basket offer"),
    "coupon": ("优惠券", "Coupon"),
    "manual": ("折扣", "Discount"),
    "round_off": ("抹零", "Rounded off"),
}


def sale_word(word: str, language: str) -> str:
    """In "zh" or "en"; what only a newer program knows by its own name."""
    zh, en = SALE_WORDS.get(word, (word, word))
    return zh if language == "zh" else en
