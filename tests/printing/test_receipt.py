"""What stands on a receipt: golden texts for both papers and all languages, and the facts that must be there."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from posapp.domain.money import currency
from posapp.domain.receipt_code import is_gift_code, read_receipt_code, receipt_code
from posapp.domain.return_rules import ReturnRules
from posapp.domain.sale import Sale
from posapp.domain.store import CashRounding
from posapp.domain.tender import Tender
from printing.escpos import EscPos
from printing.layout import PAPER_58, PAPER_80, Drawer, Paper, Qr
from printing.raster import Raster
from printing.receipt import Names, receipt
from printing.text import receipt_text, screen_width
from printing.words import ReceiptLanguage
from tests.printing import sales
from tests.printing.reading import read
from tests.printing.sales import SHOP
from tests.support import goods

PAGE = "AbCdEfGhIjKlMnOpQrSt-_"
GOLDEN = Path(__file__).parent / "golden"
NAMES = Names({"C5": ("五元券", "5 off")}, {"13": "rate", "9": "rate", "0": "zero"})


def text_of(sale: Sale, language: ReceiptLanguage = "zh", paper: Paper = PAPER_80) -> str:
    return "\n".join(receipt_text(receipt(sale, SHOP, language, cashier="林晓", names=NAMES), paper)) + "\n"


@pytest.mark.parametrize("language", ["zh", "en", "both"])
@pytest.mark.parametrize("paper", [PAPER_58, PAPER_80], ids=["58", "80"])
@pytest.mark.parametrize("name", ["scenario_1", "everything"])
def test_golden(name: str, paper: Paper, language: ReceiptLanguage) -> None:
    """Regenerate with POSAPP_UPDATE_GOLDEN=1 and look at the difference."""
    text = text_of(getattr(sales, name)(), language, paper)
    file = GOLDEN / f"{name}-{paper.columns}-{language}.txt"
    if os.environ.get("POSAPP_UPDATE_GOLDEN"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def test_scenario_1_in_figures() -> None:
    lines = text_of(sales.scenario_1()).splitlines()
    pairs = {tuple(line.split()) for line in lines}
    assert {("合计", "¥256.40"), ("现金", "300.00"), ("找零", "43.60")} <= pairs
    assert {("13%", "150.44", "19.56"), ("9%", "35.23", "3.17"), ("零税率", "48.00", "0.00")} <= pairs
    assert ("合计", "233.67", "22.73") in pairs


def test_what_was_told_about_goods_and_sale_stands_on_the_receipt() -> None:
    sale = sales.scenario_1()
    shirt, mugs, *others = sale.lines
    shirt = replace(shirt, line=replace(shirt.line, serial="SN-001"))
    boxes = replace(mugs, line=replace(mugs.line, product=replace(mugs.line.product, unit="箱")))
    sale = replace(sale, priced=replace(sale.priced, lines=(shirt, boxes, *others)), note="请包成礼物")
    text = text_of(sale)
    assert "序列号 SN-001" in text
    assert "备注 请包成礼物" in text
    assert "2 箱 × 35.50" in text


@pytest.mark.parametrize("paper", [PAPER_58, PAPER_80], ids=["58", "80"])
@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_columns_end_at_the_edge(paper: Paper, language: ReceiptLanguage) -> None:
    lines = text_of(sales.everything(), language, paper).splitlines()
    assert all(screen_width(line) <= paper.columns for line in lines if not line.startswith("[QR"))
    amounts = [line for line in lines if line[-3:-2] == "." and "  " in line.strip()]
    assert len(amounts) > 15
    assert {screen_width(line) for line in amounts} == {paper.columns}


def test_the_code_finds_the_sale() -> None:
    [code] = [row for row in receipt(sales.scenario_1(), SHOP, "zh").rows if isinstance(row, Qr)]
    assert read_receipt_code(code.payload) == "S1-1-20261121-0007"


NO_CODES = ("", "posapp:", "6901234567892", "S1-1-20261121-0007", "posapp:" + "9" * 81)


@pytest.mark.parametrize("text", [*NO_CODES, "https://x.cn/r/a.b?c", "https://x.cn/r/S1-1-k3f9.7." + "A" * 22])
def test_other_codes_are_no_receipts(text: str) -> None:
    assert read_receipt_code(text) is None


def test_a_scanner_under_caps_lock_is_understood() -> None:
    assert read_receipt_code(receipt_code("Sa-1-20261121-0007").swapcase() + "\r") == "Sa-1-20261121-0007"


@pytest.mark.parametrize("store", ["Sa", "店1"])
def test_the_code_of_a_page_finds_the_sale_too(raster: Raster, store: str) -> None:
    """Read from the dots of 58 mm paper, also by a scanner under Caps Lock; a gift receipt leads to no prices."""
    number, shop = f"{store}-1-20261121-0007", replace(SHOP, pages="https://pos.example.cn:8443/shop")
    sale = replace(sales.scenario_1(), id=f"{store}-1-k3f9.7", receipt=number)
    layout = receipt(sale, shop, "both", page=PAGE)
    [drawn] = read(EscPos(PAPER_58).raster(layout, raster.draw(layout, PAPER_58))).receipts
    [code] = drawn.scanned
    assert code.startswith("https://pos.example.cn:8443/shop/r/")
    assert PAGE in code
    assert read_receipt_code(code) == read_receipt_code(code.swapcase()) == number
    assert "可开票金额 Invoiceable" in "\n".join(receipt_text(layout, PAPER_58))
    [gift] = [row for row in receipt(sale, shop, "zh", kind="gift", page=PAGE).rows if isinstance(row, Qr)]
    assert (PAGE in gift.payload, read_receipt_code(gift.payload)) == (False, number)
    assert is_gift_code(gift.payload.swapcase())
    assert not is_gift_code(code)


def test_marks() -> None:
    def said(**how: object) -> str:
        return "\n".join(receipt_text(receipt(sales.scenario_1(), SHOP, "en", **how), PAPER_80))  # type: ignore[arg-type]

    plain = said()
    assert "COPY" not in plain
    assert "SIMULATED" not in plain
    assert "副本 COPY" in said(kind="copy")
    assert "补打 PRINTED AGAIN" in said(kind="again")
    assert "模拟打印机 SIMULATED PRINTER" in said(simulated=True)


def test_the_drawer_comes_first() -> None:
    rows = receipt(sales.scenario_1(), SHOP, "zh", drawer=True).rows
    assert rows[0] == Drawer()
    assert Drawer() not in receipt(sales.scenario_1(), SHOP, "zh").rows


def test_rounding_has_a_line_of_its_own() -> None:
    cart = goods.priced(goods.ring(goods.B, goods.C))
    sale = sales.sale_of(cart, Tender(1, "cash", 5_000), shop=replace(SHOP, cash_rounding=CashRounding(50, "half_up")))
    lines = text_of(sale).splitlines()
    assert ["现金舍入", "+0.20"] in [line.split() for line in lines]
    assert ["应收", "48.50"] in [line.split() for line in lines]


def test_added_tax_is_shown_before_the_total() -> None:
    cart = goods.priced(goods.ring(goods.A), tax="exclusive")
    lines = [line.split() for line in text_of(sales.sale_of(cart, Tender(1, "card", cart.total, "1"))).splitlines()]
    assert ["小计", "99.00"] in lines
    assert ["税额", "+12.87"] in lines
    assert ["合计", "¥111.87"] in lines


def test_a_currency_without_decimals() -> None:
    sale = replace(sales.scenario_1(), currency="JPY")
    text = "\n".join(receipt_text(receipt(sale, replace(SHOP, currency=currency("JPY")), "en"), PAPER_80))
    assert "JPY 25640" in text


def test_the_day_of_a_sale_after_midnight_is_named() -> None:
    sale = replace(sales.scenario_1(), at="2026-11-21T17:30:00Z")  # 01:30 on the 22nd in Shanghai
    lines = [line.split() for line in text_of(sale).splitlines()]
    assert ["时间", "2026-11-22", "01:30:00"] in lines
    assert ["营业日", "2026-11-21"] in lines


@pytest.mark.parametrize("name", sales.HOSTILE, ids=range(len(sales.HOSTILE)))
def test_names_that_mean_harm_are_only_names(name: str) -> None:
    shop = replace(SHOP, name=name, entity=replace(SHOP.entity, name=name, tax_number=name))
    lines = receipt_text(receipt(sales.hostile(name), shop, "both", cashier=name), PAPER_58)
    assert all(line.isprintable() for line in lines)
    assert all(screen_width(line) <= 32 for line in lines if not line.startswith("[QR"))
    assert len(lines) < 200
    assert any(line.endswith(" 9.90") for line in lines)


@pytest.mark.parametrize("language", ["zh", "both"])
def test_a_gift_receipt_tells_what_but_not_how_much(language: ReceiptLanguage) -> None:
    sale = sales.everything()
    layout = receipt(sale, SHOP, language, kind="gift")
    lines = receipt_text(layout, PAPER_58)
    text = "\n".join(lines)
    assert "礼品小票 GIFT RECEIPT" in text
    assert "[QR posapp:gift:S1-1-20261121-0007]" in text, "it finds the sale, and is a present"
    goods = lines[lines.index("-" * 32, lines.index("-" * 32) + 1) :]
    assert not re.search(r"\d\.\d\d(?!\d)|[%−]", "\n".join(goods)), "no amount, no tax, no discount"
    assert all(
        name in text for name in (line.line.product.name("zh" if language == "zh" else "en")[:6] for line in sale.lines)
    )
    assert "1.230 kg" in text


def test_goods_that_come_back_for_a_fault_only_say_so_where_they_are_sold() -> None:
    """The customer takes the receipt away with them: it is what they have confirmed."""
    sale = sales.everything()
    kept = sale.lines[0].line.product.category
    rules = replace(SHOP, returns=ReturnRules(excluded=(kept,)))
    lines = sum(x.line.product.category == kept for x in sale.lines)
    said: tuple[tuple[ReceiptLanguage, str], ...]
    said = (("zh", "不支持七天无理由退货"), ("en", "Returned for a fault only"))
    for language, words in said:
        text = [line.strip() for line in receipt_text(receipt(sale, rules, language), PAPER_80)]
        assert (text.count(words), lines > 0, lines < len(sale.lines)) == (lines, True, True)
    assert "不支持" not in text_of(sale)
    present = receipt_text(receipt(sale, rules, "zh", kind="gift"), PAPER_80)
    assert any("不支持七天无理由退货" in line for line in present), "whoever brings a present must know too"
