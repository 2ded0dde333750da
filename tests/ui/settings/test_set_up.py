"""Setting devices up: each is tried from the page and says what should have happened; printers of other kinds."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt

from posapp.devices.printer_simulated import SimulatedPrinter
from tests.printing.reading import read
from tests.ui.till_window import TillWindow
from ui.settings.model import QUEUE, SERIAL
from ui.settings.screen import SettingsScreen

Key = Qt.Key


def opened(counter: TillWindow) -> SettingsScreen:
    page = counter.go("settings")
    counter.key(Key.Key_3, Qt.KeyboardModifier.AltModifier)
    return cast(SettingsScreen, page)


def test_printer_drawer_and_display_are_tried(counter: TillWindow) -> None:
    page = opened(counter)
    printer = cast(SimulatedPrinter, counter.equipment.printer)
    trials = page.printer.trials
    printer.set("paper_out")
    counter.tap(trials["page"])
    assert "on its way" in page.notice.words
    counter.equipment.spooler.run_pending()
    counter.until(lambda: "out of paper" in page.notice.words)
    printer.set("ready")
    counter.equipment.spooler.run_pending()
    counter.until(lambda: "has come out" in page.notice.words)
    [piece] = read(printer.jobs()[0].with_suffix(".bin").read_bytes()).receipts
    assert sorted(piece.scanned) == ["6901234567892", "posapp:TEST"]
    counter.tap(page.printer.pin.chips["5"])
    counter.tap(trials["drawer"])
    assert "pin 5" in page.notice.words
    counter.equipment.spooler.run_pending()
    assert cast(SimulatedPrinter, counter.equipment.printer).drawer_opened == 1
    last = counter.app.till.journal.last()
    assert last is not None
    assert last.kind == "drawer_opened", "also a trial is told"
    counter.tap(trials["display"])
    assert "No customer display" in page.notice.words
    counter.tap(page.chips[0])
    counter.tap(page.display.customer.chips["window"])
    counter.tap(page.chips[2])
    counter.tap(trials["display"])
    assert counter.display.window is not None
    assert counter.display.window.words[-1] == "顾客屏正常 The customer display works"


def test_labels_have_a_printer_of_their_own(counter: TillWindow) -> None:
    page = opened(counter)
    page.printer.labels.field.setText("simulated")
    page.printer.labels.field.returnPressed.emit()
    counter.app.shelf_labels.print_labels(["A"])
    receipt = counter.sell("B").receipt
    counter.equipment.spooler.run_pending()
    counter.equipment.label_spooler.run_pending()
    assert counter.app.till.print_jobs.waiting() == []
    codes = {place.name: [scanned(file) for file in sorted(place.glob("*.bin"))] for place in papers(counter)}
    assert codes == {"printer": [[f"posapp:{receipt}"]], "labels": [["6901234567892"]]}


def papers(counter: TillWindow) -> list[Path]:
    return [counter.till.folder / name for name in ("printer", "labels")]


def scanned(file: Path) -> list[str]:
    return read(file.read_bytes()).receipts[0].scanned


def test_a_serial_plug_and_a_printer_of_the_system(counter: TillWindow) -> None:
    page = opened(counter)
    for kind, typed, address in (
        (SERIAL, "/dev/ttyUSB7?speed=19200", "serial:/dev/ttyUSB7?speed=19200"),
        (QUEUE, "Receipts", "lp:Receipts"),
    ):
        counter.tap(page.printer.kind.chips[kind])
        page.printer.address.field.setText(typed)
        counter.key(Key.Key_Return)
        assert counter.equipment.machine.printer == address
        assert page.printer.kind.value == kind
        assert page.printer.address.field.text() == typed
    page.printer.address.field.setText("no such; queue")
    counter.key(Key.Key_Return)
    assert counter.equipment.machine.printer == "lp:Receipts"
    assert page.printer.address.field.wrong
    counter.tap(page.printer.paper.chips["210"])
    assert counter.equipment.machine.paper == 210


def test_a_pole_is_told_where_it_is(counter: TillWindow) -> None:
    page = opened(counter)
    counter.tap(page.chips[0])
    assert not page.display.pole.isVisible()
    counter.tap(page.display.customer.chips["pole"])
    assert page.display.pole.field.hasFocus()
    counter.type("/etc/passwd\r")
    assert counter.equipment.machine.display == ""
    assert page.display.pole.field.wrong
    page.display.pole.field.clear()
    counter.type("/dev/ttyS9?speed=9600\r")
    assert counter.equipment.machine.display == "pole:/dev/ttyS9?speed=9600"
    counter.tap(page.display.customer.chips[""])
    assert counter.equipment.machine.display == ""
