"""What is wrong with a shop file: the table, the row, the field and a sentence in the reader's language.

A row with a problem is left out of what was read; every other row stands.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Final

from pydantic_core import ErrorDetails

TWICE: Final = "\x00twice "
"""Stands before the name of a key that an object carries twice; no real key can begin like this."""

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    # the file
    "unreadable": ("文件无法读取：{reason}。", "the file cannot be read: {reason}"),
    "system": ("{zh}", "{en}"),
    "not_json": (
        "不是有效的 JSON（第 {line} 行第 {column} 列）：{reason}。",
        "not valid JSON (line {line}, column {column}): {reason}",
    ),
    "not_object": ("这里应为一个对象 {{…}}。", "must be an object {{…}}"),
    "unknown_table": ("没有这种表。", "there is no such table"),
    "key_twice": ("同一个键出现了两次。", "the key stands here twice"),
    "no_store": ("至少要有一家门店。", "there must be at least one store"),
    # a field's form
    "missing": ("缺少此项。", "is missing"),
    "unknown_key": ("没有这个键。", "there is no such key"),
    "text_needed": ('应为带引号的文字，例如 "99.00"。', 'must be text in quotes, for instance "99.00"'),
    "whole_number_needed": ("应为整数，不带引号。", "must be a whole number without quotes"),
    "true_false_needed": ("应为 true 或 false。", "must be true or false"),
    "list_needed": ("应为列表 […]。", "must be a list […]"),
    "one_of": ("应为其中之一：{expected}。", "must be one of {expected}"),
    "empty": ("不能为空。", "must not be empty"),
    "too_long": ("太长，最多 {most} 个字符。", "is too long: at most {most} characters"),
    "out_of_range": ("超出范围（{limit}）。", "is out of range ({limit})"),
    "bad_sign": ("含有控制字符，或首尾有空格。", "holds a control character, or a space at its start or end"),
    "amount_form": (
        '"{text}" 不是金额；应类似 "99.00"，最多 {digits} 位小数。',
        '"{text}" is not an amount; write it like "99.00", with at most {digits} decimals',
    ),
    "negative": ("不能为负。", "must not be negative"),
    "quantity_form": (
        '"{text}" 不是数量；应类似 "2" 或 "1.23"，最多 3 位小数。',
        '"{text}" is not a quantity; write it like "2" or "1.23", with at most 3 decimals',
    ),
    "percent_form": ('"{text}" 不是 0 到 100 的百分数。', '"{text}" is not a percentage from 0 to 100'),
    "day_form": ('"{text}" 不是日期；应类似 "2026-11-21"。', '"{text}" is not a date; write it like "2026-11-21"'),
    "moment_form": (
        '"{text}" 不是时间；应类似 "2026-11-21" 或 "2026-11-21T09:00:00+08:00"。',
        '"{text}" is not a time; write "2026-11-21" or "2026-11-21T09:00:00+08:00"',
    ),
    "clock_form": ('"{text}" 不是时刻；应类似 "04:00"。', '"{text}" is not a time of day; write it like "04:00"'),
    "pin_form": ("PIN 应为 4 到 12 位数字。", "a PIN is 4 to 12 digits"),
    "currency": ("没有这种货币：{text}。", "there is no currency {text}"),
    "pages": (
        "这不是网址：{text}。例如 https://pos.example.cn。",
        "{text} is no address; for example https://pos.example.cn",
    ),
    "backup_key": (
        '"{text}" 不是公钥；请照抄 posapp backup-key 打印的 64 位十六进制数。',
        '"{text}" is no public key; write the 64 hexadecimal digits that posapp backup-key prints',
    ),
    "timezone": ("没有这个时区：{text}。", "there is no time zone {text}"),
    "label_pattern": ("秤码格式有误（{part}）。", "the label pattern is wrong ({part})"),
    "barcode_form": ('"{text}" 不能作条码。', '"{text}" cannot be a barcode'),
    "check_digit": ("{text} 的校验位不对。", "the check digit of {text} is wrong"),
    "item_form": ("秤上的商品号只能是数字。", "the item number of a scale is digits only"),
    "tax_code_form": ("税收分类编码为 19 位数字。", "a tax classification code is 19 digits"),
    "other": ("{reason}", "{reason}"),
    # a row as a whole
    "name_needed": ("至少要有一种语言的名称。", "needs a name in at least one language"),
    "without_style": ("有尺码或颜色时必须有款式。", "a size or colour needs a style"),
    "kind_needs": ("{kind} 必须写明此项。", "is needed for the kind {kind}"),
    "kind_without": ("{kind} 没有此项。", "does not belong to the kind {kind}"),
    "only_one": ("只能写其中一项：价格、减额或折扣。", "only one of price, amount and percent"),
    "step_down": ("每一档的起点应高于上一档。", "must begin at more than the step before"),
    "ends_before": ("结束早于开始。", "ends before it starts"),
    "total_differs": ("合计应为 {sum}，文件中为 {total}。", "the lines come to {sum}, the file says {total}"),
    "tenders_differ": ("付款合计为 {sum}，应付 {total}。", "the tenders come to {sum}, {total} was owed"),
    # rows among each other
    "duplicate": ("与第 {first} 行重复。", "is already in row {first}"),
    "unknown": ("{table} 中没有 {id}。", "{table} has no {id}"),
    "left_out": ("{table} 中的 {id} 有误，已略去。", "{id} of {table} was left out because of its own mistake"),
    "currency_mixed": (
        "一个文件只能用一种货币；此前为 {first}。",
        "one file has one currency; before this it was {first}",
    ),
    "act_unknown": ("没有“{act}”这种权限，已略去。", "there is no act {act}; the role stands without it"),
    "not_of_store": ("门店 {store} 没有收银机 {till}。", "store {store} has no till {till}"),
}

_STANDARD: Final[Mapping[str, str]] = {
    "missing": "missing",
    "extra_forbidden": "unknown_key",
    "string_type": "text_needed",
    "int_type": "whole_number_needed",
    "bool_type": "true_false_needed",
    "list_type": "list_needed",
    "tuple_type": "list_needed",
    "dict_type": "not_object",
    "model_type": "not_object",
    "model_attributes_type": "not_object",
    "literal_error": "one_of",
    "string_too_short": "empty",
    "too_short": "empty",
    "string_too_long": "too_long",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
}
"""pydantic's names of the mistakes that our models leave to it."""


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One mistake. `row` counts from 0 within the table (None: the table or the file), `key` is the row's own name
    (sku, id, code), `field` the path inside the row such as "prices[0].price"."""

    table: str
    code: str
    row: int | None = None
    key: str = ""
    field: str = ""
    facts: Mapping[str, str | int] = dataclasses.field(default_factory=dict)

    def text(self, language: str = "en") -> str:
        """Where and what, in "zh" or "en"."""
        zh, en = TEXTS[self.code]
        what = (zh if language == "zh" else en).format(**self.facts)
        where = self.table if self.row is None else f"{self.table}[{self.row}]"
        if self.key:
            where += f"（{self.key}）" if language == "zh" else f" ({self.key})"
        parts = [where, self.field, what] if self.field else [where, what]
        return ("：" if language == "zh" else ": ").join(parts)

    def __str__(self) -> str:
        return self.text()


def problem_of(error: ErrorDetails, table: str, row: int, key: str) -> Problem:
    """The problem behind one error of a row's validation."""
    context = dict(error.get("ctx") or {})
    code, path = error["type"], _path(error["loc"])
    if code == "extra_forbidden" and TWICE in path:
        return Problem(table, "key_twice", row, key, path.replace(TWICE, ""))
    if "at" in context:  # one of ours, see `shop_text.mistake`
        return Problem(table, code, row, key, _joined(path, str(context.pop("at"))), context)
    ours, facts = _standard(code, context, error["msg"])
    return Problem(table, ours, row, key, path, facts)


def _standard(code: str, context: Mapping[str, object], message: str) -> tuple[str, Mapping[str, str | int]]:
    ours = _STANDARD.get(code, "other")
    facts: dict[str, str | int] = {}
    if ours == "one_of":
        facts["expected"] = str(context["expected"])
    elif ours == "too_long":
        facts["most"] = str(context["max_length"])
    elif ours == "out_of_range":
        facts["limit"] = ", ".join(f"{name} {limit}" for name, limit in context.items())
    elif ours == "other":
        facts["reason"] = message
    return ours, facts


def _path(location: tuple[int | str, ...]) -> str:
    path = ""
    for part in location:
        path = f"{path}[{part}]" if isinstance(part, int) else _joined(path, part)
    return path


def _joined(path: str, part: str) -> str:
    return f"{path}.{part}" if path and part else path or part
