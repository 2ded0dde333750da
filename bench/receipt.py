"""A receipt of twenty lines from the sale to the printer's bytes, in text mode and drawn, and as a PDF.

    python -m bench.receipt [--rounds N] [--each N]

bare: the same words at the same places through QPainter.drawText into a picture of the same size, made one bit deep:
no layout, no code, no bytes. All of it runs on the printer's own thread; nothing here is between a cashier and a sale.
"""

from __future__ import annotations

import argparse
import sys
from typing import Final

from bench import timing
from posapp.domain.cart import Cart, add
from posapp.domain.catalog import Product
from posapp.domain.money import currency
from posapp.domain.pricing import price, price_book
from posapp.domain.sale import Sale
from posapp.domain.store import CashRounding, LegalEntity, Store
from posapp.domain.tax import Tax
from posapp.domain.tender import Tender, settle
from printing.escpos import EscPos
from printing.layout import PAPER_80
from printing.pdf import receipt_pdf
from printing.place import FACES, Placed, Run, place
from printing.raster import Raster
from printing.receipt import receipt

GOALS: Final = {"text mode, x bare": 0.2, "drawn, x bare": 2.0}
"""At most (medians of own time)."""
LINES: Final = 20
SHOP: Final = Store("S1", "静安店", currency("CNY"), "Asia/Shanghai", entity=LegalEntity("示例商贸", "91310000"))


def sale() -> Sale:
    """Twenty goods with Chinese and Latin names, some of them by twos and threes, paid in cash."""
    cart = Cart()
    for n in range(LINES):
        name = f"农夫山泉饮用天然水 550ml #{n}" if n % 2 else f"Coca-Cola Zero 330ml #{n}"
        cart = add(cart, Product(str(n), name, name, 200 + n, "13", "food"), 1000 * (1 + n % 3))
    priced = price(cart, price_book("inclusive", {"13": Tax("13", "rate", 13_000)}))
    cash = Tender(1, "cash", priced.total + 500)
    paid = settle(priced.total, (cash,), CashRounding())
    number, at = "S1-1-20261121-0007", "2026-11-21T01:00:00Z"
    return Sale("t.7", number, "t.1", "c1", at[:10], at, "CNY", priced, (cash,), paid)


def bare(placed: Placed) -> timing.Act:
    """Paints ready words and nothing else."""
    from PySide6.QtGui import QFont, QFontDatabase, QImage, QPainter

    from printing.fonts import font_file

    for size in FACES:
        QFontDatabase.addApplicationFont(str(font_file(size)))
    fonts = {}
    for size, height in FACES.items():
        fonts[size] = QFont("Noto Sans SC")
        fonts[size].setPixelSize(height)
    runs = [mark for mark in placed.marks if isinstance(mark, Run)]

    def paint() -> object:
        image = QImage(placed.width, placed.height, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        for run in runs:
            painter.setFont(fonts[run.size])
            painter.drawText(run.x, run.y, run.text)
        painter.end()
        return image.convertToFormat(QImage.Format.Format_Mono).constBits()

    return paint


def main() -> int:
    """Run it; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="bench receipt")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--each", type=int, default=40)
    options = parser.parse_args()
    sold, escpos, raster = sale(), EscPos(PAPER_80), Raster()
    layout = receipt(sold, SHOP, "zh")
    ways = {
        "bare": timing.Variant(bare(place(layout, PAPER_80, lambda size, text: len(text) * FACES[size] // 2))),
        "text mode": timing.Variant(lambda: escpos.text(receipt(sold, SHOP, "zh"))),
        "drawn": timing.Variant(lambda: escpos.raster(made := receipt(sold, SHOP, "zh"), raster.draw(made, PAPER_80))),
        "PDF": timing.Variant(lambda: receipt_pdf(layout, PAPER_80, sold.receipt)),
    }
    found = timing.run(ways, rounds=options.rounds, each=options.each, warm=3)
    print(timing.table(found, "bare"))
    drawn = escpos.raster(layout, raster.draw(layout, PAPER_80))
    print(f"bytes: text mode {len(escpos.text(layout))}, drawn {len(drawn)}, PDF {len(receipt_pdf(layout, PAPER_80))}")
    goals = {}
    for (name, most), way in zip(GOALS.items(), ("text mode", "drawn"), strict=True):
        goals[name] = (timing.ratio(found[way], found["bare"], lambda r: r.own_percentile(50)), most)
    return timing.verdict(goals)


if __name__ == "__main__":
    sys.exit(main())
