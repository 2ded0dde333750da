"""Pictures of goods that come back: the empty page, lines of a sale with what goes back, and what no sale proves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from bench.counter import Counter
from posapp.domain.coupon import Coupon
from posapp.domain.promotion import Promotion
from posapp.domain.sold import Limited
from posapp.usecases.return_search import Query
from posapp.usecases.returns import Wish
from ui.payment.screen import PaymentScreen
from ui.receipts.screen import ReceiptsScreen
from ui.reports.screen import ReportsScreen
from ui.returns.screen import ReturnsScreen
from ui.returns.shrinking import shrunk

Shot = Callable[[str], None]
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def returned(at: Counter, shot: Shot) -> None:
    """Of the last sale two lines, one of them all; without a receipt; nothing is taken back."""
    sale = at.app.till.sales.last_sale()
    at.window.go("checkout")
    at.key(Qt.Key.Key_R, modifier=CTRL)
    page = at.window.page_of("returns")
    assert isinstance(page, ReturnsScreen)
    assert sale is not None
    at.calm()
    shot("returns-empty")
    page.model.find(sale.receipt)
    at.until(lambda: page.model.sold is not None)
    for row in (0, 1):
        page.list.set_current(row)
        page.more.click()
    at.calm()
    at.key(Qt.Key.Key_1, modifier=ALT)
    at.calm()
    shot("returns-lines")
    whole = page.model.sold
    assert whole is not None
    page.model.sales = (replace(whole, kind="owed"),)
    page.model.open(0)
    at.calm()
    shot("returns-owed")
    page.model.sales = (whole,)
    page.model.open(0)
    _broken_offer(at, page)
    shot("returns-both-figures")
    page.opened()
    page.model.find(f"posapp:gift:{sale.receipt}")
    at.until(lambda: page.model.sold is not None)
    page.more.click()
    at.calm()
    shot("returns-present")
    at.key(Qt.Key.Key_4, modifier=ALT)
    at.type("13500135000\r")
    at.scan(at.codes(1)[0])
    at.calm()
    shot("returns-no-receipt")
    page.unproved.sheet.ask("S9-1-20261120-0001", page.model.reasons())
    at.calm()
    shot("returns-unknown")
    at.key(Qt.Key.Key_Escape)
    page.opened()
    at.window.go("checkout")
    at.calm()
    shot("returns-key")


def _broken_offer(at: Counter, page: ReturnsScreen) -> None:
    """As if a discount of the first line hung on all of the goods, and a coupon of one use had been spent on them."""
    sold = page.model.sold
    assert sold is not None
    offer = Promotion(
        "all", "threshold_amount", spend=sum(x.gross for x in sold.lines), amount=1_000, on_return="recalculate"
    )
    first = sold.lines[0]
    cheaper = replace(first, off=(("threshold", "all", 1_000),), gross=first.net + 1_000)
    coupon = Coupon("VIP50", "会员五十元券", "Member's 50 off", amount=5_000, uses=1)
    at.app.till.coupons.apply([(coupon.code, coupon)], (), 1, "made up", "2026-11-21T01:00:00Z")
    seen = replace(sold, as_of="2026-11-21T01:00:00Z", limited=Limited(coupons=(coupon.code,)))
    page.model.sold = replace(seen, lines=(cheaper, *sold.lines[1:]), offers=(offer,))
    page.model.wanted = {sold.lines[-1].number: sold.lines[-1].left}
    page.model.changed.emit()
    at.calm()


def came_back(at: Counter, shot: Shot) -> None:
    """A return with a picture: the record of it, and why goods came back as a report."""
    app = at.app
    boss = next(person for person in app.till.staff.all() if person.may("reports"))
    sale = app.till.sales.last_sale()
    assert sale is not None
    (sold,) = app.return_search.here(Query(receipt=sale.receipt))
    line = next(line for line in sold.lines if line.left)
    photo = app.return_photos.keep(_picture())
    wish = Wish(line.number, line.left, "defective", "damaged", "supplier", line.serial, "一只袖子破了", photo)
    app.sign_in.enter(boss)
    app.returns.take(sold, [wish])
    app.payment.pay()
    at.window.go("payment")
    at.calm()
    shot("returns-payment")
    payment = at.window.page_of("payment")
    assert isinstance(payment, PaymentScreen)
    at.key(Qt.Key.Key_Return)
    at.until(payment.finished.isVisible)
    at.calm()
    shot("returns-done")
    at.key(Qt.Key.Key_Return)
    back = app.till.sales.last_sale()
    assert back is not None
    at.window.go("returns")
    page = at.window.page_of("returns")
    assert isinstance(page, ReturnsScreen)
    page.state.ask_photo()
    at.calm()
    shot("returns-picture")
    at.key(Qt.Key.Key_Escape)
    at.window.go("receipts")
    receipts = at.window.page_of("receipts")
    assert isinstance(receipts, ReceiptsScreen)
    at.until(lambda: bool(receipts.lists.sales.results))
    receipts.model.show(back.receipt)
    at.calm()
    shot("receipts-of-return")
    receipts.came_back.ask(back.receipt)
    at.calm()
    shot("receipts-came-back")
    at.key(Qt.Key.Key_Escape)
    at.window.go("reports")
    reports = at.window.page_of("reports")
    assert isinstance(reports, ReportsScreen)
    reports.model.choose("returned")
    at.until(lambda: reports.model.report is not None and reports.model.report.cut == "returned")
    at.calm()
    shot("reports-why-returned")


def _picture() -> bytes:
    """Of nothing in particular."""
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    with TemporaryDirectory() as folder:
        file = Path(folder, "goods.png")
        image.save(str(file))
        return shrunk(file)
