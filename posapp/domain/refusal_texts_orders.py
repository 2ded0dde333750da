"""What refusals about online orders say: code -> (简体中文, English)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ORDERS: Final[Mapping[str, tuple[str, str]]] = {
    "order_unknown": (
        "没有找到订单。可按订单号、提货码、手机号或“尾号 姓名”查找；还没有同步过来的订单请先同步。",
        "No such order. Look by number, code, telephone or its last four digits and the name; a new one may not have "
        "come down yet: exchange with the hub first.",
    ),
    "web_shop_closed": (
        "示范门店没有开着。请先运行 ./run 打开门店，再运行 ./run order。",
        "The demonstration shop is not open. Open it with ./run first, then type ./run order.",
    ),
    "order_over": (
        "订单已是“{state}”，不能再处理。提走的商品请走退货。",
        "The order is over: {state}. Goods that were handed over come back as a return.",
    ),
    "refund_with_provider": (
        "订单 {order} 的退款已由总部向支付平台申请，渠道不用再退。",
        "Head office has the payment's provider give order {order} back; the channel need not.",
    ),
    "order_not_now": (
        "订单现在是“{state}”，还不能这样做。请按屏幕下方给出的步骤处理。",
        "The order is “{state}” now, so this cannot be done yet. Take one of the steps that the page offers.",
    ),
    "order_locked": (
        "订单正由{person}在 {till} 号收银机处理。请找他放回，或等 15 分钟。",
        "{person} has this order at till {till}. Ask them to release it, or wait until their 15 minutes are over.",
    ),
    "order_not_taken": ("请先接单，再拣货。", "Take the order first, then pick."),
    "order_elsewhere": (
        "订单由{shop}备货。请顾客到那里提取，本店不能交付。",
        "This order is at {shop}. The customer collects it there; this shop cannot hand it over.",
    ),
    "slip_printed": (
        "拣货单已在另一台收银机打印。需要再打一张请按打印。",
        "Another till has printed what is to be picked. Press Print for one more.",
    ),
    "order_line": ("订单没有第 {line} 行，或数量不对。", "The order has no line {line}, or the quantity is none."),
    "order_claimed": (
        "{till} 号收银机正在办理这张订单。请到那里完成，或两分钟后再试。",
        "Till {till} is busy with this order right now. Finish there, or try again in two minutes.",
    ),
    "order_nothing_found": (
        "一件都没有拣到，不能备好。请拒单，顾客会收到退款。",
        "Nothing was found, so nothing can be ready. Reject the order; the customer gets the money back.",
    ),
    "pick_mismatch": (
        "这件商品不在要拣的订单里：{name}。请放回货架。",
        "No order in your hands wants this: {name}. Put it back.",
    ),
    "send_no_transfer": (
        "这是顾客的订单，不能当调拨发出。请用提货码交付。",
        "This is a customer's order and no transfer. Hand it over by its code.",
    ),
    "receive_too_many": (
        "这一行没有那么多在等他店调货。请核对数量和订单。",
        "Not so many of this line are to come from another shop. Compare the number, and the order.",
    ),
    "pick_too_many": ("这一行已经拣够了。", "There are enough of this line already."),
    "unpick_too_many": ("这一行没有这么多可以撤回。", "There are not so many of this line to take back."),
    "short_reason": ("请选缺货原因。", "Say why the goods are missing."),
    "short_too_many": ("这一行没有缺这么多。", "Not so many of this line are missing."),
    "consent_needed": ("换货要先得到顾客同意，请写明怎么同意的。", "The customer must agree first: say how they did."),
    "substitute_dearer": (
        "这件商品比订单里的贵 {more}，超过您可以让的折扣。请换一件，或请有权限的人确认。",
        "These goods cost {more} more than what was ordered, which is beyond your limit for discounts. Choose others, or "
        "have somebody who may allow it.",
    ),
    "substitute_late": ("这一行已经拣了货，请先撤回。", "Some of this line is picked already: take it back first."),
    "reject_reason": ("请写明拒单原因，顾客会看到。", "Say why the order is rejected; the customer reads it."),
    "pickup_code_wrong": (
        "提货码不对。还可以试 {left} 次，之后锁定 15 分钟。",
        "The code is wrong. {left} more tries, then it is locked for 15 minutes.",
    ),
    "code_search_shut": (
        "已连续输入五个不存在的提货码，15 分钟内不能按提货码查找。请按订单号、手机号或“尾号 姓名”查找。",
        "Five codes that no order has: none is looked for during 15 minutes. Look by number, telephone, or its last "
        "four digits and the name.",
    ),
    "pickup_shut": (
        "提货码错了 5 次，这张订单锁定 15 分钟。店长可以解锁。",
        "Five wrong codes: this order is locked for 15 minutes. A manager can unlock it.",
    ),
    "pickup_name": (
        "请核对提货人：本人核对姓名，代领人请写下姓名。",
        "Check who collects: compare the customer's name, or write down that of whoever comes instead.",
    ),
    "pickup_second_check": (
        "有 {count} 张订单用同一个提货码。请再核对手机尾号或姓名。",
        "{count} orders have this code. Also check the last four digits of the telephone, or the name.",
    ),
    "pickup_unpaid_offline": (
        "据本机所知，订单还有 {amount} 没付；脱机时问不到别的收银机是否已收，不能交付。请恢复联机后再收款交付。",
        "As far as this till knows {amount} of the order is unpaid, and offline nobody can say whether another till took "
        "it. Go online, then take the money and hand it over.",
    ),
    "pickup_balance": (
        "还有 {amount} 没付。请先收款，再交付。",
        "{amount} is still to be paid. Take it first, then hand the goods over.",
    ),
    "nothing_to_pay": ("这张订单已经付清。", "Nothing is left to pay for this order."),
    "hand_too_many": ("第 {line} 行没有这么多可以交付。", "There is not so much of line {line} to hand over."),
    "no_shop_has_it": ("没有门店有全部商品的现货。", "No shop has all of the goods in stock."),
    "not_a_channel": ("这不是渠道的令牌。", "This is no token of a channel."),
    "order_differs": (
        "这个订单号已经用于另一张订单。",
        "Another order has this number already.",
    ),
    "order_sums": (
        "订单的金额对不上：付款多于应付，或折扣多于金额。",
        "The order's amounts do not fit: more was paid than is owed, or more taken off than there was.",
    ),
    "told_just_now": (
        "刚刚通知过顾客。两分钟后可以再通知一次。",
        "The customer was told a moment ago. In two minutes you can tell them again.",
    ),
    "collector_incomplete": (
        "没有收到提货人的姓名和签名，或与记录不符。",
        "The collector's name and signature did not come, or are not those of the entry.",
    ),
}
