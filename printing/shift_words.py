"""The words of an X, a Z and a cash slip in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from printing.words import ReceiptLanguage, is_known
from printing.words import say as say_of_receipts

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "x": ("X 班中报表", "X report"),
    "z": ("Z 交班报表", "Z report"),
    "x_note": ("仅供查看，不结账", "For reading only; nothing is closed"),
    "z_number": ("Z 号", "Z no."),
    "shift": ("班次", "Shift"),
    "opened": ("开班", "Opened"),
    "closed": ("交班", "Closed"),
    "printed": ("打印", "Printed"),
    "owner": ("责任人", "Drawer of"),
    "shared": ("共用钱箱", "shared drawer"),
    "floating": ("随人钱箱", "floating drawer"),
    "cashiers": ("收银员", "Cashiers"),
    "receipts": ("小票", "Receipts"),
    "program": ("程序版本", "Program"),
    "unsent": ("未上传记录", "Entries not sent yet"),
    "forced": ("由店长代为交班", "Closed by a manager"),
    "sales_part": ("销售", "Sales"),
    "gross": ("按标价", "At list price"),
    "net": ("净销售（含税）", "Net sales, tax included"),
    "returns": ("退货", "Returns"),
    "transactions": ("笔数", "Transactions"),
    "units": ("件数", "Items"),
    "average": ("平均客单", "Average basket"),
    "discounts_part": ("优惠", "Discounts"),
    "tax_part": ("税", "Tax"),
    "tax_total": ("税额合计", "Tax in all"),
    "tenders_part": ("收款方式", "Tenders"),
    "taken": ("收", "In"),
    "back": ("退", "Out"),
    "net_short": ("净", "Net"),
    "offline": ("其中离线", "of it offline"),
    "cash_part": ("现金", "Cash"),
    "before": ("上一班留下", "Left by the last shift"),
    "start": ("备用金", "Float"),
    "start_off": ("开班差额", "Difference at the start"),
    "cash_sales": ("现金销售", "Cash sales"),
    "change_given": ("其中找零", "Change given"),
    "cash_refunds": ("现金退款", "Cash refunds"),
    "corrected": ("收款更正", "Corrected tenders"),
    "paid_in": ("存入", "Paid in"),
    "paid_out": ("支出", "Paid out"),
    "safe_drop": ("投入保险箱", "Safe drop"),
    "bank_drop": ("存银行", "Bank drop"),
    "refund": ("现金退款", "Cash refund"),
    "rounding": ("现金舍入", "Cash rounding"),
    "expected": ("应有", "Expected"),
    "hidden": ("点数后显示", "told after the count"),
    "counted": ("实点", "Counted"),
    "first_count": ("第一次清点", "First count"),
    "over": ("长款", "Over"),
    "short": ("短款", "Short"),
    "even": ("相符", "Even"),
    "reason": ("原因", "Reason"),
    "left": ("留在钱箱", "Left in the drawer"),
    "to_safe": ("交入保险箱", "To the safe"),
    "declared": ("申报", "declared"),
    "exceptions_part": ("异常", "Exceptions"),
    "void": ("整单清空", "Baskets emptied"),
    "removed": ("删行", "Lines taken out"),
    "withdrawn": ("收款撤回", "Tenders taken back"),
    "corrected_tenders": ("更正收款方式", "Tenders corrected"),
    "no_sale": ("不销售开钱箱", "Drawer without a sale"),
    "reprint": ("补打", "Copies printed"),
    "pin_locked": ("密码锁定", "PINs locked"),
    "print_dropped": ("放弃打印", "Prints given up"),
    "date_confirmed": ("确认营业日", "Date confirmed"),
    "approval": ("批准", "Allowed by"),
    "for_whom": ("为", "for"),
    "offline_minutes": ("离线分钟", "Minutes offline"),
    "held": ("未取挂单", "Baskets still aside"),
    "members_part": ("会员", "Members"),
    "members": ("会员单", "Members' baskets"),
    "earned": ("发放积分", "Points given"),
    "burned": ("使用积分", "Points used"),
    "sound": ("勾稽相符 ✓", "Sums agree \N{CHECK MARK}"),
    "unsound": ("勾稽不符", "Sums differ"),
    "sign": ("签名", "Signature"),
    "slip_paid_in": ("存入现金凭条", "Paid in"),
    "slip_paid_out": ("现金支出凭条", "Paid out"),
    "slip_safe_drop": ("投款凭条", "Safe drop"),
    "slip_bank_drop": ("存银行凭条", "Bank drop"),
    "slip_refund": ("现金退款凭条", "Cash refund"),
    "by": ("经手", "By"),
    "allowed": ("批准人", "Allowed by"),
}


def say(word: str, language: ReceiptLanguage) -> str:
    """The word of a report, or of receipts where it is theirs; an unknown one as it is: a newer tender, an act."""
    if word not in _WORDS:
        return say_of_receipts(word, language) if is_known(word) else word
    zh, en = _WORDS[word]
    return f"{zh} {en}" if language == "both" else zh if language == "zh" else en
