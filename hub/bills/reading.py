"""Providers' bills as they are downloaded: WeChat Pay's 交易账单, Alipay's 业务明细, or a plain table of any other.

Columns are found by their names, since both say that their order may change. WeChat puts a "`" before each value, and
both put sums at the end that are no payments. Whatever cannot be read is refused with its line, never passed over.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from posapp.domain.errors import Refused
from posapp.domain.money import parse_amount


@dataclass(frozen=True, slots=True)
class BillRow:
    """Money that moved: minor units, below zero what was given back. `number`: the provider's own; `order`: the one
    that the merchant gave it; `refund`: the merchant's of the refund; `day`: its own (ISO), "" where it says none."""

    provider: str
    number: str
    order: str
    refund: str
    amount: int
    day: str
    line: int


@dataclass(frozen=True, slots=True)
class _Form:
    number: str
    order: str
    refund: str
    kind: str
    back: tuple[str, ...]
    """What the kind says where money went back."""
    paid: tuple[str, ...]
    given_back: tuple[str, ...]
    """The columns of the amount; the first that is there counts."""
    at: str


_FORMS: Final[Mapping[str, _Form]] = {
    "微信订单号": _Form(
        "微信订单号",
        "商户订单号",
        "商户退款单号",
        "交易状态",
        ("REFUND", "REVOKED"),
        ("订单金额", "总金额", "应结订单金额"),
        ("申请退款金额", "退款金额"),
        "交易时间",
    ),
    "支付宝交易号": _Form(
        "支付宝交易号",
        "商户订单号",
        "退款批次号/请求号",
        "业务类型",
        ("退款", "撤销"),
        ("订单金额（元）",),
        ("订单金额（元）",),
        "完成时间",
    ),
    "number": _Form("number", "order", "refund", "kind", ("refund",), ("amount",), ("amount",), "at"),
}
"""By a column that only this form has."""
_SUMS: Final = ("总交易单数", "总交易额", "#")


def read_bill(provider: str, file: Path, digits: int) -> list[BillRow]:
    """Every payment and refund of the file; Refused("bill_unreadable") with the line where it makes no sense."""
    lines = _text(file).splitlines()
    start, form = _header(lines, file)
    names = [_plain(name) for name in next(csv.reader([lines[start]]))]
    return list(_rows(provider, lines, start + 1, names, form, digits, file))


def _text(file: Path) -> str:
    data = file.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")  # as Alipay writes it


def _header(lines: Sequence[str], file: Path) -> tuple[int, _Form]:
    for at, line in enumerate(lines):
        names = {_plain(name) for name in line.split(",")}
        for mark, form in _FORMS.items():
            if {mark, form.kind} <= names and names & set(form.paid):
                return at, form
    raise Refused("bill_unreadable", file=file.name, line=1)


def _rows(
    provider: str, lines: Sequence[str], start: int, names: Sequence[str], form: _Form, digits: int, file: Path
) -> Iterator[BillRow]:
    for at, line in enumerate(lines[start:], start + 1):
        if not line.strip() or _plain(line).startswith(_SUMS):
            if _plain(line).startswith(_SUMS):
                return
            continue
        try:
            row = dict(zip(names, map(_plain, next(csv.reader([line]))), strict=False))
            yield _row(provider, row, form, digits, at)
        except (KeyError, Refused, csv.Error) as odd:
            raise Refused("bill_unreadable", file=file.name, line=at) from odd


def _row(provider: str, row: Mapping[str, str], form: _Form, digits: int, line: int) -> BillRow:
    back = any(word in row[form.kind] for word in form.back)
    paid = _amount(row, form.paid, digits)
    amount = -(_amount(row, form.given_back, digits) or paid) if back else paid
    refund = row.get(form.refund, "") if back else ""
    return BillRow(
        provider, row[form.number], row.get(form.order, ""), refund, amount, _day(row.get(form.at, "")), line
    )


def _amount(row: Mapping[str, str], columns: Sequence[str], digits: int) -> int:
    said = row[next((name for name in columns if name in row), columns[0])]
    return abs(parse_amount(said.replace(",", "").lstrip("+-") or "0", digits))


def _plain(value: str) -> str:
    return value.strip().strip("`").strip()


def _day(at: str) -> str:
    return at[:10].replace("/", "-")
