"""Pictures of goods that come back: the empty page, lines of a sale with what goes back, and what no sale proves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from bench.counter import Counter
from ui.returns.screen import ReturnsScreen

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
