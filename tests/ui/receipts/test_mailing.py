"""The receipt by e-mail through the window: after a payment and on the page of receipts, by key and by finger."""

from __future__ import annotations

import json
from typing import cast

from PySide6.QtCore import Qt

from hub.notices.senders import FILE
from tests.support.shop import Shop
from tests.ui.till_window import TillWindow
from ui.payment.screen import PaymentScreen
from ui.receipts.screen import ReceiptsScreen

CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def test_after_a_payment_and_later(shop: Shop, counter: TillWindow) -> None:
    (shop.folder / "hub" / FILE).write_text(json.dumps({"email": "simulated"}), "utf-8")
    counter.scan("6901234567892")
    counter.key(Key.Key_F12)
    page = cast(PaymentScreen, counter.page())
    counter.key(Key.Key_E, CTRL)
    assert not page.mail.mailing.sheet.isVisible(), "nothing is sold yet"
    counter.key(Key.Key_Return)
    counter.until(lambda: page.finished.isVisible())
    counter.key(Key.Key_E, CTRL)
    sheet = page.mail.mailing.sheet
    assert (sheet.isVisible(), sheet.known.isVisible()) == (True, False)
    counter.type("lin.xiao")
    counter.key(Key.Key_Return)
    assert "no e-mail address" in sheet.notice.words
    counter.languages.set("zh")
    counter.settle()
    assert (sheet.field.placeholderText(), sheet.field.text()) == ("邮箱地址", "lin.xiao"), "it follows at once"
    counter.languages.set("en")
    counter.settle()
    counter.type("@example.com")
    counter.tap(sheet.ok)
    counter.until(lambda: not sheet.isVisible())
    assert page.finished.mailed.words == "E-mail to l****@example.com: goes when the line is back"
    receipts = cast(ReceiptsScreen, counter.go("receipts"))
    counter.until(receipts.paper.mailed.isVisible)
    counter.till.sync()

    def told() -> bool:
        receipts.mailing.show(receipts.paper.title.text())
        counter.settle()
        return receipts.paper.mailed.text() == "E-mail to l****@example.com: sent (simulated)"

    counter.until(told)
    counter.tap(receipts.paper.mail)
    assert receipts.mailing.sheet.isVisible()
    counter.key(Key.Key_Escape)
    counter.go("checkout")
