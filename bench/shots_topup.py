"""Pictures of money onto a balance and back, of its payment and its paper, and of points for an earlier receipt."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from bench.counter import Counter
from posapp.domain.topup import TopUp
from ui.members.screen import MembersScreen
from ui.receipts.screen import ReceiptsScreen

Shot = Callable[[str], None]


def topup(at: Counter, shot: Shot) -> None:
    """The member of the scene before tops up; without a hub the balance is told later."""
    at.window.go("members")
    page = at.window.page_of("members")
    assert isinstance(page, MembersScreen)
    page.model.choose("D1")
    at.until(lambda: page.model.chosen == "D1" and page.top_up.isEnabled())
    at.settle()
    page.top_up.trigger()
    at.settle()
    page.topping_up.sheet.amount.setText("500")
    at.settle()
    shot("topup")
    page.topping_up.sheet.back.click()
    at.settle()
    page.topping_up.back.of.setText("S1-1-20261121-T0001")
    at.settle()
    shot("topup-back")
    at.key(Qt.Key.Key_Escape)
    at.app.topups.lay(TopUp("stored_value", "D1", 50_000, 5_000))
    at.window.go("checkout")
    at.settle()
    shot("topup-payment")
    at.app.payment.take_cash_and_complete(60_000)
    at.window.go("receipts")
    receipts = at.window.page_of("receipts")
    assert isinstance(receipts, ReceiptsScreen)
    at.until(lambda: bool(receipts._listed))
    receipts.model.show(at.app.topups.of_day(1)[0].receipt)
    at.settle()
    shot("topup-paper")
    with_points = [row.receipt for row in receipts._listed if receipts.late.possible(row.receipt)]
    for receipt in with_points[:1]:
        receipts.model.show(receipt)
        at.settle()
        receipts.give.trigger()
        at.settle()
        shot("late-points")
        at.key(Qt.Key.Key_Escape)
    at.window.go("drawer")
    at.settle()
    shot("topup-drawer")
