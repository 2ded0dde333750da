"""What refusals about follow-ups and contacts say: code -> (简体中文, English), see `refusal_texts`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FOLLOW_UPS: Final[Mapping[str, tuple[str, str]]] = {
    "follow_up_unknown": (
        "没有这条跟进，可能已完成或已过期。请回到列表重选。",
        "There is no such follow-up; it may be done or over. Go back to the list.",
    ),
    "follow_up_done": (
        "这条跟进已经完成。需要时请新建一条。",
        "This follow-up is done already. Make a new one where something is left to do.",
    ),
    "follow_up_type": ("跟进方式只能是：{known}。", "A follow-up is one of: {known}."),
    "follow_up_outcome": ("结果只能是：{known}。", "An outcome is one of: {known}."),
    "follow_up_due": (
        "日期请写成 2026-11-30，从今天（{today}）起两年内。",
        "Write the day as 2026-11-30: from today ({today}) on, within two years.",
    ),
    "no_consent": ("会员没有同意用{way}联系。", "{way}: the member has not agreed to it."),
    "no_address": (
        "会员没有留下{way}的号码或地址。",
        "{way}: no number or address is known.",
    ),
    "quiet_hours": (
        "{begins} 到 {ends} 不联系会员，请之后再试。",
        "Nobody is contacted from {begins} to {ends}: try after that.",
    ),
    "contact_too_often": (
        "{days} 天内已联系 {count} 次。确认后仍可联系。",
        "Contacted {count} times in {days} days already. Confirm to contact once more.",
    ),
    "words_needed": ("请先选择要发送的消息。", "Choose the message that goes out first."),
    "template_unknown": (
        "本店没有消息模板 {template}。",
        "This shop has no message template {template}.",
    ),
    "template_field_unknown": (
        "模板 {template} 中的 {field_named} 无法填写，请告诉总部。",
        "Nothing can be put for {field_named} in template {template}: tell head office.",
    ),
    "template_field_missing": (
        "请填写{what}，消息里要用。",
        "Type {what}: the message needs it.",
    ),
}
