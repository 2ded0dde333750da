"""Pictures of goods that have pictures, of receipts by e-mail, and of a receipt that was paid otherwise."""

from __future__ import annotations

from PySide6.QtCore import Qt

from bench.counter import Counter
from bench.shots_paper import ShotOf
from posapp.domain.stock import StockAside
from posapp.domain.times import to_text
from ui.payment.screen import PaymentScreen
from ui.receipts.screen import ReceiptsScreen

CTRL = Qt.KeyboardModifier.ControlModifier
APPLES, SHIRT = "DEMO-W12345", "DEMO-TEE-M-White"


def pictured(at: Counter, shot: ShotOf) -> None:
    """The fresh goods as tiles, the search, and the card of one."""
    at.window.go("checkout")
    chips = at.checkout.goods.chips
    chips._group.button(1).click()
    at.calm()
    shot("goods-tiles")
    at.type("demo t-shirt")
    at.until(lambda: at.checkout.model.found_for == "demo t-shirt")
    shot("goods-search")
    at.key(Qt.Key.Key_Escape)
    aside = StockAside(SHIRT, damaged=1_000, warehouse=2_000, supplier=12_000)
    at.app.till.set_aside.apply([(SHIRT, aside)], [], 1, "", to_text(at.app.clock.now()))
    for name, sku in (("goods-card", APPLES), ("goods-card-member", SHIRT)):
        at.checkout.quick.price_check.ask(at.product(sku))
        shot(name)
        at.key(Qt.Key.Key_Escape)
    chips._group.button(0).click()
    at.settle()


def mailed(at: Counter, shot: ShotOf) -> None:
    """A sale, its receipt by e-mail, and the page of receipts with what became of it; how it was really paid."""
    at.window.go("checkout")
    at.checkout.questions.ring_up(at.product(SHIRT))
    at.settle()
    at.key(Qt.Key.Key_F12)
    at.settle()
    at.type("\r")
    page = at.window.page_of("payment")
    assert isinstance(page, PaymentScreen)
    at.until(lambda: page.finished.isVisible())
    at.key(Qt.Key.Key_E, modifier=CTRL)
    at.type("lin.xiao")
    shot("mail-ask")
    at.type("\r")
    at.calm()
    shot("mail-wrong")
    at.type("@example.com\r")
    at.until(lambda: not page.mail.mailing.sheet.isVisible())
    shot("mail-done")
    at.until(lambda: page.rested)
    at.type("\r")
    at.window.go("receipts")
    at.calm()
    receipts = at.window.page_of("receipts")
    assert isinstance(receipts, ReceiptsScreen)
    receipts.model.show(receipts._listed[0].receipt)  # the page stays at what another scene looked at
    at.until(receipts.paper.mailed.isVisible)
    shot("mail-receipts")
    at.key(Qt.Key.Key_T, modifier=CTRL)
    at.until(lambda: receipts.correction.sheet.isVisible())
    shot("correct")
    receipts.correction.sheet.types._group.button(1).click()
    at.settle()
    shot("correct-card")
    at.key(Qt.Key.Key_Escape)
    at.window.go("checkout")
