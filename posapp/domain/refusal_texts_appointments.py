"""What refusals about appointments say: code -> (简体中文, English), see `refusal_texts`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

APPOINTMENTS: Final[Mapping[str, tuple[str, str]]] = {
    "appointment_when": (
        "请写日期和时间，例如 2026-11-30 和 15:30。",
        "Write a day and a time, such as 2026-11-30 and 15:30.",
    ),
    "appointment_past": ("这个时间已经过去。请选择以后的时间。", "That time is over. Choose a later one."),
    "appointment_who": ("请选择会员，或写下来人的姓名。", "Choose a member, or write the name of who comes."),
    "appointment_state": ("预约的状态只能是：{known}。", "An appointment is one of: {known}."),
    "appointment_unknown": (
        "找不到这个预约，可能已被总部移除。",
        "This appointment is not there; head office may have removed it.",
    ),
}
