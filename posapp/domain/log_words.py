"""What the log says of each kind of entry, in Chinese and English. Braces are filled from the entry's own fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SAID: Final[Mapping[str, tuple[str, str]]] = {
    "sale": ("销售 {receipt}，{total}", "Sale {receipt}, {total}"),
    "shift_opened": ("开班，备用金 {float_amount}", "Shift opened, float {float_amount}"),
    "basket_cleared": ("清空购物车", "Basket emptied"),
    "tender_withdrawn": ("撤销收款 {type} {amount}", "Tender withdrawn: {type} {amount}"),
    "tender_corrected": ("更正收款方式 {amount}", "Tender corrected, {amount}"),
    "tender_allowed": ("批准收款 {type} {amount}", "Tender allowed: {type} {amount}"),
    "payment_asked": ("向服务商请求收款 {type} {amount}", "Payment asked for: {type} {amount}"),
    "payment_moved": ("付款状态 {state} {amount}", "Payment is {state} {amount}"),
    "refund_asked": ("请求退款 {wallet} {amount}", "Refund asked for: {wallet} {amount}"),
    "refund_moved": ("退款状态 {state} {amount}", "Refund is {state} {amount}"),
    "pin_locked": (
        "{person} 的密码错 {wrong} 次，锁定 {seconds} 秒",
        "PIN of {person} wrong {wrong} times, locked {seconds} s",
    ),
    "went_offline": ("手动脱机", "Switched offline"),
    "went_online": ("恢复联机", "Online again"),
    "date_confirmed": ("确认营业日", "Business date confirmed"),
    "till_replaced": ("启用新的数据文件", "Data file begun anew"),
    "drawer_opened": ("不销售开钱箱", "Drawer opened without a sale"),
    "print_dropped": ("放弃打印 {what} {document}", "Not printed: {what} {document}"),
    "reprinted": ("补打小票 {receipt}", "Receipt printed again: {receipt}"),
    "sent_again": ("重发记录 {of}", "Entry {of} sent again"),
    "corrected": ("更正记录 {of}", "Entry {of} corrected"),
    "handed_over": ("记录 {of} 交总部处理", "Entry {of} handed to head office"),
    "prices_answered": ("价格变动已处理", "Changed prices answered"),
    "price_act": ("{act} {sku}", "{act} {sku}"),
    "label_replaced": ("已换价签 {sku} {price}", "Shelf label replaced: {sku} {price}"),
    "coupon_released": ("优惠券退回", "Coupons released"),
    "basket_held": ("挂单 {label} {total}", "Basket held {label} {total}"),
    "hold_recalled": ("取回挂单 {hold}", "Held basket recalled: {hold}"),
    "age_checked": ("核对年龄 {age}", "Age checked: {age}"),
    "member_enrolled": ("登记会员 {id}", "Member enrolled: {id}"),
    "member_edited": ("修改会员 {member}", "Member changed: {member}"),
    "consent": ("会员 {member} 联系同意", "Consent of member {member}"),
    "members_merged": ("会员 {merged} 并入 {into}", "Member {merged} merged into {into}"),
    "revealed": ("查看会员 {member} 的隐私", "Private details of member {member} shown"),
    "cash_moved": ("{kind} {amount}", "{kind} {amount}"),
    "drawer_counted": ("清点钱箱（第 {number} 次）", "Drawer counted ({number})"),
    "shift_suspended": ("挂起班次 {id}", "Shift suspended: {id}"),
    "shift_closed": ("交班 {name}，实点 {counted}", "Shift closed {name}, counted {counted}"),
    "hold_discarded": ("丢弃挂单 {hold}", "Held basket discarded: {hold}"),
    "z_printed": ("补打 Z 报表 {name}", "Z printed again: {name}"),
    "refund_left": ("退款未答复，继续收银 {amount}", "Refund unanswered, the sale goes on: {amount}"),
    "refund_paid_out": ("退款改付 {type} {amount}", "Refund paid out otherwise: {type} {amount}"),
    "receipt_mailed": ("电子邮件发送小票 {of}", "Receipt sent by e-mail: {of}"),
    "approved_by_telephone": ("电话批准 {act}", "Approved by telephone: {act}"),
    "basket_taken_over": ("接手购物车", "Basket taken over"),
    "deputy_named": ("指定代理 {person}，至 {until}", "Deputy named: {person}, until {until}"),
    "left_unsettled": ("有未决付款时离开", "Left with a payment undecided"),
    "pin_changed": ("更换 {person} 的密码", "PIN of {person} changed"),
    "temporary_person": ("临时人员 {name}，至 {until}", "Temporary person {name}, until {until}"),
    "training_began": ("开始培训模式", "Training began"),
    "report_exported": ("导出 {report}（{form}）{first} – {last}", "Exported {report} ({form}) {first} – {last}"),
    "order_step": ("订单 {order}：{act}", "Order {order}: {act}"),
    "visitors_counted": ("客流 {date}：{count}", "Visitors on {date}: {count}"),
}

GROUPS: Final[Mapping[str, tuple[tuple[str, str], tuple[str, ...]]]] = {
    "sales": (
        ("销售", "Sales"),
        (
            "sale",
            "basket_cleared",
            "basket_held",
            "hold_recalled",
            "hold_discarded",
            "basket_taken_over",
            "coupon_released",
            "age_checked",
        ),
    ),
    "orders": (("网上订单", "Online orders"), ("order_step",)),
    "prices": (("改价和优惠", "Prices"), ("price_act", "prices_answered", "label_replaced")),
    "money": (
        ("收款", "Money"),
        (
            "tender_withdrawn",
            "tender_corrected",
            "tender_allowed",
            "payment_asked",
            "payment_moved",
            "refund_asked",
            "refund_moved",
            "refund_left",
            "refund_paid_out",
        ),
    ),
    "drawer": (
        ("钱箱和班次", "Drawer"),
        (
            "drawer_opened",
            "shift_opened",
            "shift_suspended",
            "shift_closed",
            "cash_moved",
            "drawer_counted",
            "date_confirmed",
        ),
    ),
    "paper": (
        ("打印和导出", "Paper"),
        ("reprinted", "print_dropped", "z_printed", "receipt_mailed", "report_exported"),
    ),
    "line": (
        ("线路", "Line"),
        ("went_offline", "went_online", "till_replaced", "sent_again", "corrected", "handed_over"),
    ),
    "people": (
        ("人员和会员", "People"),
        (
            "pin_locked",
            "pin_changed",
            "approved_by_telephone",
            "deputy_named",
            "temporary_person",
            "training_began",
            "left_unsettled",
            "member_enrolled",
            "member_edited",
            "consent",
            "members_merged",
            "revealed",
            "visitors_counted",
        ),
    ),
}
"""What a person looks through at once."""

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "log": ("操作日志", "Audit log"),
    "number": ("序号", "No."),
    "time": ("时间", "Time"),
    "day": ("营业日", "Business date"),
    "who": ("谁", "Who"),
    "what": ("做了什么", "What"),
    "where": ("收银台", "Till"),
    "before": ("之前", "Before"),
    "after": ("之后", "After"),
    "approver": ("批准人", "Allowed by"),
    "reason": ("原因", "Reason"),
    "line": ("线路", "Line"),
    "offline": ("脱机", "offline"),
    "online": ("联机", "online"),
    "unsent": ("未上传", "not sent yet"),
    "paid_in": ("存入现金", "Cash put in"),
    "paid_out": ("取出现金", "Cash taken out"),
    "safe_drop": ("投入保险箱", "Safe drop"),
    "bank_drop": ("存银行", "Bank drop"),
    "refund": ("退现金", "Cash given back"),
    "machine": ("（程序）", "(the program)"),
}


def log_word(name: str, language: str) -> str:
    """In "zh" or "en"."""
    zh, en = WORDS.get(name, (name, name))
    return zh if language == "zh" else en
