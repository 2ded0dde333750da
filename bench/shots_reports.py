"""Pictures of reports, of the dashboard and of the log, read by a manager after some sales."""

from __future__ import annotations

from PySide6.QtCore import Qt

from bench.counter import Counter
from bench.shots_paper import ShotOf
from posapp.domain.report import Cut
from ui.reports.screen import ReportsScreen

PICTURED: tuple[Cut, ...] = (
    "summary",
    "cashier",
    "hour",
    "category",
    "tender",
    "tax",
    "discount",
    "exceptions",
    "members",
)


def a_few_sales(at: Counter) -> None:
    """Rung up by the manager: some baskets, one with a reduction, one emptied, the drawer opened."""
    app = at.app
    app.sign_in.sign_in("m1", "9999")
    if app.desk.shift is None:
        app.shifts.open_shift(50_000)
    codes = at.codes(14)
    for size in (3, 1, 5, 2, 4, 7):
        for code in codes[:size]:
            app.checkout.scan(code)
        if size == 5:
            app.reductions.give(app.reductions.order_discount("破损", percent=10_000))
        app.payment.pay()
        if size % 2:
            app.payment.take_cash_and_complete(app.desk.settlement().remaining + 1_000)
        else:
            app.payment.take("card", app.desk.settlement().remaining_exact, f"SLIP-{size}")
            app.payment.complete()
    app.checkout.scan(codes[0])
    app.checkout.clear("客人走了")
    app.receipts.open_drawer("换零")
    app.receipts.reprint_last()


def reports(at: Counter, shot: ShotOf) -> None:
    """Each cut of the day, a row with its receipts, one of them on paper."""
    a_few_sales(at)
    page = at.window.page_of("reports")
    assert isinstance(page, ReportsScreen)
    at.window.go("reports")
    at.calm()
    for cut in PICTURED:
        page.model.choose(cut)
        at.calm()
        at.key(Qt.Key.Key_Down)
        at.key(Qt.Key.Key_Down)
        at.calm()
        shot(f"report-{cut}")
    at.key(Qt.Key.Key_Up)
    at.key(Qt.Key.Key_Return)
    at.calm()
    at.key(Qt.Key.Key_Return)
    at.calm()
    shot("report-paper")
    at.key(Qt.Key.Key_Escape)
    at.window.go("checkout")
