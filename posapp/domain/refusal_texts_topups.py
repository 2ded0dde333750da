"""What refusals about top-ups, late points and one's own account say, as in `refusal_texts`."""

from __future__ import annotations

from collections.abc import Mapping

TOPUPS: Mapping[str, tuple[str, str]] = {
    "topup_basket": (
        "收银台上还有商品或没完成的收款。请先完成或挂单，再充值。",
        "Goods or a payment lie on the counter. Finish them or put them aside, then top up.",
    ),
    "topup_over_limit": (
        "余额最多 {most}，现在还可存 {room}（含赠送）。请改小金额。",
        "A balance holds {most} at most; {room} more fits, the bonus among it. Type less.",
    ),
    "topup_needs_hub": (
        "现在问不到总部，无法充值。请稍后再试；没有收款。",
        "Head office does not answer, so nothing can be topped up now. Try later; no money was taken.",
    ),
    "topup_offline_over": (
        "脱机时每位会员每天最多充值 {most}。请改小金额，或等线路恢复。",
        "Without the line a member tops up {most} a day at most. Type less, or wait for the line.",
    ),
    "topup_tender": (
        "充值不能用积分、储值、礼品卡或代金券付款。请收现金、刷卡或钱包。",
        "Points, stored value, gift cards and vouchers pay for no top-up. Take cash, a card or a wallet.",
    ),
    "topup_short": (
        "可退的本金不够。请输入不超过本金余额的金额。",
        "There is not so much principal to give back. Type no more than the principal.",
    ),
    "topup_unknown": (
        "本机没有这位会员的充值单 {number}。请核对单号，或退现金。",
        "This till has no top-up {number} of this member. Check its number, or give cash.",
    ),
    "topup_back_over": (
        "这张充值单原路最多还可退 {left}。请改小金额，其余退现金。",
        "{left} at most can go back the way this top-up was paid. Type less, and give the rest in cash.",
    ),
    "late_points_given": ("这张小票已经补过积分。", "The points of this receipt were given already."),
    "late_points_member": (
        "这张小票已经记在会员名下，不能再补。",
        "This receipt has a member already; its points are given.",
    ),
    "late_points_over": (
        "只能在 {days} 天内补积分。这张小票已经过期。",
        "Points are given within {days} days. This receipt is too old.",
    ),
    "late_points_none": (
        "这张小票没有可补的积分。",
        "There are no points to give for this receipt.",
    ),
    "late_points_several": (
        "有好几位会员符合。请输入完整手机号，或扫会员码。",
        "Several members fit. Type the whole telephone number, or scan the member's code.",
    ),
    "own_account": (
        "{who} 不能在自己的会员账户上收银、批准、充值或合并。请换一位同事来做。",
        "{who} cannot ring up, allow, top up or merge on their own member account. Have a colleague do it.",
    ),
}
