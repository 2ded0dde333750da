"""What refusals about members' own records say: code -> (简体中文, English), see `refusal_texts`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MEMBERS: Final[Mapping[str, tuple[str, str]]] = {
    "member_there": (
        "这个手机号已经有会员：{who}。按回车使用该会员。",
        "There is a member with this number already: {who}. Enter takes that one.",
    ),
    "birthday_wrong": (
        "生日请写成 1990-05-31，不能晚于今天。",
        "Write the birthday as 1990-05-31; it cannot be after today.",
    ),
    "guardian_needed": (
        "未满 {age} 周岁：请填写同意的监护人。",
        "Below {age} a guardian has to consent: type who that is.",
    ),
    "channel_unknown": ("联系方式只能是：{known}。", "Ways of contact are: {known}."),
    "consent_words_changed": (
        "{store} 的同意书版本 {version} 已有会员同意过，文字不能改。请给新的文字换一个版本号，再导入。",
        "Members of {store} have agreed to version {version} of the consent, so its words stay. "
        "Give the new words another version and load the file again.",
    ),
    "consent_nothing": (
        "请选择同意或停止哪种联系方式。",
        "Choose which way of contact is agreed to, or ended.",
    ),
    "merge_same": ("这两个是同一位会员了。", "These two are one member already."),
    "book_person_unknown": (
        "此人不在本店，不能有客户簿。请选择本店的人员。",
        "Nobody of this shop who can have a book is called so. Choose one of its people.",
    ),
    "book_nobody": ("没有选中客户。请先用空格选择。", "No client is chosen. Choose with the space bar first."),
    "detail_empty": ("请先输入内容。", "Type something first."),
    "date_wrong": (
        "日期请写成“05-20 结婚纪念日”或“2020-05-20 结婚纪念日”：先日期，空格，再名称。",
        "Write the date as “05-20 Wedding day” or “2020-05-20 Wedding day”: the day, a space, what it is.",
    ),
    "product_gone": ("商品库里没有 {sku}。请搜索别的商品。", "The catalogue has no {sku}. Search for other goods."),
    "details_full": (
        "最多保留 {most} 条。请先去掉一条。",
        "At most {most} are kept. Take one away first.",
    ),
    "note_stays": (
        "备注只能添加，不能修改或删除。请再写一条更正。",
        "Notes are only added, never changed. Write another one that puts it right.",
    ),
    "field_unknown": ("会员没有 {field_named} 这一项。", "A member has no field {field_named}."),
}
