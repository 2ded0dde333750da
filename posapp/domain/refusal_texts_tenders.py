"""What refusals about tenders say, as in `refusal_texts`."""

from __future__ import annotations

from collections.abc import Mapping

TENDERS: Mapping[str, tuple[str, str]] = {
    "tender_not_offered": ("本店不收这种付款方式：{tender}。", "This till does not take {tender}."),
    "too_little": ("还差 {missing}。", "{missing} is still missing."),
    "over_due": ("超过应收。最多收 {due}。", "More than is due. Take at most {due}."),
    "already_paid": ("已经收足，请完成。", "All is paid; complete the sale."),
    "gift_card_missing": ("请扫描或输入礼品卡号。", "Scan or type the gift card's number."),
    "gift_card_needs_hub": (
        "现在问不到总部，无法知道礼品卡里有多少钱。请换一种付款方式，或稍后再试。",
        "Only head office knows what is on a gift card, and does not answer now. Take another tender, or try later.",
    ),
    "purse_unknown": (
        "总部没有这张卡或这位会员的余额。请核对号码。",
        "Head office knows no such balance. Check the number.",
    ),
    "purse_over": ("这张礼品卡不在有效期内。", "This gift card is not valid now."),
    "purse_short": (
        "余额不够，可用 {has}。请改小金额，其余换一种付款方式。",
        "There is not so much. Usable: {has}. Take less here, and the rest another way.",
    ),
    "no_member": ("请先把会员加到这笔销售上。", "Attach the member to this sale first."),
    "no_points": ("本店不用积分付款。", "This shop takes no points."),
    "points_step": ("积分须按 {step} 的整数倍使用。", "Points are used in multiples of {step}."),
    "points_least": ("一次至少使用 {least} 积分。", "At least {least} points are used at a time."),
    "points_most": ("这一单最多还能用 {most} 积分。", "At most {most} more points pay for this sale."),
    "points_amount": ("这个金额不是整数积分。", "No whole number of points pays this amount."),
    "release_needed": (
        "动用积分和储值，请会员出示手机上的动态码，设过密码的也可输密码，或发短信验证码；只有手机号不行。",
        "Points and stored value need the live code on the member's phone, the PIN if one was set, or a code sent to it. "
        "A telephone number is not enough.",
    ),
    "one_time_needs_hub": (
        "现在连不上总部，短信验证码用不了。请会员出示动态码或输入密码。",
        "Head office does not answer, and only it knows the code. Have the member show a live code or type the PIN.",
    ),
    "one_time_no_sms": (
        "总部还没有开通短信，发不了验证码。请会员出示动态码或输入密码。",
        "Head office sends no short messages yet. Have the member show a live code or type the PIN.",
    ),
    "one_time_no_phone": (
        "这位会员没有手机号，发不了验证码。请会员出示动态码或输入密码。",
        "This member has no telephone number. Have them show a live code or type the PIN.",
    ),
    "one_time_new_number": (
        "会员的手机号刚改过，24 小时后才能发验证码。请会员出示动态码或输入密码。",
        "The member's number was changed just now; codes go to it after 24 hours. Have them show a live code or type the "
        "PIN.",
    ),
    "one_time_wait": (
        "刚发过验证码，{seconds} 秒后才能再发。",
        "A code was sent already. Another one in {seconds} seconds.",
    ),
    "one_time_not_sent": (
        "验证码没有发出去。请再发一次，或请会员出示动态码、输入密码。",
        "The code could not be sent. Send it again, or have the member show a live code or type the PIN.",
    ),
    "one_time_wrong": (
        "这不是刚发的验证码，还可以试 {left} 次。",
        "This is not the code that was sent. Tries left: {left}",
    ),
    "one_time_over": ("验证码已失效，请再发一次。", "The code is over. Send another one."),
    "one_time_used": (
        "这个验证码已经用在另一笔上，请再发一次。",
        "This code was used for another sale. Send another one.",
    ),
    "live_code_wrong": (
        "会员动态码不对，请会员刷新后再出示。",
        "This is no good live code. Have the member show a new one.",
    ),
    "live_code_over": (
        "会员动态码已过期，请会员刷新后再出示。",
        "The live code is over. Have the member show a new one.",
    ),
    "live_code_used": (
        "这个动态码已经用过，请会员刷新后再出示。",
        "This live code was used already. Have the member show a new one.",
    ),
    "release_refused": (
        "总部不认可这个密码，请会员再输一次，或出示动态码。",
        "Head office does not accept this PIN. Have the member type it again, or show a live code.",
    ),
    "live_code_other": ("这个动态码是另一位会员的。", "This live code belongs to another member."),
    "voucher_like_card": (
        "这个号码像银行卡号，不能保存。是代金券就只输最后 8 位。",
        "This looks like the number of a card, which is never kept. If it is a voucher's, type its last eight signs.",
    ),
    "voucher_in_basket": (
        "代金券 {number} 已经用在这笔销售上。请收另一张，或换一种付款方式。",
        "The voucher {number} pays in this sale already. Take another one, or another tender.",
    ),
    "voucher_number_missing": ("请输入代金券上的号码。", "Type the number of the voucher."),
    "surplus_waits": (
        "多收了 {amount}，要先原路退回，才能继续。",
        "{amount} too much was taken. It goes back the way it came first.",
    ),
    "last_line": (
        "这是最后一件商品。要全部取消，请把收款退回去，再回到商品。",
        "These are the last goods. To end the sale, take the payment back and return to the goods.",
    ),
    "no_surplus": ("没有多收的钱。", "Nothing too much was taken."),
    "refund_slip_missing": (
        "请在刷卡机上退 {amount}，再输入退款凭条上的号码。",
        "Refund {amount} on the terminal, then type the number of the refund's slip.",
    ),
    "second_person": ("要另一位有权限的人确认。", "A second person who may must confirm it."),
    "correction_same": ("收款方式没有变。", "That is how it was taken already."),
    "correction_not_by_hand": (
        "这笔收款是机器确认的，不能改。只能改现金、刷卡凭条和代金券。",
        "A machine confirmed this payment; it stays. Only cash, card slips and vouchers can be corrected.",
    ),
    "correction_rounded": (
        "这笔销售按现金舍入过，不能在这里改收款方式。请退货后重新销售，或请店长联系总部。",
        "This sale was rounded for cash and cannot be corrected here. Give it back and sell it again, or have the "
        "manager tell head office.",
    ),
    "correction_shift_over": (
        "只能改当前班次的收款方式。",
        "Only sales of the open shift can be corrected.",
    ),
    "partly_refunded": (
        "这笔收款已经退过一部分，不能整笔撤销。",
        "A part of this payment was given back already; the whole cannot be taken back.",
    ),
}
