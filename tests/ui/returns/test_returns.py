"""Goods that come back through the real window: scanned, chosen by key and finger, refunded and exchanged."""

from __future__ import annotations

from pathlib import Path

import requests
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from hub.storage import offices, tables
from posapp.domain.return_photo import MOST_BYTES
from printing.escpos import EscPos
from printing.layout import PAPER_80
from printing.render import Renderer
from tests.support.shop import Shop
from tests.ui.hands import tap
from tests.ui.test_accessible import both
from tests.ui.test_scenarios_on_screen import CODES
from tests.ui.till_window import TillWindow
from ui.kit.buttons import Chip
from ui.payment.screen import PaymentScreen
from ui.receipts.screen import ReceiptsScreen
from ui.reports.screen import ReportsScreen
from ui.returns.screen import ReturnsScreen

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def sell(counter: TillWindow, *skus: str) -> str:
    """Paid in cash; the receipt's number."""
    counter.go("checkout")
    for sku in skus:
        counter.scan(CODES[sku])
    counter.key(Key.Key_F12)
    counter.settle()
    counter.key(Key.Key_Return)
    page = counter.page()
    assert isinstance(page, PaymentScreen)
    counter.until(page.finished.isVisible)
    sale = counter.app.till.sales.last_sale()
    assert sale is not None
    counter.until(lambda: page.rested)
    counter.key(Key.Key_Return)
    counter.till.sync()
    return sale.receipt


def returns(counter: TillWindow) -> ReturnsScreen:
    counter.go("checkout")
    counter.key(Key.Key_R, modifier=Qt.KeyboardModifier.ControlModifier)
    page = counter.page()
    assert isinstance(page, ReturnsScreen)
    return page


def take_picture(counter: TillWindow, page: ReturnsScreen, folder: Path) -> None:
    """Out of the camera's folder; what is no picture is refused in the sheet."""
    (folder / "torn.txt").write_text("no picture")
    sheet = page.state.sheet
    counter.key(Key.Key_6, modifier=ALT)
    counter.until(sheet.isVisible)
    counter.hands.type(f"{folder}\r")
    assert "No pictures in" in sheet.words.text()
    sheet.field.setText(str(folder / "torn.txt"))
    sheet.field.setFocus()
    counter.key(Key.Key_Return)
    counter.until(lambda: bool(sheet.notice.words))
    assert "no picture" in sheet.notice.words
    large = QImage(3000, 2000, QImage.Format.Format_RGB32)
    large.fill(Qt.GlobalColor.darkRed)
    assert large.save(str(folder / "torn.png"))
    sheet.field.setText(str(folder))
    counter.key(Key.Key_Return)
    assert [row.name for row in sheet.list.results] == ["torn.png"]
    counter.key(Key.Key_Return)
    counter.until(lambda: bool(page.state.photo))


def seen_again(counter: TillWindow, shop: Shop, receipt: str) -> None:
    """The return's record, its label once more, and the picture at the hub."""
    counter.till.sync()
    counter.go("receipts")
    page = counter.page()
    assert isinstance(page, ReceiptsScreen)
    counter.until(lambda: page._receipt == receipt)
    counter.key(Key.Key_B, modifier=CONTROL)
    sheet = page.came_back.sheet
    assert sheet.words.text() == "Changed mind · Opened · one sleeve is torn"
    assert (sheet.picture.isVisible(), sheet.picture.pixmap().isNull()) == (True, False)
    jobs = counter.app.till.print_jobs
    before = len(jobs.waiting())
    counter.key(Key.Key_P, modifier=CONTROL)
    assert [job.kind for job in jobs.waiting()[before:]] == ["came_back"]
    paper = Renderer(counter.app.till, EscPos(PAPER_80), None, lambda: "both").came_back(receipt)
    told = " ".join(str(row) for row in paper.rows)
    for words in ("退供应商 To the supplier", "已拆封 Opened", "不想要了 Changed mind", f"{receipt}.1", "one sleeve"):
        assert words in told
    sale = counter.app.till.sales.by_receipt(receipt)
    assert sale is not None
    assert sale.back is not None
    assert counter.app.receipts.find(f"posapp:{receipt}.1") == sale, "as the label's code says it"
    office = offices.new_token(shop.hub.hub.database, "finance", shop.clock.now(), "root")
    kept = requests.get(
        f"{shop.hub.url}/v1/return-photos/{sale.back.lines[0].photo}",
        headers={"Authorization": f"Bearer {office}"},
        timeout=10,
    )
    assert (kept.status_code, kept.content) == (200, counter.app.return_photos.one(sale.back.lines[0].photo))
    assert len(kept.content) <= MOST_BYTES


def test_one_of_two_comes_back_by_keys_and_the_other_is_exchanged_by_finger(
    counter: TillWindow, shop: Shop, tmp_path: Path
) -> None:
    receipt = sell(counter, "A", "A", "B")
    page = returns(counter)
    counter.scan(f"posapp:{receipt}")
    counter.until(lambda: page.model.sold is not None)
    assert " · as the hub knew it at " in page.of.text()
    assert not page.confirm.isEnabled()
    counter.hands.type("+")
    counter.until(lambda: page.model.wanted == {1: 1000})
    assert page.notice.words == "Choose why the goods come back."
    counter.key(Key.Key_1, modifier=ALT)
    assert not page.notice.words
    assert (page.sum.words, page.confirm.isEnabled()) == ("Goes back ¥ 99.00", True)
    counter.key(Key.Key_2, modifier=ALT)  # opened: the warehouse, unless somebody says otherwise
    proposed = page.state.disposition
    counter.key(Key.Key_5, modifier=ALT)
    assert (proposed, page.state.disposition) == ("warehouse", "supplier")
    page.state.note.setText("one sleeve is torn")
    take_picture(counter, page, tmp_path)
    counter.key(Key.Key_F12)
    counter.hands.type("9999\r")  # their role does not reach so far
    counter.until(lambda: isinstance(counter.page(), PaymentScreen))
    payment = counter.page()
    assert isinstance(payment, PaymentScreen)
    assert (payment.standing.words.text(), payment.standing.due.text) == ("To give back", "¥ 99.00")
    shop.advance(minutes=31)  # the hub keeps it no longer, and another till has it now
    held, other = tables.return_hold, {"line": 1, "quantity": 2000, "till": "S1-2-zz"}
    of = counter.app.desk.basket.cart.sold
    assert of is not None
    with shop.hub.database.write() as connection:
        connection.execute(held.insert().values(of=of.id, until="2099-01-01T00:00:00Z", **other))
    counter.key(Key.Key_Return)
    counter.until(lambda: "another till" in payment.taking.notice.words)
    assert not payment.finished.isVisible()
    with shop.hub.database.write() as connection:
        connection.execute(held.delete().where(held.c.till == "S1-2-zz"))
    counter.key(Key.Key_Return)
    counter.until(payment.finished.isVisible)
    sale = counter.app.till.sales.last_sale()
    assert sale is not None
    assert sale.back is not None
    assert [(t.type, t.amount) for t in sale.tenders] == [("cash", -9900)]
    assert (sale.back.receipt, payment.finished.title.text()) == (receipt, "Give cash back")
    counter.until(lambda: payment.rested)
    counter.key(Key.Key_Return)
    seen_again(counter, shop, sale.receipt)

    page = returns(counter)
    counter.scan(receipt)
    counter.until(lambda: page.model.sold is not None)
    assert [row.left for row in page.model.lines()] == [1000, 1000]
    page.list.set_current(0)
    tap(page.more)
    page.reasons.choose_next(1)
    tap(page.exchange)
    counter.hands.type("9999\r")
    counter.until(lambda: counter.window.page == "checkout")
    counter.scan(CODES["F"])
    assert counter.app.desk.priced.total == 59900 - 9900
    counter.key(Key.Key_F12)
    counter.settle()
    counter.key(Key.Key_Return)
    counter.until(payment.finished.isVisible)
    exchanged = counter.app.till.sales.last_sale()
    assert exchanged is not None
    assert exchanged.back is not None
    assert (exchanged.settlement.total, exchanged.back.given) == (50000, ())
    assert sum(t.amount for t in exchanged.tenders) == 50000
    counter.until(lambda: payment.rested)
    counter.key(Key.Key_Return)

    page = returns(counter)
    counter.scan("S1-1-20000101-0001")
    counter.until(lambda: bool(page.notice.words))
    assert "No such sale" in page.notice.words


def why_they_came_back(counter: TillWindow, receipt: str) -> None:
    """The report of reasons: a figure leads to its receipts, and the table leaves the till in both languages."""
    counter.app.sign_in.sign_in("m1", "9999")
    page = counter.go("reports")
    assert isinstance(page, ReportsScreen)
    counter.until(lambda: bool(page.figures.table.shown))
    page.model.choose("returned")
    counter.until(lambda: page.figures.title.text() == "Why returned")
    names = [row.name for row in page.figures.table.shown]
    page.figures.table.rows.set_current(names.index("T-shirt · A · Changed mind"))
    counter.until(lambda: [row.key for row in page.behind.list.results] == [receipt])
    for language, row in zip(both(counter), ("Changed mind,2,3,1097.00,100", "不想要了,2,3,1097.00,100"), strict=True):
        counter.languages.set(language)
        counter.settle()
        for key, kind in ((Key.Key_E, ".csv"), (Key.Key_S, ".pdf")):
            page.figures.notice.clear()
            counter.key(key, modifier=CONTROL)
            counter.until(lambda kind=kind: page.figures.notice.words.endswith(kind))  # type: ignore[misc]
            file = Path(page.figures.notice.words.split(" ", 2)[-1].split("：")[-1])
            said = file.read_bytes()
            rows = said.decode("utf-8-sig").splitlines() if kind == ".csv" else [row] * said.startswith(b"%PDF")
            assert row in rows
    counter.languages.set("en")
    counter.app.sign_in.sign_in("c1", "1111")


def test_without_a_receipt_and_with_an_unknown_one_while_the_hub_is_away(counter: TillWindow) -> None:
    page = returns(counter)
    counter.key(Key.Key_4, modifier=ALT)
    sheet = page.unproved.sheet
    counter.hands.type("13500135000\r")
    assert sheet.goods.hasFocus()
    counter.scan(CODES["A"])
    counter.key(Key.Key_Return)
    counter.until(lambda: bool(sheet.notice.words))  # why does it come back?
    tap(sheet.more)
    counter.key(Key.Key_1, modifier=ALT)
    counter.key(Key.Key_F8)  # there is more
    counter.until(lambda: not sheet.isVisible())
    counter.hands.type("9999\r")  # their role does not reach so far
    counter.until(sheet.isVisible)
    assert "198.00" in sheet.notice.words
    counter.scan(CODES["H"])
    counter.key(Key.Key_Return)
    counter.until(sheet.serial.isVisible)
    counter.scan("SN-7")
    assert (sheet.goods.text(), sheet.serial.text()) == (CODES["H"], "SN-7")
    tap(sheet.ok)
    counter.until(lambda: not sheet.isVisible())
    counter.hands.type("9999\r")
    counter.until(lambda: isinstance(counter.page(), PaymentScreen))
    payment = counter.page()
    assert isinstance(payment, PaymentScreen)
    counter.key(Key.Key_Return)
    counter.until(payment.finished.isVisible)
    sale = counter.app.till.sales.last_sale()
    assert sale is not None
    assert sale.back is not None
    assert (sale.back.kind, [(t.type, t.amount) for t in sale.tenders]) == ("none", [("gift_card", -19800 - 89900)])
    assert [x.serial for x in sale.back.lines] == ["", "SN-7"]
    counter.until(lambda: payment.rested)
    counter.key(Key.Key_Return)
    counter.till.sync()
    why_they_came_back(counter, sale.receipt)

    page = returns(counter)
    hub = counter.till.parts.engine.hub
    hub.url, there = "http://127.0.0.1:9", hub.url  # nothing listens there
    counter.scan("S9-1-20261120-0001")
    counter.until(sheet.isVisible)
    counter.scan(CODES["B"])
    counter.key(Key.Key_2, modifier=ALT)
    tap(sheet.reasons.findChildren(Chip)[2])
    tap(sheet.ok)
    counter.until(lambda: bool(sheet.notice.words))  # who brings it?
    sheet.phone.setText("13500135000")
    tap(sheet.ok)
    counter.until(lambda: not sheet.isVisible())
    counter.hands.type("9999\r")
    counter.until(lambda: counter.app.desk.basket.cart.sold is not None)
    hub.url = there
    cart = counter.app.desk.basket.cart
    assert cart.sold is not None
    assert (cart.sold.kind, cart.sold.receipt) == ("unseen", "S9-1-20261120-0001")
