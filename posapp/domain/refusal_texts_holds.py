"""What refusals about held baskets say: code -> (简体中文, English)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from posapp.domain.hold import MOST_HELD, MOST_LINES

HOLDS: Final[Mapping[str, tuple[str, str]]] = {
    "counter_not_empty": (
        "柜台上还有商品。请先收款、挂单或清空，再试一次。",
        "There are goods on the counter. Sell them, hold them or empty the basket first, then try again.",
    ),
    "hold_taken": (
        "这张挂单已由{person}在 {till} 号收银机取走。请到那里结账；若那里没有取到，请在那里再取一次；"
        "若那台机器坏了，请总部释放这张挂单，或重新录入商品。",
        "This held basket was taken by {person} at till {till}. Go on there; if it did not come, recall it there again. "
        "Is that till broken? Head office can free the basket; or ring the goods up here.",
    ),
    "too_many_held": (
        f"这台收银机已有 {MOST_HELD} 张挂单没有取回，别的收银机看不到这一张。请取回或丢弃旧的挂单，再重发。",
        f"{MOST_HELD} held baskets of this till were never recalled; no other till sees this one. Recall or throw away old "
        "ones, then send it again.",
    ),
    "hold_nowhere": (
        "总部没有挂单 {hold}。“hub holds”列出各店的挂单。",
        "The hub has no held basket {hold}. `hub holds` lists those there are.",
    ),
    "hold_not_taken": (
        "挂单 {hold} 没有被任何收银机取走，店里哪台收银机都能取回。",
        "No till has the held basket {hold}: every till of its shop can recall it as it is.",
    ),
    "hold_on_counter": (
        "这张挂单已经放上收银机 {till} 的柜台，不能再释放。",
        "This basket was laid on the counter of till {till}: there is nothing left to free.",
    ),
    "hold_needs_hub": (
        "这张挂单在 {till} 号收银机上，总部现在没有应答。只有 {till} 号收银机能取回，或等连上总部再试。",
        "This basket lies aside at till {till}, and the hub does not answer. "
        "Only till {till} can recall it now; or try again when the hub is back.",
    ),
    "hold_asked": (
        "总部没有及时应答，这张 {till} 号收银机的挂单可能已归本机。请在本机再取一次。",
        "The hub did not answer in time; this basket of till {till} may be this till's by now. Recall it here once more.",
    ),
    "hold_too_large": (
        f"这一单太大，不能挂单：最多 {MOST_LINES} 行（包括已移除的）。请先收款，或分几次录入。",
        f"This basket is too large to be set aside: at most {MOST_LINES:,} lines, with those taken out again. "
        "Take the payment first, or ring it up in parts.",
    ),
    "hold_unreadable": (
        "这张挂单本机读不懂：是更新版本的程序存的，或金额与商品对不上。请在原收银机取回，或重新录入商品。",
        "This till cannot read this basket: a newer program set it aside, or its goods do not cost what it says. "
        "Recall it at its own till, or ring the goods up here.",
    ),
    "hold_unknown": ("这张挂单已经不在了。", "That held basket is not there any more."),
}
