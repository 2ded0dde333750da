"""Pictures of reports, of the dashboard and of the log, read by a manager after some sales."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt

from bench.counter import Counter
from bench.shots_paper import ShotOf
from posapp.domain.dashboard import Hour, TillStand
from posapp.domain.report import CUTS
from posapp.domain.times import to_text
from ui.audit.screen import AuditScreen
from ui.dashboard.screen import DashboardScreen
from ui.reports.screen import ReportsScreen


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


def told(page: ReportsScreen) -> bool:
    """Whether what stands beside the chosen row is that row's."""
    rows, row = page.figures.table.shown, page._row
    return not 0 <= row < len(rows) or page.behind.title.text() == rows[row].name.strip()


def reports(at: Counter, shot: ShotOf) -> None:
    """Each cut of the day, a row with its receipts, one of them on paper."""
    a_few_sales(at)
    page = at.window.page_of("reports")
    assert isinstance(page, ReportsScreen)
    at.window.go("reports")
    at.calm()
    for cut in CUTS:
        page.model.choose(cut)
        at.until(lambda cut=cut: page._report is not None and page._report.cut == cut)  # type: ignore[misc]
        at.key(Qt.Key.Key_Down)
        at.key(Qt.Key.Key_Down)
        at.until(partial(told, page))
        shot(f"report-{cut}")
    page.model.choose("summary")
    at.until(lambda: page._report is not None and page._report.cut == "summary")
    at.key(Qt.Key.Key_Down)
    at.until(lambda: bool(page.behind.list.results))
    at.key(Qt.Key.Key_Return)
    at.key(Qt.Key.Key_Return)
    at.calm()
    shot("report-paper")
    at.key(Qt.Key.Key_Escape)
    at.window.go("checkout")


def at_a_glance(at: Counter, shot: ShotOf) -> None:
    """The dashboard with what a hub might say of two tills, as charts and as tables; then the log."""
    page = at.window.page_of("dashboard")
    assert isinstance(page, DashboardScreen)
    at.window.go("dashboard")
    at.until(lambda: page._now is not None)
    shot("dashboard-alone")
    app = at.app
    now = app.dashboards.today()
    other = (
        TillStand("2", now.date + "T01:12:00Z", 7, "unsent", True, 123_450, 21),
        TillStand("3", "", None, "not_heard", False, 0, 0),
    )
    own = TillStand("1", to_text(app.clock.now()), 0, "not_closed", True, now.own, now.figures.transactions)
    hours = {(now.hour + n) % 24: Hour(n % 5 + 1, 20_000 + n * 7_000 % 31_000) for n in range(-6, 1)}
    before = {(now.hour + n) % 24: Hour(n % 4 + 2, 24_000 + n * 11_000 % 37_000) for n in range(-6, 5)}
    said = replace(now, tills=(own, *other), at=to_text(app.clock.now()), exceptions=2, target=180_000, visitors=64)
    page._show(replace(said, hours=hours, hours_before=before, so_far_before=150_300, pickups=(3, 1, 2)))
    shot("dashboard")
    at.key(Qt.Key.Key_T, modifier=Qt.KeyboardModifier.ControlModifier)
    shot("dashboard-tables")
    at.key(Qt.Key.Key_T, modifier=Qt.KeyboardModifier.ControlModifier)
    log = at.window.page_of("audit")
    assert isinstance(log, AuditScreen)
    at.window.go("audit")
    at.until(lambda: bool(log.listed.list.results))
    at.key(Qt.Key.Key_Down)
    at.settle()
    shot("audit")
    at.window.go("checkout")
