"""Printed truth: screen, customer display, printer, PDF and journal say the same of 200 sales of every kind."""

from __future__ import annotations

import subprocess
from pathlib import Path

from posapp.contract.ops import decode_sale, encode
from posapp.contract.translate import sale_op
from posapp.domain.customer_view import view
from printing.escpos import EscPos
from printing.layout import PAPER_58, PAPER_80, Qr, ReceiptLayout
from printing.pdf import pages_pdf
from printing.receipt import receipt
from tests.printing import truth
from tests.printing.reading import read
from tests.printing.test_pdf import tool
from ui.checkout.rows import Words, line_row
from ui.texts import money

SALES = truth.sales(200)
WORDS = Words("zh", "未登记", "会员价", "折扣", "未售", "改价", "按价签售", "抹零")


def test_the_sales_are_of_every_kind() -> None:
    kinds = {d.kind for sale, _ in SALES for line in sale.lines for d in line.discounts}
    assert kinds >= {"override", "price_list", "promotion", "threshold", "coupon", "manual", "round_off"}
    assert {t.type for sale, _ in SALES for t in sale.tenders} == {"cash", "card", "voucher"}
    assert any(sale.settlement.rounding for sale, _ in SALES)
    assert any(sale.priced.total > sale.priced.gross - sale.priced.discount for sale, _ in SALES), "tax on top"


def test_screen_display_and_journal() -> None:
    for sale, shop in SALES:
        true = truth.of_sale(sale)
        rows = [line_row(line, shop.currency, WORDS, {}) for line in sale.lines]
        screen = truth.Said(
            tuple(truth.minor(row.amount) for row in rows), truth.minor(money(sale.priced.total, shop.currency))
        )
        shown = view("done", shop.name, sale.priced, sale.tenders, sale.settlement, shop.currency)
        told = truth.of_journal(decode_sale(encode(sale_op(sale))))
        for said in (screen, truth.of_display(shown), told):
            assert said.agrees(true), (sale.receipt, said, true)


def test_printer() -> None:
    """In the printer's own characters, on both widths."""
    for number, (sale, shop) in enumerate(SALES):
        paper = PAPER_58 if number % 2 else PAPER_80
        [piece] = read(EscPos(paper).text(receipt(sale, shop, "zh"))).receipts
        assert truth.of_paper(piece.text) == truth.of_sale(sale), sale.receipt


def test_pdf(tmp_path: Path) -> None:
    file = tmp_path / "all.pdf"
    whole = [receipt(sale, shop, "zh") for sale, shop in SALES]
    bare = [
        ReceiptLayout(tuple(row for row in each.rows if not isinstance(row, Qr))) for each in whole
    ]  # codes are slow
    file.write_bytes(pages_pdf(bare, PAPER_80))
    text = subprocess.run([tool("pdftotext"), "-layout", str(file), "-"], check=True, capture_output=True, timeout=60)
    pages = text.stdout.decode("utf-8").split("\f")
    assert len(pages) == len(SALES) + 1
    for page, (sale, _) in zip(pages, SALES, strict=False):
        assert truth.of_paper(page.splitlines()) == truth.of_sale(sale), sale.receipt
