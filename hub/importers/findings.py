"""What an importer has to say about the rows of its source: refused with a reason, or kept with a remark."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Mapping
from typing import Final

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    # the file
    "no_column": ("缺少列 {column}", "there is no column {column}"),
    "not_text": ("文件无法读取：{reason}", "the file cannot be read: {reason}"),
    "column_not_carried": (
        "列 {column} 未导入（{filled} 行有内容）",
        "the column {column} is not carried over ({filled} rows have something in it)",
    ),
    # refused
    "fields": ("列数为 {found}，应为 {wanted}", "has {found} fields instead of {wanted}"),
    "empty": ("为空", "is empty"),
    "sign": ("含有无法使用的字符", "holds signs that cannot be used"),
    "too_long": ("超过 {most} 个字符", "is longer than {most} characters"),
    "code_twice": ("与第 {first} 行相同", "is the code of row {first} already"),
    "price_missing": ("没有价格", "there is no price"),
    "price_zero": ("价格为零", "the price is zero"),
    "price_form": ("“{text}”不是价格", "{text!r} is not a price"),
    "tax_form": ("“{text}”不是税率", "{text!r} is not a tax rate"),
    # kept, with a remark
    "check_digit": (
        "校验位不对；若导入，只作货号，不作条码",
        "the check digit is wrong; where kept, it is a number and no barcode",
    ),
    "code_form": ("不是纯数字", "is not made of digits only"),
    "code_no_barcode": ("不能作条码；只作货号", "cannot be a barcode; kept as a number only"),
    "code_length": ("店内码长度 {length} 不常见", "is an in-store code of an unusual length ({length})"),
    "code_kind": ("源文件标为 {given}，实为 {found}", "is called {given} by the source, but is {found}"),
    "same_barcode": (
        "与第 {first} 行是同一条码（写法不同）",
        "is the same barcode as in row {first}, written differently",
    ),
    "item_missing": ("称重商品没有秤上的商品号", "weighed, but there is no item number for the scale"),
    "item_twice": (
        "秤上的商品号与第 {first} 行重复，未导入",
        "the scale's item number is that of row {first}; left out",
    ),
    "weighed_gtin": ("称重商品带有厂家条码", "weighed, but has a maker's barcode"),
    "weighed_unit": ("称重商品的单位是“{text}”", "weighed, but the unit is {text!r}"),
    "pricing": ("计价方式“{text}”不明，按件处理", "unknown way of pricing {text!r}; taken as by the piece"),
    "short_code_twice": ("与第 {first} 行相同", "is the short code of row {first} already"),
    "unit_missing": ("为空；按件（piece）处理", "is empty; taken as piece"),
    "unit_strange": ("“{text}”不像单位；原样保留", "{text!r} is hardly a unit; kept as it is"),
    "name_is_code": ("名称就是条码", "is just the code"),
    "name_edge": ("首尾有空格，已去掉", "had spaces at its start or end, which are gone"),
    "name_and_price": ("名称和价格与第 {first} 行相同", "name and price are those of row {first}"),
    "member_above": ("会员价 {text} 高于售价 {price}；未导入", "{text} is above the price {price}; left out"),
    "member_form": ("“{text}”不是价格；未导入", "{text!r} is not a price; left out"),
    "lowest_above": ("最低价 {text} 高于售价 {price}", "{text} is above the price {price}"),
    "lowest_form": ("“{text}”不是价格", "{text!r} is not a price"),
    "not_carried": ("“{text}”未导入", "{text!r} is not carried over"),
    "tax_zero": (
        "税率为 0，源文件未说明是免税还是未填",
        "0; the source does not say whether exempt or never filled in",
    ),
    "tax_differs": ("进项 {text} 与销项 {output} 不同", "{text} differs from the output tax {output}"),
    "category_missing": ("没有类别；归入“未分类”", "there is no category; put under unsorted"),
    "date_form": ("“{text}”不是日期", "{text!r} is not a date"),
    "date_order": ("修改日期 {text} 早于建档日期 {created}", "{text} is before the day of creation, {created}"),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """One remark. `row` is the line of the source file (the header is line 1; 0: the whole file), `code` the row's own
    name."""

    row: int
    code: str
    field: str
    kind: str
    refused: bool = False
    facts: Mapping[str, str | int] = dataclasses.field(default_factory=dict)

    def text(self, language: str = "en") -> str:
        """What is odd, in "zh" or "en"."""
        zh, en = TEXTS[self.kind]
        return (zh if language == "zh" else en).format(**self.facts)

    def as_json(self) -> str:
        """One line of a report file."""
        return json.dumps(
            {
                "row": self.row,
                "code": self.code,
                "field": self.field,
                "kind": self.kind,
                "refused": self.refused,
                "zh": self.text("zh"),
                "en": self.text("en"),
            },
            ensure_ascii=False,
        )


@dataclasses.dataclass(frozen=True, slots=True)
class Report:
    """`rows` that stood in the source = `kept` in the shop file + `refused`, each of these with a finding."""

    rows: int
    kept: int
    refused: int
    findings: tuple[Finding, ...]

    def counts(self) -> dict[str, int]:
        """How often each kind of finding was made, the refusals first."""
        found = Counter(
            (not f.refused, f"{'refused: ' if f.refused else ''}{f.field}: {f.kind}") for f in self.findings
        )
        return {name: found[order, name] for order, name in sorted(found)}
