"""Imports a product export of a Chinese supermarket's store system (CSV, gzipped or not) as a shop file.

The columns are those of `cn_supermarket_2017.csv.gz`. Each row either becomes a product or is refused with a reason;
whatever is odd about a kept row is remarked on, and nothing is put right in silence.

The rate 0.17 of the source is the standard VAT rate of 2017; it becomes the tax "standard", which carries that rate's
later history (16 % from 2018-05-01, 13 % from 2019-04-01: 财税〔2018〕32号, 财政部 税务总局 海关总署公告2019年第39号).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

from hub.importers.findings import Finding, Report
from hub.lines import say, warn
from posapp.contract.shop_text import is_plain
from posapp.domain.barcode.gtin import catalogue_key, is_digits, kind
from posapp.domain.refusal_texts import refusal_text
from posapp.domain.system_words import refusal_of

Row = dict[str, str]
Shop = dict[str, Any]

NEEDED: Final = ("code", "name", "category_code", "category", "unit", "retail_price", "pricing", "output_tax")
UNITS: Final = frozenset(
    "个 袋 瓶 包 支 盒 桶 块 箱 条 杯 件 把 壶 板 片 卡 只 筒 罐 套 对 组 台 双 张 本 斤 kg 公斤 g 克 L ml".split()
)
WEIGHTS: Final = frozenset(("kg", "公斤"))
KINDS: Final = {"in_store": "instore"}
"""Our names of the kinds of code where the source has its own."""
FLAGS: Final = {
    "earns_points": "√",
    "allow_discount": "是",
    "allow_price_override": "是",
    "item_type": "普通商品",
    "status": "正常",
    "trade_mode": "购销",
    "tracks_stock": "是",
    "shelf_life_days": "0",
    "points": "0",
}
"""What a shop file has no place for, and the value that says nothing special."""


class Refuse(Exception):  # noqa: N818 - an answer about a row
    """The row cannot become a product."""

    def __init__(self, field: str, kind: str, **facts: str | int) -> None:
        super().__init__(field, kind)
        self.field, self.kind, self.facts = field, kind, facts


class _Rows:
    """The rows on their way to products, with what has been seen before."""

    def __init__(self) -> None:
        self.products: list[Shop] = []
        self.categories: dict[str, str] = {}
        self.rates: dict[str, str] = {}
        self.findings: list[Finding] = []
        self.count = self.refused = 0
        self._first: dict[tuple[str, str], int] = {}
        self._at: tuple[int, str] = (0, "")

    def take(self, number: int, fields: Sequence[str], columns: Sequence[str]) -> None:
        """One row of the source."""
        self.count += 1
        row = dict(zip(columns, fields, strict=False))
        self._at = (number, row.get("code", "")[:64])
        remarks = len(self.findings)
        try:
            if len(fields) != len(columns):
                raise Refuse("", "fields", found=len(fields), wanted=len(columns))
            self.products.append(self._product(row))
        except Refuse as why:
            del self.findings[remarks:]  # they speak of a product that there is not
            if kind(row.get("code", "")) == "bad_check_digit":
                self.note("code", "check_digit")
            self.refused += 1
            self.findings.append(Finding(*self._at, why.field, why.kind, True, why.facts))

    def note(self, field: str, kind: str, **facts: str | int) -> None:
        """Remark on the row at hand."""
        self.findings.append(Finding(*self._at, field, kind, False, facts))

    def _before(self, what: str, value: str) -> int | None:
        """The row that had this value first; this one, from now on, when none had."""
        first = self._first.setdefault((what, value), self._at[0])
        return None if first == self._at[0] else first

    def _product(self, row: Row) -> Shop:
        code, name = _text(row, "code", 64), self._name(row)
        price = _price(row)
        tax = self._tax(row)
        first = self._before("code", code)
        if first is not None:
            raise Refuse("code", "code_twice", first=first)
        product: Shop = {"sku": code, "name": {"zh": name}, "price": _money(price), "tax": tax}
        product["category"] = self._category(row)
        weighed = self._weighed(row)
        product |= self._unit(row, weighed) | self._codes(row, code, weighed)
        product |= self._member_price(row, price)
        self._look_at_name(row, code, name, price)
        self._look_at_figures(row, price)
        self._look_at_the_rest(row)
        return product

    # ---- what becomes part of the product

    def _name(self, row: Row) -> str:
        name = row["name"].strip()
        if name != row["name"]:
            self.note("name", "name_edge")
        return _text({"name": name}, "name", 200)

    def _tax(self, row: Row) -> str:
        text = row["output_tax"]
        try:
            rate = Decimal(text) * 100
        except InvalidOperation:
            raise Refuse("output_tax", "tax_form", text=text[:40]) from None
        if not rate.is_finite() or not 0 <= rate <= 100 or rate != round(rate, 3):
            raise Refuse("output_tax", "tax_form", text=text[:40])
        percent = f"{rate.normalize():f}"
        tax = "standard" if percent == "17" else f"rate-{percent}"
        self.rates[tax] = percent
        if not rate:
            self.note("output_tax", "tax_zero")
        if row.get("input_tax", text) != text:
            self.note("input_tax", "tax_differs", text=row["input_tax"][:40], output=text)
        return tax

    def _category(self, row: Row) -> str:
        code, name = row["category_code"].strip(), row["category"].strip()
        if not code or not is_plain(code + name) or len(code) > 64 or len(name) > 200:
            self.note("category_code", "category_missing")
            code, name = "unsorted", "未分类"
        self.categories.setdefault(code, name or code)
        return code

    def _weighed(self, row: Row) -> bool:
        pricing = row["pricing"]
        if pricing not in ("普通", "计重"):
            self.note("pricing", "pricing", text=pricing[:40])
        return pricing == "计重"

    def _unit(self, row: Row, weighed: bool) -> Shop:
        unit = row["unit"].strip()
        if weighed and unit not in WEIGHTS:
            self.note("unit", "weighed_unit", text=unit[:40])
        elif not unit:
            self.note("unit", "unit_missing")
        elif unit not in UNITS:
            self.note("unit", "unit_strange", text=unit[:40])
        shop: Shop = {"unit": unit} if unit and is_plain(unit) and len(unit) <= 64 else {}
        return shop | ({"weighed": True} if weighed else {})

    def _codes(self, row: Row, code: str, weighed: bool) -> Shop:
        what = kind(code)
        given = row.get("code_kind", "")
        if given and given != KINDS.get(what, what):
            self.note("code_kind", "code_kind", given=given[:40], found=KINDS.get(what, what))
        shop: Shop = {}
        if what == "bad_check_digit":
            self.note("code", "check_digit")
        elif self._is_barcode(code, what, weighed):
            shop["barcodes"] = [code]
            first = self._before("barcode", catalogue_key(code))
            if first is not None:
                self.note("code", "same_barcode", first=first)
        return shop | (self._scale_item(code, what) if weighed else {})

    def _is_barcode(self, code: str, what: str, weighed: bool) -> bool:
        if what == "other":
            self.note("code", "code_form")
            if len(code) > 48 or not code.isascii() or not any(sign.isalnum() for sign in code) or " " in code:
                self.note("code", "code_no_barcode")
                return False
        elif what == "in_store" and len(code) not in ((5,) if weighed else (8, 12, 13, 14)):
            self.note("code", "code_length", length=len(code))
        return len(code) <= 48

    def _scale_item(self, code: str, what: str) -> Shop:
        if what != "in_store" or len(code) > 5:
            self.note("code", "weighed_gtin" if what.startswith("gtin") else "item_missing")
            return {}
        first = self._before("item", code.lstrip("0"))
        if first is not None:
            self.note("code", "item_twice", first=first)
            return {}
        return {"item": code}

    def _member_price(self, row: Row, price: Decimal) -> Shop:
        text = row.get("member_price", "")
        member = _decimal(text)
        if member is None and text:
            self.note("member_price", "member_form", text=text[:40])
        if not member:
            return {}
        if member > price:
            self.note("member_price", "member_above", text=text, price=row["retail_price"])
            return {}
        return {"prices": [{"list": "member", "price": _money(member)}]}

    # ---- what is only remarked on

    def _look_at_name(self, row: Row, code: str, name: str, price: Decimal) -> None:
        if name == code:
            self.note("name", "name_is_code")
        first = self._before("name and price", f"{price} {name}")
        if first is not None:
            self.note("name", "name_and_price", first=first)
        short = row.get("short_code", "")
        first = self._before("short code", short) if short else None
        if first is not None:
            self.note("short_code", "short_code_twice", first=first)

    def _look_at_figures(self, row: Row, price: Decimal) -> None:
        text = row.get("lowest_price", "")
        lowest = _decimal(text)
        if lowest is None and text:
            self.note("lowest_price", "lowest_form", text=text[:40])
        if lowest:
            self.note("lowest_price", "not_carried", text=text)
            if lowest > price:
                self.note("lowest_price", "lowest_above", text=text, price=row["retail_price"])

    def _look_at_the_rest(self, row: Row) -> None:
        for column, usual in FLAGS.items():
            if row.get(column, usual) not in (usual, ""):
                self.note(column, "not_carried", text=row[column][:40])
        days = {column: row[column] for column in ("created", "modified") if row.get(column)}
        for column, text in days.items():
            if not _is_day(text):
                self.note(column, "date_form", text=text[:40])
        if len(days) == 2 and all(map(_is_day, days.values())) and days["modified"] < days["created"]:
            self.note("modified", "date_order", text=days["modified"], created=days["created"])


def _text(row: Row, column: str, most: int) -> str:
    text = row[column]
    if not text.strip():
        raise Refuse(column, "empty")
    if not is_plain(text):
        raise Refuse(column, "sign")
    if len(text) > most:
        raise Refuse(column, "too_long", most=most)
    return text


def _price(row: Row) -> Decimal:
    text = row["retail_price"]
    if not text.strip():
        raise Refuse("retail_price", "price_missing")
    price = _decimal(text)
    if price is None:
        raise Refuse("retail_price", "price_form", text=text[:40])
    if not price:
        raise Refuse("retail_price", "price_zero")
    return price


def _decimal(text: str) -> Decimal | None:
    """An amount of yuan with at most two decimals, or None."""
    whole, _, part = text.partition(".")
    if not (
        is_digits(whole) and len(whole) <= 9 and (part == "" and "." not in text or is_digits(part) and len(part) <= 2)
    ):
        return None
    return Decimal(text)


def _money(amount: Decimal) -> str:
    return f"{amount:.2f}"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


# ---------------------------------------------------------------- the file


def import_products(data: bytes) -> tuple[Shop | None, Report]:
    """The shop file made of the export, and the report; no shop file when the export cannot be read at all."""
    rows = _Rows()
    try:
        lines = _lines(data)
        columns = next(lines, (0, []))[1]
        missing = [column for column in NEEDED if column not in columns]
        if missing:
            rows.findings += [Finding(0, "", column, "no_column", True, {"column": column}) for column in missing]
            return None, Report(0, 0, 0, tuple(rows.findings))
        filled: dict[str, int] = {}
        for number, fields in lines:
            rows.take(number, fields, columns)
            for column, text in zip(columns, fields, strict=False):
                filled[column] = filled.get(column, 0) + bool(text)
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, csv.Error) as error:
        finding = Finding(0, "", "", "not_text", True, {"reason": str(error)})
        return None, Report(0, 0, 0, (finding,))
    known = {*NEEDED, *FLAGS, "code_kind", "member_price", "lowest_price", "input_tax"}
    for column in columns:
        if column not in known and filled.get(column):
            facts: dict[str, str | int] = {"column": column, "filled": filled[column]}
            rows.findings.append(Finding(0, "", column, "column_not_carried", False, facts))
    return _shop(rows), Report(rows.count, len(rows.products), rows.refused, tuple(rows.findings))


def _lines(data: bytes) -> Iterator[tuple[int, list[str]]]:
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    reader = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    for fields in reader:
        if fields:
            yield reader.line_num, fields


def _shop(rows: _Rows) -> Shop:
    return {
        "about": "Products as the store system exported them. The store is made up: set its name, entity and tills.",
        "stores": [{"id": "S1", "name": "导入门店", "currency": "CNY", "timezone": "Asia/Shanghai", "tills": ["1"]}],
        "taxes": [tax for name, percent in sorted(rows.rates.items()) for tax in _taxes(name, percent)],
        "categories": [
            {"id": code, "name": {"zh": name}, "order": order}
            for order, (code, name) in enumerate(sorted(rows.categories.items()))
        ],
        "products": rows.products,
    }


def _taxes(name: str, percent: str) -> list[Shop]:
    first: Shop = {"id": name, "kind": "rate", "percent": percent}
    if name != "standard":
        return [first]
    later = (("16", "2018-05-01"), ("13", "2019-04-01"))
    return [first, *({"id": name, "kind": "rate", "percent": p, "from": day} for p, day in later)]


def main(argv: Sequence[str]) -> int:
    """`hub import cn-supermarket FILE --out SHOP [--report FILE]`: exit 0, or 2 when the export cannot be read."""
    parser = argparse.ArgumentParser(
        prog="hub import cn-supermarket", description="Import a Chinese supermarket's CSV."
    )
    parser.add_argument("source", type=Path, metavar="FILE")
    parser.add_argument("--out", type=Path, required=True, metavar="SHOP", help="the shop file to write")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write the findings there as JSON Lines")
    options = parser.parse_args(argv)
    try:
        shop, report = import_products(options.source.read_bytes())
        if shop is not None:
            options.out.write_text(json.dumps(shop, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        if options.report is not None:
            options.report.write_text("".join(f.as_json() + "\n" for f in report.findings), encoding="utf-8")
    except OSError as error:
        warn(refusal_text(refusal_of(error), "en"))
        return 2
    for finding in report.findings if options.report is None else ():
        say(_shown(finding))
    say(f"rows {report.rows} = kept {report.kept} + refused {report.refused}")
    for name, count in report.counts().items():
        say(f"{count:6} {name}")
    return 2 if shop is None else 0


def _shown(finding: Finding) -> str:
    where = f"row {finding.row} ({finding.code}) {finding.field}" if finding.row else "file"
    return f"{'REFUSED' if finding.refused else 'note'}: {where}: {finding.text()}"
