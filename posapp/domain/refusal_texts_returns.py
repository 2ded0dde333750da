"""What refusals about goods that come back say, as in `refusal_texts`."""

from __future__ import annotations

from collections.abc import Mapping

RETURNS: Mapping[str, tuple[str, str]] = {
    "return_find_what": (
        "请扫描小票，或输入单号、手机号、付款单号。",
        "Scan the receipt, or type a number of the sale.",
    ),
    "nothing_sold": (
        "没有找到这笔销售：{shown}。请核对，或按无小票退货。",
        "No such sale: {shown}. Check it, or use no receipt.",
    ),
    "return_unknown_offline": (
        "现在问不到总部，本机也没有这笔销售：{shown}。可按店内额度退成储值卡，或稍后再试。",
        "The hub is away and this till has not sold {shown}. Give store credit up to the cap, or try later.",
    ),
    "return_several": ("有 {number} 笔销售符合，请选一笔。", "{number} sales fit. Choose one."),
    "return_of_order": (
        "这张小票付的是订单 {order} 的尾款，本机没有这张订单，查不到是否已退。请恢复联机后再退。",
        "This receipt paid the rest of order {order}, which this till does not have: whether its goods came back nobody "
        "here can say. Go online, then take them back.",
    ),
    "owed_as_a_whole": (
        "订单未交付部分的柜台款要一次全部退还，请选全部商品。",
        "What was paid at the counter for goods never given out goes back all at once: choose all of them.",
    ),
    "return_nothing": ("请先选要退的商品。", "Choose the goods that come back first."),
    "return_reason_missing": ("请选退货原因。", "Choose why the goods come back."),
    "return_not_of_sale": (
        "这笔销售没有可退的“{name}”。请核对小票和商品。",
        "None of {name} is left to return of this sale. Compare receipt and goods.",
    ),
    "return_never_bought": (
        "找到的销售里都没有可退的“{name}”。请核对商品，或扫描小票。",
        "None of the sales found has {name} left to return. Compare the goods, or scan the receipt.",
    ),
    "return_too_many": ("没有这么多可退，最多 {left}。", "There is not so much left to return: {left} at most."),
    "return_whole_pieces": ("这件商品按件卖，只能整件退。", "This was sold by the piece. Only whole pieces come back."),
    "return_one_sale": (
        "一次只退一张小票的商品。请先完成小票 {receipt}。",
        "One receipt at a time. Complete the return of {receipt} first.",
    ),
    "return_other_member": (
        "这笔销售属于另一位会员。请先从购物车取下会员。",
        "That sale is another member's. Take the member off the basket first.",
    ),
    "return_other_person": (
        "购物车里的无小票退货是另一位顾客的。请先完成那一笔。",
        "The goods without a receipt in this basket are another person's. Complete that return first.",
    ),
    "return_other_currency": (
        "这笔销售用的是 {currency}，请到原店退货。",
        "That sale was in {currency}. Return it where it was sold.",
    ),
    "other_entity": (
        "这笔销售由另一家公司售出：{seller}。款项只能由它的商户号退回，请到它的门店退货。",
        "Another company sold this: {seller}. Only its own merchant account can refund it; return it at its shops.",
    ),
    "return_at_its_shop": (
        "门店 {store} 用钱包或银行卡收的款，只能由它的商户号退回，请到那里退货。",
        "Shop {store} took this by wallet or card. Only its own merchant account can refund it: return it there.",
    ),
    "order_not_delivered": (
        "订单 {order} 的商品还没有交给顾客。请按取消订单处理。",
        "The goods of order {order} were not handed over yet. Cancel the order instead.",
    ),
    "order_paid_back": (
        "订单 {order} 的商品没有交给顾客，款项由下单渠道退回。请到该渠道查退款。",
        "Nothing of order {order} was given out; its channel pays it back. Ask there about the refund.",
    ),
    "return_over": ("已过退货期限（{days} 天），不能退。", "Its {days} days for returns are over."),
    "return_exception_late": (
        "已过无理由退货期，需店长批准。",
        "Its days without reason are over; somebody must allow it.",
    ),
    "return_exception_excluded": (
        "这类商品售出时已说明不退，需店长批准；有质量问题请选质量原因。",
        "Such goods come back for a fault only; somebody must allow it.",
    ),
    "return_exception_refunded": (
        "这张小票已在“班次”退过现金（见班次的现金进出）。退货会再退一次，需店长核对后批准。",
        "Cash went back for this receipt before (see Shift, cash moves). Somebody must look at that and allow more.",
    ),
    "return_exception_serial": (
        "序列号和售出时不一样，不能退。店长可以作为例外批准。",
        "This is not the serial number that was sold. Only a manager may make an exception.",
    ),
    "serial_needed_back": ("请扫描商品上的序列号。", "Scan the serial number on the goods."),
    "return_kept_elsewhere": (
        "小票 {receipt} 的这些商品正在另一台收银机退货，或已经退完。",
        "These goods of {receipt} are just being returned at another till, or were already.",
    ),
    "refund_over": ("退款超过了顾客付过的金额，还可退 {left}。", "That is more than was paid; {left} is left."),
    "refund_as_paid_only": (
        "只能原路退回，或经批准退现金。",
        "Money goes back as it was paid, or in cash where allowed.",
    ),
    "refund_credit_only": ("没有销售凭证，只能退成储值卡。", "Without proof of the sale store credit is all there is."),
    "refund_gift_only": (
        "凭礼品小票只能退成储值卡，或换别的商品。",
        "With a gift receipt it is store credit, or other goods.",
    ),
    "refund_reason_missing": ("请写明为什么不原路退回。", "Say why it does not go back as it was paid."),
    "return_times_over": (
        "这位顾客 {days} 天内已有 {times} 次无小票退货，不能再退。",
        "This person has returned {times} times without a receipt in {days} days. No more.",
    ),
    "hold_returns": (
        "购物车里有退货，不能挂单。请先完成，或拿掉退货的商品。",
        "Goods that come back cannot be put aside. Complete the return, or take them out.",
    ),
    "nothing_came_back": (
        "小票 {receipt} 没有退货，没有标签可打。",
        "Receipt {receipt} took nothing back, so there are no labels.",
    ),
    "return_person_missing": ("请输入顾客的手机号。", "Type the customer's telephone number."),
    "return_no_price": ("最近没有卖过这件商品，不能无小票退货。", "This was not sold lately; it needs a receipt."),
    "return_offline_cap": (
        "脱机时每位顾客一天最多退 {most}，请等恢复连线后再退。",
        "While the hub is away a person gets {most} a day at most. Wait for the line.",
    ),
    "return_offline_limit": (
        "本机今天的脱机退货已到上限 {most}，请等恢复连线后再退。",
        "This till has given out its {most} of today while the hub is away. Wait for the line.",
    ),
}
