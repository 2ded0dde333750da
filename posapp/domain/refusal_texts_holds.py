"""What refusals about held baskets say: code -> (简体中文, English)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

HOLDS: Final[Mapping[str, tuple[str, str]]] = {
    "counter_not_empty": (
        "柜台上还有商品。请先收款、挂单或清空，再取回挂单。",
        "There are goods on the counter. Sell them, hold them or empty the basket first, then recall.",
    ),
    "hold_unknown": ("这张挂单已经不在了。", "That held basket is not there any more."),
}
