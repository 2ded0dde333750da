"""What refusals about the hub's copies say: code -> (简体中文, English), see `refusal_texts`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

COPIES: Final[Mapping[str, tuple[str, str]]] = {
    "copies_too_old": (
        "“{function}”已停：“{feed}”超过 {hours} 小时没有更新。连上总部后自动恢复。",
        "“{function}” has stopped: “{feed}” has not been renewed for more than {hours} hours. It goes on by itself once "
        "the hub is reached.",
    ),
    "coupon_unknown": ("没有这张优惠券：{code}。", "There is no coupon {code}."),
    "coupon_not_now": ("优惠券 {code} 现在不能用。", "Coupon {code} is not good now."),
    "no_wallet": ("这位会员没有储值和积分。", "This member has no stored value and no points."),
    "wallet_forged": (
        "这位会员的余额签名不对，不能使用。请通知总部。",
        "The signature of this member's balance is wrong; it cannot be used. Tell head office.",
    ),
    "wallet_key_unknown": (
        "余额是用本机还没有的总部公钥签的，暂时不能使用。",
        "The balances are signed with a key of the hub that is not here yet; they cannot be used so far.",
    ),
    "signing_key_wrong": (
        "签名密钥文件 {file} 不是 Ed25519 私钥。",
        "The signing key in {file} is not an Ed25519 private key.",
    ),
}
