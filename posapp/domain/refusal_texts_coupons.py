"""What refusals about members and coupons at the counter say: code -> (简体中文, English), see `refusal_texts`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

COUPONS: Final[Mapping[str, tuple[str, str]]] = {
    "member_unknown": ("没有这样的会员或优惠券。", "No such member or coupon is known here."),
    "no_member": ("这张小票还没有会员。", "There is no member on this basket."),
    "coupon_used_up": ("优惠券 {code} 已经用完了。", "Coupon {code} has been used already."),
    "coupon_elsewhere": (
        "优惠券 {code} 正在 {till} 号机的一张小票上，先在那边取下。",
        "Coupon {code} is on a basket at till {till}; take it off there first.",
    ),
    "coupon_kept_not": ("没有购物车正占着优惠券 {code}。", "No basket has coupon {code} at this moment."),
    "coupon_used_here": (
        "优惠券 {code} 在本机已经用过了。",
        "This till has sold with coupon {code} already.",
    ),
    "coupon_needs_member": (
        "优惠券 {code} 是会员专用的，请先输入会员。",
        "Coupon {code} is a member's own: say first who buys.",
    ),
    "coupon_of_other": (
        "优惠券 {code} 是另一位会员的。",
        "Coupon {code} is another member's.",
    ),
    "coupon_on_already": ("优惠券 {code} 已经在小票上了。", "Coupon {code} is on the basket already."),
    "coupon_not_on": ("优惠券 {code} 不在小票上。", "Coupon {code} is not on the basket."),
    "coupon_alone": (
        "不能和优惠券 {code} 一起用，先取下那一张。",
        "It does not go together with coupon {code}; take that one off first.",
    ),
    "coupon_waits": (
        "优惠券 {code} 还没有核对：按 F3 再输入一次，或点它取下。",
        "Coupon {code} has not been confirmed: F3 asks once more, a tap on it takes it off.",
    ),
    "coupon_beyond": (
        "连不上总部，本机今天不经总部核对的优惠券最多 {most}。需要有权限的人批准。",
        "The hub cannot be asked, and coupons may take off {most} a day here without it. Somebody else has to allow it.",
    ),
}
