"""The receipt as a PDF: rendered as a printer would, scanned, and read as text."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from printing.layout import PAPER_58, PAPER_80, Paper
from printing.pdf import receipt_pdf
from printing.receipt import receipt
from tests.printing import sales
from tests.printing.sales import SHOP


def tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"no {name} here (Debian: poppler-utils)")
    return found


@pytest.mark.parametrize("paper,wide", [(PAPER_58, 448), (PAPER_80, 640)], ids=["58", "80"])
def test_it_renders_scans_and_holds_its_text(tmp_path: Path, paper: Paper, wide: int) -> None:
    pdf = tmp_path / "receipt.pdf"
    pdf.write_bytes(receipt_pdf(receipt(sales.everything(), SHOP, "zh", cashier="林晓"), paper, "S1-1-20261121-0007"))
    assert pdf.stat().st_size < 120_000, "fonts are embedded in part only"
    subprocess.run([tool("pdftoppm"), "-r", "203.2", "-png", str(pdf), str(tmp_path / "page")], check=True, timeout=60)
    [page] = tmp_path.glob("page*.png")
    picture = Image.open(page)
    assert abs(picture.width - wide) <= 1
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == ["posapp:S1-1-20261121-0007"]
    text = subprocess.run([tool("pdftotext"), "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    said = text.stdout.decode("utf-8")
    assert all(words in said for words in ("静安店", "䶮㛃喆牌", "¥179.06", "91310000MA1FL0000X", "−0.06"))


def test_equal_receipts_give_equal_files() -> None:
    layout = receipt(sales.scenario_1(), SHOP, "en")
    assert receipt_pdf(layout, PAPER_80, "x") == receipt_pdf(layout, PAPER_80, "x")


@pytest.mark.parametrize("name", sales.HOSTILE, ids=range(len(sales.HOSTILE)))
def test_names_that_mean_harm(name: str) -> None:
    assert receipt_pdf(receipt(sales.hostile(name), SHOP, "both", cashier=name), PAPER_58, name[:9]).startswith(b"%PDF")
