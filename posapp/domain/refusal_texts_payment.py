"""What refusals about payment attempts say, as in `refusal_texts`."""

from __future__ import annotations

from collections.abc import Mapping

PAYMENT: Mapping[str, tuple[str, str]] = {
    "payment_waits": (
        "有一笔 {amount} 的付款还没有结果。先等它的回答，或请店长决定。",
        "A payment of {amount} has no result yet. Wait for its answer, or have a manager decide.",
    ),
    "payment_clear": (
        "这笔付款已经有结果，不用再决定。",
        "This payment has its result; there is nothing to decide.",
    ),
    "payment_none": ("没有等待结果的付款。", "No payment waits for a result."),
    "payment_reason_missing": (
        "请写明凭什么决定，例如刷卡机凭条上写的字。",
        "Say what the decision rests on, for instance what the terminal's slip says.",
    ),
    "paid_late": (
        "{wallet}现在说 {at} 的 {amount}（{reference}）已经扣款，当时按未付款处理了。请店长核对：款项要退给顾客。总部已收到通知。",
        "Word comes from {wallet} that {amount} of {at} ({reference}) was paid, though it was decided that it was not. "
        "A manager has to see to it: the customer is owed this money. Head office is told.",
    ),
    "paid_late_other": (
        "{wallet}现在说 {at} 收了 {amount}（{reference}），而本机请求的是 {asked}，当时按未付款处理了。请店长核对单号和金额：收了的要退给顾客。总部已收到通知。",
        "Word comes from {wallet} that it took {amount} at {at} ({reference}), though {asked} was asked for and it was "
        "decided that nothing was paid. A manager compares number and amount: what was taken is the customer's. Head "
        "office is told.",
    ),
    "product_code_not_payment": (
        "这是商品条码，不是付款码。请扫顾客的付款码。",
        "This is a product code, not a payment code. Scan the code that the customer pays with.",
    ),
    "no_wallet_code": (
        "这不是本店收的付款码。请顾客打开微信或支付宝的付款码。",
        "No wallet that this shop takes has such a payment code. Have the customer open the payment code.",
    ),
    "wallet_code_missing": (
        "请扫顾客手机上的付款码。",
        "Scan the payment code on the customer's telephone.",
    ),
    "wallet_rests": (
        "{wallet}已连续 {times} 次没有回答，暂时不收。请用其他方式，过一会儿再试。",
        "{wallet} gave no answer {times} times in a row and is not asked for now. Take the money in another way and "
        "try again in a while.",
    ),
    "outside_reference_missing": (
        "请输入钱包付款记录上的单号。",
        "Type the number that the wallet shows for the payment.",
    ),
    "outside_reference_pays": (
        "这是能扣款的付款码，不能记下来。请输入付款记录上的单号。",
        "This is the code that pays; it is not written down. Type the number of the payment.",
    ),
    "payment_code_kept": (
        "这是顾客的付款码，不能记下来。",
        "This is a customer's payment code, which pays and is never kept.",
    ),
    "outside_needs_second": (
        "另收钱包款超过 {limit}，要第二个人批准。",
        "Above {limit}, a second person has to answer for wallet money that was taken elsewhere.",
    ),
    "outside_used": (
        "单号 {reference} 已经付过一次（小票 {receipt}）。请看顾客手机上这一笔的时间和金额；确实是新的，请第二个人批准。",
        "The number {reference} paid before (receipt {receipt}). Look at time and amount on the customer's telephone; if "
        "it is another payment, a second person answers for it.",
    ),
    "no_such_payment": ("没有这笔钱包付款。", "There is no such wallet payment."),
    "over_refund": ("最多还能退 {left}。", "At most {left} can still be given back."),
    "refund_begun": (
        "这笔付款已经退过一部分。剩下的要再退一次。",
        "Some of this payment was given back already; the rest is given back in the same way.",
    ),
    "refund_waits": (
        "钱包还没有回答上一次退款。再查一次，或者不等回答先完成。",
        "The wallet has not answered about the refund before. Ask again, or go on without its answer.",
    ),
    "bill_unreadable": (
        "{file} 第 {line} 行读不懂。请给出微信支付的交易账单、支付宝的业务明细，或带 number,amount,kind 列的表。",
        "{file}, line {line} makes no sense. Give the wallet's own bill as downloaded, or columns number,amount,kind.",
    ),
    "bill_which": (
        "请写成 --bill wechat=文件（wechat、alipay、unionpay、ecny 或 card）：{said}",
        "Write --bill wechat=FILE (wechat, alipay, unionpay, ecny or card), and a file that is there: {said}",
    ),
    "bill_store": (
        "有几家门店：请用 --store 说明由哪家处理账上没有的款。",
        "There are several stores: say with --store which one answers for what nobody booked.",
    ),
    "refund_answered": (
        "没有等着回答的退款。",
        "No refund waits for an answer.",
    ),
    "refund_not_owed": (
        "这笔退款不用另外付：钱包已退、还在处理，或者已经付过了。",
        "Nothing is to be paid out for this refund: the wallet gave it, is still at it, or it was paid out already.",
    ),
    "bill_number_missing": (
        "请输入账单上这笔退款的单号。",
        "Type the refund's number as it stands on the wallet's bill.",
    ),
    "decision_reason_missing": (
        "请写明凭什么决定，例如在哪天的账单上看到的。",
        "Say what the decision rests on, for instance the bill of which day.",
    ),
    "refunds_owed": (
        "有 {count} 笔钱包退款失败，共 {amount}。请店长到「小票」→「退款」另行付给顾客。",
        "Wallet refunds failed: {count}, {amount} in all. A manager pays them out: Receipts, then Refunds.",
    ),
    "payout_reason_missing": (
        "请写明为什么另外付出 {amount}。",
        "Say why {amount} is paid out in another way.",
    ),
    "refund_failed": (
        "{wallet}不能退这笔款。请店长用其他方式退，并输入凭条号。",
        "{wallet} cannot give it back. A manager pays it out in another way and types that slip's number.",
    ),
    "wallets_not_started": ("模拟钱包没有启动：{reason}", "The simulated wallets did not start: {reason}"),
    "no_terminal": ("这台机器没有接刷卡机。", "No card terminal is connected to this machine."),
    "terminal_address": ("刷卡机地址不对：{address}", "This is no address of a terminal: {address}"),
    "terminal_not_started": ("模拟刷卡机没有启动：{reason}", "The simulated terminal did not start: {reason}"),
}
