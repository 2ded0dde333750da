"""Messages to the customer of an online order: which step asks for one, and what stands in it, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Final

from posapp.domain.mail import masked_mail
from posapp.domain.order import Order, OrderStep
from posapp.domain.pickup import Stand

KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "order_placed": (
        "{shop}已收到您的订单 {order}。提货码 {code}。备好后会再通知您。",
        "{shop} has your order {order}. Your code is {code}. We tell you when it is ready.",
    ),
    "order_ready": (
        "您的订单 {order} 已在{shop}备好。请凭提货码 {code} 提取，保留到 {until}。",
        "Your order {order} is ready at {shop}. Show the code {code}; it is kept until {until}.",
    ),
    "order_reminder": (
        "提醒：您的订单 {order} 还在{shop}等您，保留到 {until}。提货码 {code}。",
        "A reminder: your order {order} still waits at {shop}, until {until}. Your code is {code}.",
    ),
    "order_short": (
        "您的订单 {order} 有商品缺货，将退还 {amount}。其余商品照常备货。",
        "Some goods of your order {order} are missing; {amount} goes back to you. The rest is made ready.",
    ),
    "order_found": (
        "您的订单 {order} 缺的商品已找到，不再退款，请全部提取。",
        "The missing goods of your order {order} were found: nothing goes back, and you get all of it.",
    ),
    "order_cancelled": (
        "您的订单 {order} 已取消，将退还 {amount}。",
        "Your order {order} is cancelled; {amount} goes back.",
    ),
    "order_rejected": (
        "{shop}无法备齐您的订单 {order}：{why}。将退还 {amount}。",
        "{shop} cannot fulfil your order {order}: {why}. {amount} goes back to you.",
    ),
    "order_moved": (
        "您的订单 {order} 改在{shop}备货，请到那里提取。提货码 {code}。备好后会再通知您。",
        "Your order {order} is now made ready at {shop}: please collect it there. Your code is {code}. "
        "We tell you when it is ready.",
    ),
    "order_expired": (
        "您的订单 {order} 超过保留期未提取，已取消，将退还 {amount}。",
        "Your order {order} was not collected in time and is over; {amount} goes back to you.",
    ),
    "order_handed": ("您的订单 {order} 已在{shop}提走。", "Your order {order} was handed over at {shop}."),
}
"""By kind of message: (简体中文, English)."""
_BY_ACT: Final[Mapping[str, str]] = {
    "ready": "order_ready",
    "notify": "order_ready",
    "remind": "order_reminder",
    "cancel": "order_cancelled",
    "reject": "order_rejected",
    "expire": "order_expired",
    "hand_over": "order_handed",
}


def asked(
    store: str, order: Order, email: str, before: Stand, after: Stand, step: OrderStep, back: int, now: str
) -> dict[str, object] | None:
    """The message that a step asks for, once for ever under the step's own name; None where it asks for none, or nobody
    knows where to."""
    if step.act == "notify" and after.notices == before.notices:
        return None  # told a moment ago, at another till
    kind = _BY_ACT.get(step.act) or _missing(before, after)
    if kind is None:
        return None
    return row(store, order, email, kind, f"{step.till}.{step.seq}.{order.id}"[:180], now, back)


def row(
    store: str, order: Order, email: str, kind: str, id_: str, now: str, amount: int = 0
) -> dict[str, object] | None:
    """As the table of messages has it."""
    way, receiver = ("email", email) if email else ("sms", order.phone)
    if not receiver:
        return None
    masked = masked_mail(email) if email else f"*{order.phone[-4:]}"
    told = {"store": store, "id": id_, "way": way, "kind": kind, "about": order.id, "receiver": receiver}
    times = {"at": now, "moved_at": now, "due": now}
    return {**told, "masked": masked, "state": "asked", "why": str(amount), "tries": 0, "simulated": 0, **times}


def _missing(before: Stand, after: Stand) -> str | None:
    was, now = (sum(x.short for x in s.lines) for s in (before, after))
    return "order_short" if now > was else "order_found" if now < was else None


def said(kind: str, facts: Mapping[str, str]) -> tuple[str, str]:
    """The words in Chinese and English."""
    zh, en = KINDS[kind]
    return zh.format_map(facts), en.format_map(facts)


def page(subject: str, zh: str, en: str) -> str:
    """As a page that a mail program shows."""
    words = "".join(f"<p>{escape(text)}</p>" for text in (zh, en))
    head = f"<meta charset='utf-8'><title>{escape(subject)}</title>"
    return f"<!doctype html><html><head>{head}</head><body><main>{words}</main></body></html>"
