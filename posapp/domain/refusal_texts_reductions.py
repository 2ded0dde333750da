"""What refusals about prices and discounts by hand say, as in `refusal_texts`."""

from __future__ import annotations

from collections.abc import Mapping

REDUCTIONS: Mapping[str, tuple[str, str]] = {
    "not_taken_over": (
        "没有从那台收银机带过来：{what}（据称{person}给的）。请重新给出，再移除本行。",
        "Not taken over: {what}, by {person} as that till says. Give it again, then dismiss this line.",
    ),
    "not_given_again": (
        "{scanned}：另一台收银机上手工给的优惠没有带过来（红色行）。请重新给出，或告诉顾客，然后移除该行。",
        "{scanned}: what was given by hand at another till was not taken over (red line). Give it again, or tell the "
        "customer, then dismiss the line.",
    ),
    "approval_needed": (
        "降价 {percent}%，超过您的上限 {limit}%，需要另一个人输入密码批准。",
        "{percent}% off is beyond your limit of {limit}%: a second person's PIN is needed.",
    ),
    "price_above_list": (
        "价格高于标价，需要另一个人输入密码批准。",
        "The price is above the list price: a second person's PIN is needed.",
    ),
    "price_typed": (
        "这行的价格是输入的，或来自标签。要改请移除后重新录入；也可以打折。",
        "The price of this line was typed, or stands on its label. Remove it and ring it up again, or give a discount.",
    ),
    "price_same": ("价格就是 {price}。", "It costs {price} already."),
    "tag_not_lower": ("系统价是 {price}，价签要更低才行。", "The system says {price}; a tag must say less."),
    "line_reduced": (
        "这行已经手工改过价。请先撤销，再重新改。",
        "The price of this line was lowered by hand already. Take that back first.",
    ),
    "round_off_stands": (
        "已抹零。请先取消抹零，再给整单打折。",
        "The total was rounded off. Take that back before a discount on the whole basket.",
    ),
    "order_reduced": (
        "整单已有手工折扣，不能再抹零。请先撤销折扣。",
        "The basket has a discount by hand already: take that back before rounding off.",
    ),
    "round_off_never": ("本店不抹零。", "This shop does not round off."),
    "round_off_step": ("只能抹到 {steps}。", "Totals are rounded off to {steps} only."),
    "round_off_nothing": ("{total} 没有零头可抹。", "There is nothing to round off {total}."),
    "basket_changed": ("购物车刚刚变了，请再看一次。", "The basket has changed meanwhile. Look at it once more."),
    "reason_needed": ("请选择或输入原因。", "Choose or type a reason."),
    "discount_format": (
        "请输入一个百分比（最多 100）或一个金额。",
        "Type either a percentage up to 100 or an amount.",
    ),
    "discount_too_much": ("最多优惠 {most}。", "No more than {most} can come off."),
    "nothing_to_reduce": ("这里没有金额可以优惠。", "There is nothing that a discount could come off."),
    "nothing_reduced": ("这里没有手工改过价。", "No price was changed by hand here."),
}
