"""The words of a receipt in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from posapp.domain.sale_words import SALE_WORDS

ReceiptLanguage = Literal["zh", "en", "both"]

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "tax_number": ("纳税人识别号", "Tax no."),
    "receipt": ("小票号", "Receipt"),
    "date": ("时间", "Date"),
    "business_date": ("营业日", "Business date"),
    "cashier": ("收银员", "Cashier"),
    "gross": ("小计", "Subtotal"),
    "discount": ("优惠", "Discounts"),
    "tax_added": ("税额", "Tax"),
    "total": ("合计", "Total"),
    "units": ("件数", "Items"),
    "rounding": ("现金舍入", "Cash rounding"),
    "due": ("应收", "Due"),
    **SALE_WORDS,
    "refund": ("退款凭条", "Refund slip"),
    "refund_going": (
        "退款已受理，到账时间以钱包通知为准",
        "The refund was accepted; the wallet tells when it arrives",
    ),
    "refund_asked": (
        "退款已申请，钱包还没有答复；三天内没有到账，请持此凭条到店",
        "The refund was asked for; the wallet has not answered yet. If nothing has come in three days, bring this slip",
    ),
    "refund_paid_out": ("钱包未能退款，已另付：", "The wallet could not give it back; paid out by"),
    "bonus": ("其中赠送", "of it bonus"),
    "earned": ("本次积分", "Points earned"),
    "change": ("找零", "Change"),
    "returned_of": ("退自小票", "Returned from"),
    "no_receipt": ("无小票", "no receipt"),
    "again": ("可再次使用：", "May be used again:"),
    "points_left": ("积分余额", "Points balance"),
    "points_about": ("积分余额约", "Points balance, about"),
    "points_gone": ("收回积分", "Points taken back"),
    "credit_code": ("储值卡号，凭此付款", "Store credit, pay with this code"),
    "rate": ("税率", "Tax rate"),
    "base": ("不含税", "Net"),
    "tax": ("税额", "Tax"),
    "serial": ("序列号", "S/N"),
    "no_returns": ("不支持七天无理由退货", "Returned for a fault only"),
    "note": ("备注", "Note"),
    "unlisted": ("未登记", "unlisted"),
    "page": ("扫码查看电子小票、申请电子发票", "Scan for the e-receipt and an e-invoice"),
    "invoiceable": ("可开票金额", "Invoiceable"),
    "keep": ("请保留小票，退换货时扫码", "Keep this receipt: its code finds the sale"),
    "thanks": ("谢谢惠顾", "Thank you"),
    "labels": ("待换价签", "Labels to replace"),
    "no_labels": ("没有要换的价签", "No label to replace"),
    # kinds of tax without a rate of their own
    "exempt": ("免税", "exempt"),
    "zero": ("零税率", "zero-rated"),
    "not_taxable": ("不征税", "not taxable"),
    "small_levy": ("简易征收", "levy"),
}

COPY: Final = "副本 COPY"
GIFT: Final = "礼品小票 GIFT RECEIPT"
AGAIN: Final = "补打 PRINTED AGAIN"
AGAIN_WHY: Final = "上一张可能没打完 The last try may be incomplete"
SIMULATED: Final = "模拟打印机 SIMULATED PRINTER"
"""Marks stand in both languages whatever the receipt's: who checks paper need not read the customer's language."""


def say(word: str, language: ReceiptLanguage) -> str:
    """The word; in "both" Chinese comes first."""
    zh, en = _WORDS[word]
    return f"{zh} {en}" if language == "both" else zh if language == "zh" else en


def is_known(word: str) -> bool:
    """Whether receipts have it."""
    return word in _WORDS
