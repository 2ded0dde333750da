"""The machine's settings through the real window: kept in a file, at work at once."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from posapp.domain.machine import MachineSettings
from posapp.storage.machine import FILE as MACHINE_FILE
from posapp.storage.machine import load_machine, save_machine
from tests.ui.till_window import TillWindow
from ui.settings.model import FILE, NETWORK, SIMULATED
from ui.settings.screen import SettingsScreen

ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key


def opened(counter: TillWindow, part: Key = Key.Key_1) -> SettingsScreen:
    page = counter.go("settings")
    counter.key(part, ALT)
    return cast(SettingsScreen, page)


def kept(counter: TillWindow) -> MachineSettings:
    return load_machine(counter.till.folder)


def test_size_changes_at_once_and_is_kept(counter: TillWindow) -> None:
    page = opened(counter)
    counter.tap(page.display.scale.chips["150"])
    assert counter.theme.scale == 1.5
    assert kept(counter).scale == 150


def test_only_sizes_that_leave_room_to_work_are_offered(counter: TillWindow) -> None:
    counter.window.resize(1024, 768)
    page = opened(counter)
    chips = page.display.scale.chips
    assert [size for size, chip in chips.items() if chip.isVisible()] == ["100", "125", "150"]
    counter.window.resize(1366, 768)
    page.model.show()
    assert chips["200"].isVisible()


def test_a_size_kept_from_a_larger_screen_is_not_shown_as_chosen(counter: TillWindow) -> None:
    page = opened(counter)
    counter.tap(page.display.scale.chips["200"])
    counter.window.resize(1024, 768)
    page.model.show()
    assert page.display.scale.value == "150"
    assert not page.display.scale.chips["200"].isVisible()
    assert kept(counter).scale == 200, "the wish is kept for the larger screen"


def test_language_changes_at_once_and_is_kept(counter: TillWindow) -> None:
    page = opened(counter)
    counter.tap(page.display.language.chips["zh"])
    assert counter.languages.language == "zh"
    assert kept(counter).language == "zh"
    assert page.chips[1].label.startswith("扫码枪")


def test_sound(counter: TillWindow) -> None:
    page = opened(counter)
    counter.tap(page.display.sound.chips["off"])
    assert not kept(counter).sound


def test_scanner_figures(counter: TillWindow) -> None:
    page = opened(counter, Key.Key_2)
    field = page.scanner.gap.field
    field.setFocus()
    field.selectAll()
    counter.type("60")
    counter.key(Key.Key_Return)
    assert kept(counter).scan_gap == 60
    counter.tap(page.scanner.ending.chips["tab"])
    assert kept(counter).scan_ending == "tab"


def test_a_figure_out_of_range_is_refused_in_place(counter: TillWindow) -> None:
    page = opened(counter, Key.Key_2)
    field = page.scanner.gap.field
    for typed in ("", "4", "201", "x", "３５", "35.5"):
        page.notice.clear()
        field.set_wrong("")
        field.setText(typed)
        field.setFocus()
        counter.key(Key.Key_Return)
        assert kept(counter) == MachineSettings(), typed
        assert "from 5 to 200" in page.notice.words, typed
        assert field.hasFocus()
        assert field.wrong


def test_a_scan_shows_what_the_scanner_sends(counter: TillWindow) -> None:
    page = opened(counter, Key.Key_2)
    counter.scan("6901234567892")
    assert "6901234567892" in page.notice.words
    assert counter.app.desk.basket.cart.empty


def test_another_printer(counter: TillWindow) -> None:
    page = opened(counter, Key.Key_3)
    assert not page.printer.address.isEnabled()
    counter.tap(page.printer.kind.chips[NETWORK])
    assert page.printer.address.field.hasFocus()
    counter.type("127.0.0.1:9")
    counter.key(Key.Key_Return)
    assert kept(counter).printer == "tcp://127.0.0.1:9"
    counter.sell()
    assert counter.equipment.spooler.run_pending().state == "off"
    counter.tap(page.printer.kind.chips[SIMULATED])
    assert kept(counter).printer == "simulated"
    status = counter.equipment.spooler.run_pending()
    assert (status.state, status.waiting, status.simulated) == ("ready", 0, True)


def test_a_printer_file(counter: TillWindow, tmp_path: Path) -> None:
    page = opened(counter, Key.Key_3)
    counter.tap(page.printer.kind.chips[FILE])
    page.printer.address.field.setText(str(tmp_path / "paper.bin"))
    counter.tap(page.printer.address.use)
    counter.tap(page.printer.paper.chips["58"])
    counter.tap(page.printer.drawn.chips["text"])
    counter.sell()
    assert counter.equipment.spooler.run_pending().state == "ready"
    assert "T恤".encode("gb18030") in (tmp_path / "paper.bin").read_bytes()


def test_an_address_that_makes_no_sense(counter: TillWindow) -> None:
    page = opened(counter, Key.Key_3)
    counter.tap(page.printer.kind.chips[NETWORK])
    counter.type("host:port:9")
    counter.key(Key.Key_Return)
    assert kept(counter).printer == "simulated"
    assert page.printer.address.field.wrong == page.notice.words != ""
    assert page.printer.address.field.hasFocus()


def test_a_card_terminal_is_connected_and_taken_away(counter: TillWindow) -> None:
    page = opened(counter, Key.Key_3)
    entry = page.printer.terminal
    entry.field.setText("192.168.1.60:port")
    counter.tap(entry.use)
    assert entry.field.wrong == page.notice.words != ""
    assert kept(counter).terminal == ""
    entry.field.setText("192.168.1.60:9220")
    counter.tap(entry.use)
    assert kept(counter).terminal == "tcp://192.168.1.60:9220"
    assert counter.equipment.controls().provider() is not None
    entry.field.setText("")
    counter.tap(entry.use)
    assert counter.equipment.controls().provider() is None


def test_a_cashier_does_not_choose_the_printer(counter: TillWindow) -> None:
    page = opened(counter, Key.Key_3)
    counter.tap(page.printer.kind.chips[NETWORK])
    counter.app.sign_in.sign_in("c1", "1111")
    counter.type("127.0.0.1:9")
    counter.key(Key.Key_Return)
    assert kept(counter).printer == "simulated"
    assert page.approval.isVisible(), "somebody who may is asked for"
    counter.key(Key.Key_Escape)
    assert kept(counter).printer == "simulated"
    assert "needs a manager" in page.notice.words


def test_a_cashier_chooses_the_printer_with_a_managers_pin(counter: TillWindow) -> None:
    page = opened(counter, Key.Key_3)
    counter.app.sign_in.sign_in("c1", "1111")
    counter.tap(page.printer.pin.chips["5"])
    counter.type("9999\r")
    counter.until(lambda: kept(counter).drawer_pin == 5)
    assert page.printer.pin.value == "5"


@pytest.mark.parametrize("pin", ["", "9999\r"])
def test_after_the_question_for_a_manager_the_cursor_is_in_the_address_again(
    counter: TillWindow, tmp_path: Path, pin: str
) -> None:
    counter.sell()
    page = opened(counter, Key.Key_3)
    counter.app.sign_in.sign_in("c1", "1111")
    counter.tap(page.printer.kind.chips[FILE])
    paper = str(tmp_path / "paper.prn")
    counter.type(f"{paper}\r")
    assert page.approval.isVisible()
    counter.type(pin) if pin else counter.key(Key.Key_Escape)
    counter.until(lambda: not page.approval.isVisible())
    counter.settle()
    field = page.printer.address.field
    assert field.hasFocus()
    assert field.text() == paper
    counter.key(Key.Key_Return)
    counter.settle()
    assert "receipt_copy" not in [job.kind for job in counter.app.till.print_jobs.waiting()], "Enter printed a copy"
    assert kept(counter).printer == (f"file:{paper}" if pin else "simulated")


def test_the_simulated_printer_leaves_the_keyboard_in_the_settings(counter: TillWindow) -> None:
    page = opened(counter, Key.Key_3)
    counter.tap(page.printer.kind.chips[FILE])
    assert page.printer.address.field.hasFocus()
    counter.tap(page.printer.kind.chips[SIMULATED])
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.printer.isAncestorOf(focused)


def test_a_file_that_is_no_printer_is_refused_at_once(counter: TillWindow) -> None:
    page = opened(counter, Key.Key_3)
    counter.tap(page.printer.kind.chips[FILE])
    for nowhere in (str(counter.till.folder / "till.db"), str(counter.till.folder), "lp0", ""):
        field = page.printer.address.field
        field.setText(nowhere)
        counter.key(Key.Key_Return)
        assert kept(counter).printer == "simulated"
        assert field.wrong == page.notice.words
        assert "/dev/usb/lp0" in field.wrong
        assert "tcp://" not in field.wrong
    field.setText("/dev/usb/lp-not-plugged-in")
    counter.key(Key.Key_Return)
    assert kept(counter).printer == "file:/dev/usb/lp-not-plugged-in"
    assert "tried" in page.notice.words, "nobody knows yet whether it is at work"


def test_about_names_version_and_licences(counter: TillWindow) -> None:
    page = opened(counter, Key.Key_4)
    assert page.about.isVisible()
    assert str(counter.till.folder) in page.about.folder.words


@pytest.mark.parametrize("text", ["", "[]", "{", "7", "\x00"])
def test_a_damaged_file_is_put_aside(tmp_path: Path, text: str) -> None:
    (tmp_path / MACHINE_FILE).write_text(text)
    assert load_machine(tmp_path) == MachineSettings()
    assert (tmp_path / "machine.damaged").read_text() == text


def test_values_that_make_no_sense_are_as_usual(tmp_path: Path) -> None:
    (tmp_path / MACHINE_FILE).write_text('{"scale": 130, "paper": "58", "scan_gap": 9999, "sound": false, "new": 1}')
    assert load_machine(tmp_path) == MachineSettings(sound=False)


def test_settings_come_back(tmp_path: Path) -> None:
    wanted = MachineSettings("en", 200, False, 60, "~", "tab", "tcp://h:1", 58, False, "zh", 5, "", 6, "#")
    save_machine(tmp_path, wanted)
    assert load_machine(tmp_path) == wanted
