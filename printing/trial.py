"""A page that shows whether everything comes out of a printer, for whoever sets it up."""

from __future__ import annotations

from printing.layout import Bars, Blank, Cut, Drawer, Pair, Qr, ReceiptLayout, Row, Rule, Table, Words


def trial_page(drawer: bool = False) -> ReceiptLayout:
    """Sizes, columns, rare characters, currency signs, codes, the cut."""
    rows: list[Row] = [Drawer()] if drawer else []
    rows += [Words("测试页 TEST PAGE", "centre", "large"), Rule()]
    rows += [Pair("农夫山泉饮用天然水 550ml", "2.00"), Pair("Coca-Cola Zero 330ml", "1,234.50")]
    rows += [Words("䶮 㛃 喆 ¥ € × −"), Pair("合计 Total", "¥1236.50", "large"), Rule()]
    rows += [Table(("税率", "不含税", "税额")), Table(("13%", "1094.25", "142.25")), Rule()]
    return ReceiptLayout((*rows, Bars("6901234567892"), Qr("posapp:TEST"), Blank(), Cut()))
