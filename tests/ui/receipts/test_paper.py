"""A printer that is off, or whose roll ends: what the person sees, what goes on, and what comes out afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from posapp.devices.printer_simulated import SimulatedPrinter
from tests.printing.reading import read
from tests.support.shop import Shop
from tests.ui.till_window import TillWindow, till_window
from ui.checkout.screen import CheckoutScreen
from ui.paper_pill import PaperPill
from ui.payment.screen import PaymentScreen

Key = Qt.Key
A = "6901234567892"


@pytest.fixture
def counter(shop: Shop, qapp: QApplication, qtbot: QtBot) -> Iterator[TillWindow]:
    """In the printer's own characters, which can be read back."""
    with till_window(shop, qapp) as made:
        made.equipment.change(made.equipment.machine._replace(drawn=False))
        made.enter()
        yield made


def printed(counter: TillWindow) -> list[str]:
    """What lies there, oldest first."""
    files = [job.with_suffix(".bin") for job in paper(counter).jobs()]
    return ["\n".join(read(file.read_bytes()).receipts[0].text) for file in files]


def paper(counter: TillWindow) -> SimulatedPrinter:
    return cast(SimulatedPrinter, counter.equipment.printer)


def numbers(texts: list[str]) -> list[str]:
    return [line.split()[-1] for text in texts for line in text.splitlines() if "小票号" in line]


def pill(counter: TillWindow) -> PaperPill | None:
    """What stands beside the key that takes money."""
    return next((pill for pill in counter.page().findChildren(PaperPill) if pill.isVisible()), None)


def work_off(counter: TillWindow, state: str) -> None:
    paper(counter).set(state)  # type: ignore[arg-type]
    counter.equipment.spooler.run_pending()
    counter.settle()


def test_scenario_20_five_receipts_wait_and_come_out_in_order(counter: TillWindow) -> None:
    work_off(counter, "off")
    receipts = [counter.sell(sku).receipt for sku in "ABCDG"]
    counter.equipment.spooler.run_pending()
    counter.settle()
    assert counter.window.top_bar.paper.words == "Printer off · 5 waiting"
    work_off(counter, "ready")
    out = printed(counter)
    assert numbers(out) == receipts
    assert "T恤" in out[0]
    assert "￥99.00" in out[0]
    ends = {len(line.encode("gb18030")) for line in out[1].splitlines() if line.endswith(("35.50", receipts[1]))}
    assert ends == {48, 24}, "columns end at the edge of 80 mm paper, at half of it where signs are twice as wide"
    counter.go("receipts")
    for _ in range(3):
        counter.key(Key.Key_Down)
    counter.key(Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    work_off(counter, "ready")
    [copy] = printed(counter)[5:]
    assert numbers([copy]) == [receipts[1]]
    assert "副本 COPY" in copy
    last = counter.app.till.journal.last()
    assert last is not None
    assert (last.kind, last.staff) == ("reprinted", "c1")


def test_the_roll_ends_in_the_middle_of_a_receipt(counter: TillWindow) -> None:
    """The next customer is served meanwhile; after the change the whole receipt comes again, marked, then the next."""
    paper(counter).set("paper_ends")
    counter.go("checkout")
    assert pill(counter) is None
    counter.scan(A)
    counter.key(Key.Key_F12)
    counter.key(Key.Key_Return)
    counter.equipment.spooler.run_pending()
    assert counter.equipment.spooler.status.reason == "print_paper_ended"
    counter.settle()
    page = counter.page()
    assert isinstance(page, PaymentScreen)
    assert "drawer with its key" in page.finished.paper.words
    counter.go("checkout")
    counter.scan(A)
    beside = pill(counter)
    assert isinstance(counter.page(), CheckoutScreen)
    assert beside is not None
    assert beside.words == "No paper: the receipt will wait · 1 waiting"
    counter.key(Key.Key_F12)
    assert isinstance(counter.page(), PaymentScreen)
    assert pill(counter) is not None, "before the money is taken"
    counter.key(Key.Key_Return)
    assert counter.app.till.sales.count() == 2
    work_off(counter, "ready")
    torn, again, following = printed(counter)
    assert numbers([again, following]) == ["S1-1-20261121-0001", "S1-1-20261121-0002"]
    assert "补打 PRINTED AGAIN" in again
    assert "补打" not in torn + following
    assert len(torn.splitlines()) < len(again.splitlines())
    counter.go("checkout")
    assert pill(counter) is None


def test_a_basket_asks_the_printer_whether_there_is_paper(counter: TillWindow) -> None:
    """A roll that was taken out since the last receipt shows before the money is taken."""
    counter.equipment.spooler.start()
    page = counter.go("checkout")
    paper(counter).set("paper_out")
    counter.scan(A)
    counter.until(lambda: pill(counter) is not None)
    assert page is counter.page()
