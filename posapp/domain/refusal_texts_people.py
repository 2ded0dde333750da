"""What refusals about people say, their PINs and what they may: code -> (简体中文, English)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PEOPLE: Final[Mapping[str, tuple[str, str]]] = {
    "page_for_others": (
        "这里需要权限：{act}。请有权限的人按 Ctrl+M 换人登录。",
        "This page needs a right: {act}. Somebody who has it signs in (Ctrl+M).",
    ),
    "not_permitted": (
        "需要店长批准：{act}。",
        "This needs a manager: {act}.",
    ),
    "amount_beyond": (
        "{act}超过 {most} 需要另一个人批准。",
        "To {act} beyond {most} needs a second person.",
    ),
    "nobody_may": (
        "本店没有其他人可以批准：{act}。请打电话给总部。",
        "Nobody else here may: {act}. Call head office.",
    ),
    "approval_own_pin": (
        "需要另一个人批准，不能用自己的密码。",
        "A second person must approve; your own PIN does not count.",
    ),
    "pin_wrong": ("密码不对，还可以试 {left} 次。", "Wrong PIN; {left} tries left."),
    "pin_locked": ("密码错的次数太多，请等 {seconds} 秒。", "Too many wrong PINs: wait {seconds} seconds."),
    "challenge_none": (
        "还没有向总部要批准。请先选“电话批准”，把屏幕上的号码读给总部。",
        "Nothing was asked by telephone yet. Choose “By telephone” and read the number on the screen to head office.",
    ),
    "challenge_over": (
        "这个号码已经用过、过期或试错太多。请重新打电话，读新的号码。",
        "This number was used, is over or was tried too often. Call again and read out the new number.",
    ),
    "telephone_code_wrong": (
        "电话批准码不对，还可以试 {left} 次。请让对方再读一遍。",
        "That is not the code; {left} tries left. Have it read out once more.",
    ),
    "person_name_missing": ("请写这个人的名字。", "Type the person's name."),
    "not_staff": ("没有这位员工：{person}。", "There is nobody {person} here."),
    "person_over": (
        "{person}在本店的期限已到。请找店长。",
        "{person}'s time in this shop is over. Ask the manager.",
    ),
    "pin_must_change": (
        "这个密码是别人设的。请换成自己的密码再继续。",
        "This PIN was made by somebody else. Choose your own before you go on.",
    ),
    "pin_form": ("密码要 4 到 8 位数字。", "A PIN has 4 to 8 digits."),
    "pin_easy": (
        "这个密码太容易猜到。不要用一样的或连续的数字。",
        "That PIN is easily guessed: not all the same digits, none in a row.",
    ),
    "pin_same": ("新密码不能和原来的一样。", "The new PIN must not be the old one."),
    "pin_differs": ("两次输入的密码不一样。请再输一次。", "The two PINs differ. Type them again."),
    "badge_needs_pin": ("{person}：工牌认出来了，请再输密码。", "{person}: badge read. Type the PIN as well."),
    "badge_unknown": ("没有人用这张工牌。请用姓名和密码登录。", "Nobody has this badge. Sign in by name and PIN."),
    "until_past": (
        "结束日期要在今天或以后，最多 {most} 天。",
        "The last day is today or later, at most {most} days on.",
    ),
    "deputy_hours": ("代理时间要在 1 到 {most} 小时之间。", "A deputy is named for 1 to {most} hours."),
    "deputy_self": ("不能指定自己做代理。", "Nobody is their own deputy."),
    "telephone_by_whom": (
        "请写谁批准：--by 员工编号（从标准输入读密码），或 --office 名字。",
        "Say who approves: --by STAFF, with the PIN on standard input, or --office NAME.",
    ),
    "telephone_number": (
        "号码是收银机屏幕上的 {digits} 位数字。",
        "The number has the {digits} digits that stand on the till's screen.",
    ),
    "telephone_beyond": (
        "{person}没有权限批准：{act}（这个金额）。",
        "{person} may not approve this: {act}, of so much.",
    ),
    "badge_no_goods": (
        "这是工牌，不是商品。换人请先锁屏，再扫工牌。",
        "This is a badge, not goods. To switch person, lock first and scan it then.",
    ),
    "training_basket": (
        "柜台上还有商品。请先结账、挂单或清空，再进入培训模式。",
        "There are goods on the counter. Complete, hold or empty the basket before training begins.",
    ),
    "training_pending": (
        "还有付款没有结果。请先处理完，再进入培训模式。",
        "A payment has no result yet. Settle it before training begins.",
    ),
    "training_only_here": (
        "培训模式下不能这样做：这里什么都不算数。",
        "Not in training: nothing counts here.",
    ),
    "leaving_needs_manager": (
        "还有 {amount} 的刷卡或钱包款没有完成。退出需要店长批准。",
        "{amount} of card or wallet money is not completed. A manager must allow leaving.",
    ),
}
