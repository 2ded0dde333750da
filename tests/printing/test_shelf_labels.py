"""Labels for the shelf: each way out of the printer carries a code that scanners read, and the price."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from posapp.domain.catalog import SHELF, ListPrice
from posapp.domain.shelf_label import PriceLabel, price_label
from posapp.domain.tender import Tender
from printing import labels
from printing.bars import bars
from printing.escpos import EscPos
from printing.label_sheet import label_sheet_pdf
from printing.layout import PAPER_58, PAPER_80, Paper
from printing.pdf import a4_pdf
from printing.raster import Raster
from printing.receipt import receipt
from tests.printing import sales, truth
from tests.printing.reading import read
from tests.printing.sales import LONG, RARE, SHOP
from tests.printing.test_pdf import tool
from tests.support import goods

NOW = "2026-11-22T01:00:00Z"
SHIRT = price_label(goods.A, ("0123", "6901234567892"), NOW)
UPC = PriceLabel(RARE, 350, None, "036000291452")
NUMBERED = PriceLabel(LONG, 1234, None, "L-0042")


@pytest.mark.parametrize(
    "label,code,paper",
    [(SHIRT, "6901234567892", PAPER_58), (UPC, "036000291452", PAPER_80), (NUMBERED, "L-0042", PAPER_58)],
)
def test_the_code_is_read_from_dots_and_from_the_printers_own(
    raster: Raster, label: PriceLabel, code: str, paper: Paper
) -> None:
    layout = labels.price_label(label, SHOP, "both")
    [drawn] = read(EscPos(paper).raster(layout, raster.draw(layout, paper))).receipts
    assert [found.lstrip("0") for found in drawn.scanned] == [code.lstrip("0")]
    [own] = read(EscPos(paper).text(layout)).receipts
    assert [written.removeprefix("{B").lstrip("0") for written in own.codes] == [code.lstrip("0")]


def test_price_of_now_and_the_members_where_it_is_lower() -> None:
    coming = ListPrice(SHELF, 10_900, starts="2026-11-23T00:00:00Z")
    dear = replace(goods.A, prices=(*goods.A.prices, coming))
    assert (SHIRT.price, SHIRT.member) == (9900, 8900)
    assert price_label(dear, (), NOW).price == 9900
    assert price_label(dear, (), "2026-11-24T00:00:00Z").price == 10_900
    assert price_label(goods.B, (), NOW) == PriceLabel(goods.B, 3550, None, "B")
    said = "".join(read(EscPos(PAPER_80).text(labels.price_label(SHIRT, SHOP, "zh"))).receipts[0].text)
    assert "￥99.00" in said
    assert "会员价 ￥89.00" in said


def test_a_code_that_no_bars_can_say_stands_in_signs() -> None:
    assert bars("商品") == bars("x" * 40) == []
    odd = labels.price_label(PriceLabel(goods.A, 9900, None, "商品1"), SHOP, "zh")
    assert "商品1" in "".join(read(EscPos(PAPER_58).text(odd)).receipts[0].text)


def test_a_sheet_of_labels_is_read_label_by_label(tmp_path: Path) -> None:
    codes = [f"{number:012}" for number in range(690_000_000_000, 690_000_000_030)]
    eans = [code + goods_check(code) for code in codes]
    made = [labels.price_label(PriceLabel(goods.A, 9900, 8900, ean), SHOP, "both") for ean in eans]
    pages = pictures(label_sheet_pdf(made, "labels"), tmp_path)
    assert [sorted(found.text for found in zxingcpp.read_barcodes(page)) for page in pages] == [eans[:24], eans[24:]]


def test_a_long_receipt_on_sheets_of_a4(tmp_path: Path) -> None:
    """It says the same, and goes on on the next sheet."""
    cart = goods.priced(goods.ring(*(goods.thing(f"N{number}", 100 + number) for number in range(60))))
    sale = sales.sale_of(cart, Tender(1, "card", cart.total, "TRM-88"))
    file = tmp_path / "a4.pdf"
    file.write_bytes(a4_pdf(receipt(sale, SHOP, "zh"), sale.receipt))
    text = subprocess.run([tool("pdftotext"), "-layout", str(file), "-"], check=True, capture_output=True, timeout=60)
    pages = text.stdout.decode("utf-8").split("\f")
    assert len(pages) == 4
    assert truth.of_paper("".join(pages).splitlines()) == truth.of_sale(sale)


def goods_check(body: str) -> str:
    """The check digit."""
    return str(-sum(int(d) * (3 if n % 2 else 1) for n, d in enumerate(body)) % 10)


def pictures(pdf: bytes, folder: Path) -> list[Image.Image]:
    """The pages as a printer of 203 dots an inch makes them."""
    (folder / "x.pdf").write_bytes(pdf)
    command = [tool("pdftoppm"), "-r", "203.2", "-gray", str(folder / "x.pdf"), str(folder / "page")]
    subprocess.run(command, check=True, timeout=60)
    return [Image.open(page) for page in sorted(folder.glob("page*"))]
