"""The words of reports in both languages: screens, paper and files say the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from posapp.domain.sale_words import SALE_WORDS

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    **SALE_WORDS,
    # the reports
    "summary": ("汇总", "Summary"),
    "day": ("按日", "By day"),
    "week": ("按周", "By week"),
    "shift": ("按班次", "By shift"),
    "cashier": ("按收银员", "By cashier"),
    "hour": ("按小时", "By hour"),
    "category": ("按分类", "By category"),
    "tender": ("按收款方式", "By tender"),
    "tax": ("按税率", "By tax rate"),
    "discount": ("按优惠", "By discount"),
    "exceptions": ("异常", "Exceptions"),
    "members": ("会员占比", "Member share"),
    "tills": ("全店日报", "Shop's day"),
    "not_closed": ("班次未结", "shift open"),
    "unsent": ("有记录未上传", "entries missing"),
    "not_heard": ("日终后尚未联系", "not heard after the day's end yet"),
    # columns
    "name": ("名称", "Name"),
    "count": ("笔数", "Count"),
    "amount": ("金额", "Amount"),
    "receipts": ("交易", "Receipts"),
    "lines": ("行数", "Lines"),
    "units": ("件数", "Units"),
    "gross": ("原价", "Gross"),
    "off": ("优惠", "Discount"),
    "net": ("净额", "Net"),
    "total": ("合计", "Total"),
    "in_tax": ("税额", "Tax"),
    "base": ("不含税", "Net of tax"),
    "average": ("客单价", "Avg basket"),
    "share": ("占比", "Share"),
    "taken": ("收入", "Taken"),
    "back": ("退回", "Given back"),
    "bonus": ("其中赠送", "Bonus"),
    "pending": ("其中离线", "Offline"),
    "member_share": ("会员占比", "Members"),
    # sections and rows of the summary
    "sales": ("销售", "Sales"),
    "discounts": ("优惠", "Discounts"),
    "taxes": ("税额", "Tax"),
    "tenders": ("收款", "Tenders"),
    "gross_list": ("按原价", "Gross at list price"),
    "all_off": ("优惠合计", "Discounts in all"),
    "returns": ("退货", "Returns"),
    "less_returns": ("已减去的退货", "Returns, taken off above"),
    "net_sales": ("净销售额（含税）", "Net sales, with tax"),
    "rounding": ("现金舍入", "Cash rounding"),
    "due": ("应收", "Due"),
    "transactions": ("交易笔数", "Transactions"),
    "average_basket": ("客单价", "Average basket"),
    "units_basket": ("每单件数", "Units a basket"),
    "net_tenders": ("实收合计", "Tenders, net"),
    "of_it_bonus": ("其中赠送", "of it bonus"),
    "of_it_offline": ("其中离线收取", "of it taken offline"),
    "change": ("找零", "Change given"),
    "all_tax": ("税额合计", "Tax in all"),
    "member_sales": ("会员", "Members"),
    "other_sales": ("非会员", "Not members"),
    "earned": ("发放积分", "Points issued"),
    "burned": ("使用积分", "Points used"),
    # exceptions
    "void": ("清空购物车", "Baskets emptied"),
    "removed": ("删除的商品行", "Lines removed"),
    "withdrawn": ("撤销的收款", "Tenders withdrawn"),
    "corrected": ("更正的收款", "Tenders corrected"),
    "no_sale": ("不销售开钱箱", "Drawer opened without a sale"),
    "reprint": ("补打小票", "Receipts reprinted"),
    "gift": ("礼品小票", "Gift receipts"),
    "offline_minutes": ("离线（分钟）", "Offline, minutes"),
    "pin_locked": ("密码锁定", "PINs locked"),
    "print_dropped": ("放弃打印", "Documents not printed"),
    "date_confirmed": ("确认营业日", "Business dates confirmed"),
    "approval": ("{0}，{1} 批准", "{0}, allowed by {1}"),
    "by_hand": ("{0}（手工）", "{0}, by hand"),
    "return_without": ("无小票退货", "Returns without receipt"),
    # identities
    "identities": ("核对", "Identities"),
    "check_discounts": ("原价 − 优惠 = 净额", "Gross − discounts = net"),
    "check_tax": ("各税率税额 = 各小票税额", "Tax by rate = tax of receipts"),
    "check_net": ("不含税 + 税额 = 净销售额", "Net of tax + tax = net sales"),
    "check_tenders": ("实收 = 净销售额 + 舍入", "Tenders = net sales + rounding"),
    "check_parts": ("各行相加 = 全部", "The rows add up to the whole"),
    "holds": ("相符", "equal"),
    "differs": ("不符", "differs"),
    # heads
    "report": ("报表", "Report"),
    "period": ("营业日", "Business dates"),
    "made": ("制表", "Made"),
    "till": ("收银台", "Till"),
    "provisional": ("暂定：当班未结束或有收银台未到", "Provisional: a shift is open or a till is missing"),
    "no_category": ("未分类", "No category"),
    "no_shift": ("班次之外", "Outside a shift"),
    "week_of": ("{0} 起一周", "Week of {0}"),
    "whole": ("合计", "In all"),
    "others": ("其他", "Others"),
}


def word(name: str, language: str) -> str:
    """In "zh" or "en"; what has no word by its own name."""
    zh, en = WORDS.get(name, (name, name))
    return zh if language == "zh" else en
