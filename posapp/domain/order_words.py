"""What people call the states of an order, the steps on its way, and the channels it came by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from posapp.domain.money import Currency, money

STATES: Final[Mapping[str, tuple[str, str]]] = {
    "NEW": ("新订单", "New"),
    "PICKING": ("拣货中", "Picking"),
    "PICKED": ("已拣齐", "Picked"),
    "SHORT": ("缺货", "Short"),
    "READY": ("待提货", "Ready"),
    "HANDED_OVER": ("已提走", "Handed over"),
    "EXPIRED": ("已过期", "Expired"),
    "CANCELLED": ("已取消", "Cancelled"),
    "REJECTED": ("已拒单", "Rejected"),
    "RETURNED": ("已退货", "Returned"),
}
STEPS: Final[Mapping[str, tuple[str, str]]] = {
    "take": ("接单", "taken"),
    "release": ("放回", "released"),
    "pick": ("拣到", "picked"),
    "unpick": ("撤回拣货", "unpicked"),
    "short": ("缺货", "not found"),
    "substitute": ("换货", "substituted"),
    "ready": ("备货完成", "ready"),
    "notify": ("再次通知", "told again"),
    "arrive": ("顾客到店", "customer arrived"),
    "wrong_code": ("提货码错误", "wrong code"),
    "unlock": ("店长解锁", "unlocked"),
    "hand_over": ("交付", "handed over"),
    "reject": ("拒单", "rejected"),
    "cancel": ("取消", "cancelled"),
    "expire": ("过期", "expired"),
    "remind": ("提醒", "reminded"),
    "receive": ("调货到店", "came from another shop"),
    "transfer": ("已请他店调货", "asked of another shop"),
    "no_transfer": ("他店无货，改退款", "no shop has it: paid back"),
    "sent": ("他店已发出", "sent by the other shop"),
    "return": ("退货", "returned"),
    "slip": ("打印拣货单", "pick slip printed"),
    "paid": ("柜台已付尾款", "rest paid at a counter"),
    "unpaid": ("尾款已退回", "rest given back"),
    "repaid": ("柜台款已退还", "given back at a counter"),
    "too_late": ("订单当时已结束，不计入", "the order was over by then: not counted"),
    "reroute": ("改由他店备货", "given to another shop"),
}
REASONS: Final[Mapping[str, tuple[str, str]]] = {
    "empty_shelf": ("货架上没有", "not on the shelf"),
    "damaged": ("商品损坏", "damaged"),
    "sold": ("已在店内售出", "sold in the shop"),
    "by_phone": ("电话同意", "agreed on the telephone"),
    "in_writing": ("书面同意", "agreed in writing"),
    "here": ("当面同意", "agreed here"),
}
"""Why goods are missing, and how a customer agreed to others; whatever else a person typed is said as it is."""
CHANNELS: Final[Mapping[str, tuple[str, str]]] = {
    "store": ("门店", "Shop"),
    "online": ("网店", "Web"),
    "web": ("网店", "Web"),
    "wechat": ("微信", "WeChat"),
    "app": ("App", "App"),
    "phone": ("电话", "Phone"),
    "transfer": ("调拨", "Transfer"),
}
REFUNDS: Final[Mapping[str, tuple[str, str]]] = {
    "asked": ("退款已申请", "refund asked for"),
    "accepted": ("退款已受理", "refund accepted"),
    "arrived": ("退款已到账", "refund arrived"),
    "failed": ("退款失败，总部处理", "refund failed, head office sees to it"),
    "too_old": ("超过可退款期限，总部处理", "too old to be refunded, head office sees to it"),
}
"""How what the hub asked of a provider stands."""


def refund_words(refunds: Iterable[tuple[str, int]], currency: Currency, language: str) -> str:
    """Each state with what is in it; "" of none."""
    return " · ".join(f"{word(REFUNDS, state, language)} {money(amount, currency)}" for state, amount in refunds)


def word(words: Mapping[str, tuple[str, str]], name: str, language: str) -> str:
    """In "zh" or "en"; by its own name where nobody has another for it."""
    zh, en = words.get(name, (name, name))
    return zh if language == "zh" else en
