"""A manager looks at the day: the whole shop when the hub answers, this till alone when it does not; and at the log."""

from __future__ import annotations

from typing import cast

from msgspec.json import decode
from PySide6.QtCore import Qt

from posapp.commands.sensor_process import SensorProcess
from posapp.contract.report_ops import VisitorsCountedOp
from printing.layout import PAPER_80
from printing.report_files import paper_report
from printing.text import receipt_text
from tests.support.refused import refused
from tests.support.shop import Shop
from tests.ui.till_window import TillWindow
from ui.audit.screen import AuditScreen
from ui.dashboard.screen import DashboardScreen
from ui.reports.screen import ReportsScreen

Key = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def value(page: DashboardScreen, name: str) -> tuple[str, str]:
    figure = page.panel.figures[name]
    return figure.value.text(), figure.beside.text()


def test_the_day_of_the_shop_and_of_this_till_and_the_log(shop: Shop, counter: TillWindow) -> None:
    other = shop.till("2")
    other.sign_in()
    other.open_shift()
    other.sell("B")
    other.sync()
    for sku in ("A", "A"):
        counter.sell(sku)
    counter.till.sync()
    counter.go("reports")
    counter.key(Key.Key_B, CTRL)
    page = cast(DashboardScreen, counter.page())
    counter.until(lambda: page._now is not None and page._now.of_shop)
    assert value(page, "net") == ("233.50", "no target set")
    assert value(page, "receipts")[0] == "3"
    assert [row.name for row in page.panel.tills.shown] == ["Till 1 · shift open", "Till 2 · shift open"]
    assert [bar.size for bar in page.panel.hours.bars] == [23350]

    counter.key(Key.Key_N, CTRL)
    counter.type("12\r")
    counter.until(lambda: value(page, "conversion")[1] == "12 visitors")
    sensor = SensorProcess()
    sensor.start(40, spread=False)
    controls = counter.equipment.controls()
    with refused("sensor_address"):
        controls.set_machine(controls.machine()._replace(visitor_sensor="door"))
    controls.set_machine(controls.machine()._replace(visitor_sensor=sensor.address))
    counter.key(Key.Key_R, CTRL)
    counter.until(lambda: value(page, "conversion") == ("7.5%", "40 visitors, counted by a simulated sensor"))
    sensor.stop()
    counter.key(Key.Key_R, CTRL)
    counter.until(lambda: value(page, "conversion") == ("7.5%", "40 visitors"))
    entries = [e for e in counter.till.parts.till.journal.all() if e.kind == "visitors_counted"]
    told = [(op.count, op.before, op.source) for op in (decode(e.body, type=VisitorsCountedOp) for e in entries)]
    assert told == [(12, 0, "typed"), (40, 12, "模拟SIM sensor door")], "nothing is written where nothing changed"
    counter.type("x\r")
    assert "whole number" in page.panel.notice.words
    counter.key(Key.Key_T, CTRL)
    assert [row.cells for row in page.panel.hour_table.shown] == [("3", "233.50", "0.00")]
    counter.key(Key.Key_T, CTRL)

    counter.key(Key.Key_Escape)
    book = cast(ReportsScreen, counter.page())
    book.model.choose("tills")
    counter.until(lambda: book.figures.title.text() == "Shop's day")
    assert [(row.name, row.cells[0]) for row in book.figures.table.shown] == [
        ("Till 1 · shift open", "2"),
        ("Till 2 · shift open", "1"),
        ("In all", "3"),
    ]
    assert book.figures.state.words == "Adds up, provisional"
    counter.key(Key.Key_P, CTRL)
    counter.until(lambda: book.figures.notice.words == "The report is printing")
    job = counter.app.till.print_jobs.waiting()[-1]
    paper = "\n".join(receipt_text(paper_report(counter.app, job.document, "en"), PAPER_80))
    assert all(said in paper for said in ("Shop's day", "Provisional", "Till 2 · shift open", "233.50"))
    counter.key(Key.Key_S, CTRL)
    counter.until(lambda: book.figures.notice.words.endswith("tills-2026-11-21-2026-11-21.pdf"))
    counter.key(Key.Key_E, CTRL)
    counter.until(lambda: book.figures.notice.words.endswith("tills-2026-11-21-2026-11-21.csv"))
    counter.key(Key.Key_B, CTRL)

    shop.hub.stop()
    counter.key(Key.Key_R, CTRL)
    counter.until(lambda: page._now is not None and not page._now.of_shop and bool(page._now.why))
    assert value(page, "net")[0] == "198.00"
    assert page.panel.state.words == "This till alone: no answer yet"
    shop.hub.start()

    counter.key(Key.Key_Escape)
    counter.key(Key.Key_U, CTRL)
    log = cast(AuditScreen, counter.page())
    counter.until(lambda: bool(log.listed.list.results))
    newest = [row.name for row in log.listed.list.results[:4]]
    exported = [f"Exported tills ({form}) 2026-11-21 – 2026-11-21" for form in ("csv", "pdf", "paper")]
    assert newest == [*exported, "Visitors on 2026-11-21: 40"]
    counter.type("99.00")
    counter.until(lambda: not log.listed.list.isVisible())
    log.listed.field.clear()
    counter.key(Key.Key_Down, ALT)
    counter.until(lambda: {row.name.split()[0] for row in log.listed.list.results} == {"Sale"})
    counter.key(Key.Key_E, CTRL)
    counter.until(lambda: "entries saved" in log.listed.notice.words)
