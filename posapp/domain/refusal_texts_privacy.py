"""What refusals about people's own data say: code -> (简体中文, English), see `refusal_texts`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PRIVACY: Final[Mapping[str, tuple[str, str]]] = {
    "privacy_incomplete": (
        "请选择要做什么、谁提出、怎样核对的身份。",
        "Choose what is asked for, who asks, and how you saw who that is.",
    ),
    "erasure_asked": (
        "已提出删除该会员。下次同步后总部删除并回报，不用再提。",
        "This member's erasure is asked for already. Head office erases at the next exchange; do not ask again.",
    ),
}
