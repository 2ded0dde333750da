"""A manager reads reports by keys and by finger; what leaves the till is written down."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt

from posapp.usecases.audit import Wanted
from tests.ui.till_window import TillWindow
from ui.reports.screen import ReportsScreen

Key = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def names(page: ReportsScreen) -> list[str]:
    return [row.name for row in page.figures.table.shown]


def test_a_figure_leads_to_its_receipts_by_keys_alone(counter: TillWindow) -> None:
    for sku in ("A", "A", "B"):
        counter.sell(sku)
    counter.app.receipts.open_drawer("=1+1")
    page = cast(ReportsScreen, counter.go("reports"))
    counter.until(lambda: bool(page.figures.table.shown))
    assert page.figures.state.words == "Adds up, provisional"
    assert "Net sales, with tax" in names(page)

    counter.key(Key.Key_Down, ALT)
    counter.until(lambda: page.figures.title.text() == "By day")
    while page.model.cut != "category":
        counter.key(Key.Key_Down, ALT)
    counter.until(lambda: page.figures.title.text() == "By category")
    assert [(row.name, row.cells[4]) for row in page.figures.table.shown] == [
        ("apparel", "198.00"),
        ("home", "35.50"),
        ("In all", "233.50"),
    ]
    counter.key(Key.Key_Down)
    counter.key(Key.Key_Down)
    counter.until(lambda: len(page.behind.list.results) == 1)
    counter.key(Key.Key_Return)
    counter.key(Key.Key_Return)
    assert page.behind.on_paper
    counter.key(Key.Key_Escape)
    counter.key(Key.Key_Escape)
    assert page.figures.table.rows.hasFocus()

    counter.key(Key.Key_E, CTRL)
    counter.until(lambda: "Saved as" in page.figures.notice.words)
    file = Path(page.figures.notice.words.removeprefix("Saved as "))
    with file.open(encoding="utf-8-sig", newline="") as lines:
        assert ["apparel", "2", "2", "198.00", "0.00", "198.00", "22.78", "84.796"] in list(csv.reader(lines))
    counter.key(Key.Key_S, CTRL)
    counter.until(lambda: page.figures.notice.words.endswith(".pdf"))
    counter.key(Key.Key_P, CTRL)
    counter.until(lambda: page.figures.notice.words == "The report is printing")
    forms = [line.what.split("(")[1][:3] for line in counter.app.audit.found(Wanted(group="paper"), "en")]
    assert forms == ["pap", "pdf", "csv"]

    page.model.choose("members")
    counter.until(lambda: page.figures.title.text() == "Member share")
    counter.key(Key.Key_Down)
    counter.key(Key.Key_Down)
    counter.until(lambda: len(page.behind.list.results) == 3)  # nobody was a member
    counter.key(Key.Key_Down, ALT)
    counter.until(lambda: page.figures.empty.isVisible())
    assert page.figures.empty.text().startswith("Nothing came back")
    counter.key(Key.Key_Up, ALT)
    counter.until(lambda: page.figures.table.isVisible())
    assert page.figures.table.rows.hasFocus()  # an empty report between two has not taken the keys away

    page.model.choose("category")
    counter.key(Key.Key_Left, ALT)
    counter.until(lambda: page.figures.empty.isVisible())
    assert page.figures.empty.text().startswith("Nothing was sold")
    page.figures.days.setText("2026-11-22 2026-11-20")
    page.figures.days.returnPressed.emit()
    assert "lies before" in page.figures.notice.words
    page.figures.days.setText("2026/11/01 20261130")
    page.figures.days.returnPressed.emit()
    counter.until(lambda: not page.figures.empty.isVisible())
    assert page.figures.days.text() == "2026-11-01 – 2026-11-30"

    page.model.choose("exceptions")
    counter.until(lambda: page.figures.title.text() == "Exceptions")
    page.figures.table.rows.set_current(names(page).index("Drawer opened without a sale"))
    counter.until(lambda: len(page.behind.list.results) == 1)
    assert page.behind.list.results[0].name == "Drawer opened without a sale"
