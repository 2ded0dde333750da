"""What refusals about payment attempts say, as in `refusal_texts`."""

from __future__ import annotations

from collections.abc import Mapping

PAYMENT: Mapping[str, tuple[str, str]] = {
    "payment_waits": (
        "有一笔 {amount} 的付款还没有结果。先等刷卡机回答，或请店长决定。",
        "A payment of {amount} has no result yet. Wait for the terminal, or have a manager decide.",
    ),
    "payment_clear": (
        "这笔付款已经有结果，不用再决定。",
        "This payment has its result; there is nothing to decide.",
    ),
    "payment_none": ("没有等待结果的付款。", "No payment waits for a result."),
    "payment_reason_missing": (
        "请写明凭什么决定，例如刷卡机凭条上写的字。",
        "Say what the decision rests on, for instance what the terminal's slip says.",
    ),
    "paid_late": (
        "刷卡机现在说 {at} 的 {amount}（{reference}）已经扣款，当时按未付款处理了。请店长核对：款项要退给顾客。总部已收到通知。",
        "The terminal says now that {amount} of {at} ({reference}) was paid, though it was decided that it was not. "
        "A manager has to see to it: the customer is owed this money. Head office is told.",
    ),
    "no_terminal": ("这台机器没有接刷卡机。", "No card terminal is connected to this machine."),
    "terminal_address": ("刷卡机地址不对：{address}", "This is no address of a terminal: {address}"),
    "terminal_not_started": ("模拟刷卡机没有启动：{reason}", "The simulated terminal did not start: {reason}"),
}
