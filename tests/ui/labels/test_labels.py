"""Labels of the shelf to replace, as somebody sees, ticks off and prints them."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt

from tests.support.shop import Shop
from tests.sync.test_dated_prices import TURN, announce
from tests.ui.till_window import TillWindow
from ui.labels.screen import LabelsScreen

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(counter: TillWindow) -> LabelsScreen:
    page = counter.go("labels")
    counter.settle()
    return cast(LabelsScreen, page)


def test_a_price_of_tomorrow_is_listed_and_ticked_off(shop: Shop, counter: TillWindow) -> None:
    page = opened(counter)
    assert page.title.text() == "0 labels to replace"
    assert not page.list.isVisible()
    assert not page.paper.isEnabled(), "there is nothing to print"
    announce(shop, {"price": "109.00", "from": TURN})
    counter.till.sync()
    counter.until(lambda: len(page.list.results) == 1)
    (label,) = page.list.results
    assert (label.name, label.price, label.detail) == ("T-shirt", "99.00 → 109.00", "A")
    assert label.note.startswith("from ")
    counter.languages.set("zh")
    counter.until(lambda: [each.name for each in page.list.results] == ["T恤"])
    page.list.setFocus()
    counter.key(Qt.Key.Key_Return)
    counter.until(lambda: not page.list.results)
    *_, entry = counter.till.parts.till.journal.all()
    assert entry.kind == "label_replaced"


def test_the_list_goes_to_the_printer(shop: Shop, counter: TillWindow) -> None:
    announce(shop, {"price": "109.00", "from": TURN})
    counter.till.sync()
    page = opened(counter)
    counter.key(Qt.Key.Key_P, CTRL)
    assert "printing" in page.notice.words
    counter.go("receipts")
    counter.key(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    (job,) = counter.till.parts.till.print_jobs.waiting()
    assert job.kind == "labels"
    counter.equipment.spooler.start()
    counter.until(lambda: not counter.till.parts.till.print_jobs.waiting())


def of_category(counter: TillWindow, key: Qt.Key) -> LabelsScreen:
    """As a person does: the key, the category, Enter."""
    page = opened(counter)
    counter.key(key, CTRL)
    names = [result.name for result in page.choice.list.results]
    for _ in range(names.index("apparel")):
        counter.key(Qt.Key.Key_Down)
    counter.key(Qt.Key.Key_Return)
    return page


def test_labels_of_a_category_print_and_stop(counter: TillWindow) -> None:
    jobs = counter.till.parts.till.print_jobs
    page = of_category(counter, Qt.Key.Key_K)
    goods = [job.document for job in jobs.waiting()]
    assert {job.kind for job in jobs.waiting()} == {"label"}
    assert set(goods) == set(counter.app.catalog.skus("apparel"))
    assert page.progress.isVisible()
    assert f"0 of {len(goods)}" in page.progress.accessibleName()
    page.run.cancel()
    counter.until(lambda: page.notice.words == "Stopped")
    assert jobs.waiting() == []
    of_category(counter, Qt.Key.Key_K)
    counter.equipment.spooler.run_pending()
    counter.until(lambda: page.notice.words == f"{len(goods)} labels printed")
    assert not page.progress.isVisible()


def test_labels_of_a_category_as_sheets(counter: TillWindow) -> None:
    page = of_category(counter, Qt.Key.Key_S)
    file = counter.app.till.folder / "pdf" / "labels.pdf"
    counter.until(lambda: page.notice.words == f"Saved as {file}")
    assert file.read_bytes().startswith(b"%PDF")
    assert not page.run.busy
