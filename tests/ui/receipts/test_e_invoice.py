"""The e-invoice of the receipt in sight, as the hub says it stands."""

from __future__ import annotations

import json
from typing import cast

from posapp.domain.receipt_code import read_receipt_code, receipt_path
from sync.receipt_page import receipt_page
from tests.support.shop import Shop
from tests.sync.conftest import SHOP_FILE
from tests.ui.till_window import TillWindow
from ui.receipts.screen import ReceiptsScreen

TITLE = (("title", "示例贸易有限公司"),)


def test_it_stands_beside_the_paper(shop: Shop, counter: TillWindow) -> None:
    till, desk = counter.app.till, counter.app.desk
    file = json.loads(SHOP_FILE.read_bytes())
    file["stores"][0]["pages"] = "https://pos.example.cn"
    shop.hub.load(file)
    counter.till.sync()
    counter.until(lambda: bool(desk.store.pages))
    sale = counter.sell("A")
    page = cast(ReceiptsScreen, counter.go("receipts"))
    counter.until(page.paper.invoice.isVisible)
    assert "not here yet" in page.paper.invoice.text(), "the sale has not been sent"
    [line] = [line for line in page.paper.view.accessibleName().splitlines() if "https://" in line]
    code = line.strip("[]").removeprefix("QR ")
    assert read_receipt_code(code) == sale.receipt
    counter.sell("B")
    counter.go("checkout")
    counter.scan(code)
    assert (counter.page(), page.paper.title.text()) == (page, sale.receipt), "the paper finds the sale at the till too"
    counter.till.sync()
    hub = counter.till.parts.engine.hub
    receipt_page(hub, 5, receipt_path(sale.id, till.sales.page(sale)), TITLE)
    page.model.show(sale.receipt)
    counter.until(lambda: "99.00 issued: SIM" in page.paper.invoice.text())
