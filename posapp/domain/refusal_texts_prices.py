"""What refusals about dated prices and stopped goods say, as in `refusal_texts`."""

from __future__ import annotations

from collections.abc import Mapping

PRICES: Mapping[str, tuple[str, str]] = {
    "prices_changed": (
        "价格已变：原来 {old}，现在 {new}。请选择保留或改用新价。",
        "Prices have changed: {old} before, {new} now. Keep the old ones or take the new.",
    ),
    "prices_same": ("价格没有变。", "No price has changed."),
    "stop_sale": ("{name} 已停售：{reason}", "{name} may not be sold: {reason}"),
    "stop_sale_look": (
        "{name}：{marks} 已停售（{reason}）。条码里没有批号或效期，请看包装；是这批就请移除。",
        "{name}: {marks} may not be sold ({reason}). The code tells neither batch nor expiry: look at the pack, take it out if it is meant.",
    ),
    "stop_sale_marks": (
        "批号不对：{value}。批号最多 20 个字母、数字或符号，没有空格，如 --batch L12。",
        "This is no batch: {value}. A batch has up to 20 letters, digits or signs and no space, as --batch L12.",
    ),
    "stop_sale_day": (
        "效期不对：{value}。请按 年-月-日 填写，如 --expiry 2026-12-31。",
        "This is no expiry date: {value}. Write it as year-month-day, for instance --expiry 2026-12-31.",
    ),
    "stop_sale_none": (
        "没有这条停售。hub stop-sale 列出所有停售；--batch、--expiry、--store 要与停售时一样。",
        "There is no such stop. `hub stop-sale` lists them; --batch, --expiry and --store must be those of the stop.",
    ),
}
