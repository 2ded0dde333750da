"""Receipts of the day, copies and the printer's queue through the real window."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from posapp.devices.printer_simulated import SimulatedPrinter
from posapp.domain.receipt_code import receipt_code
from tests.ui.till_window import TillWindow
from ui.kit.buttons import Chip
from ui.receipts.screen import ReceiptsScreen

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def opened(counter: TillWindow, sales: int = 3) -> ReceiptsScreen:
    for number in range(sales):
        counter.sell("A" if number % 2 else "B")
    page = counter.go("receipts")
    counter.settle()
    return cast(ReceiptsScreen, page)


def jobs(counter: TillWindow) -> list[tuple[str, str]]:
    return [(job.kind, job.document) for job in counter.app.till.print_jobs.waiting()]


def test_the_newest_stands_on_top_and_is_shown(counter: TillWindow) -> None:
    page = opened(counter)
    assert [row.name for row in page.lists.sales.results] == ["0003", "0002", "0001"]
    assert page.paper.title.text().endswith("-0003")
    assert "35.50" in page.paper.view.accessibleName()
    assert page.lists.field.hasFocus()


def test_arrows_show_another_receipt(counter: TillWindow) -> None:
    page = opened(counter)
    counter.key(Key.Key_Down)
    assert page.paper.title.text().endswith("-0002")
    assert "99.00" in page.paper.view.accessibleName()


def test_a_receipt_is_laid_down_as_a_pdf(counter: TillWindow) -> None:
    page = opened(counter)
    counter.key(Key.Key_S, CTRL)
    counter.settle()
    file = counter.app.till.folder / "pdf" / f"{page.paper.title.text()}.pdf"
    assert file.read_bytes().startswith(b"%PDF")
    assert str(file) in page.lists.notice.words
    last = counter.app.till.journal.last()
    assert last is not None
    assert (last.kind, b'"pdf":true' in last.body) == ("reprinted", True), "paper comes out of it anywhere"


def test_a_copy_of_the_receipt_in_sight(counter: TillWindow) -> None:
    page = opened(counter)
    counter.key(Key.Key_Down)
    counter.key(Key.Key_P, CTRL)
    receipt = page.paper.title.text()
    assert jobs(counter)[-1] == ("receipt_copy", receipt)
    assert receipt in page.lists.notice.words
    last = counter.app.till.journal.last()
    assert last is not None
    assert last.kind == "reprinted"


def test_a_gift_receipt_of_the_receipt_in_sight(counter: TillWindow) -> None:
    page = opened(counter)
    counter.key(Key.Key_Down)
    counter.key(Key.Key_G, CTRL)
    assert jobs(counter)[-1] == ("gift_receipt", page.paper.title.text())
    assert page.paper.title.text() in page.lists.notice.words
    assert [e.kind for e in counter.app.till.journal.all()][-1] == "reprinted"


def test_a_number_finds_its_receipt(counter: TillWindow) -> None:
    page = opened(counter)
    for typed in ("1", "0001", "S1-1-20261121-0001", "s1-1-20261121-0001"):
        page.model.find("2")
        counter.settle()
        assert page.paper.title.text() == "S1-1-20261121-0002"
        page.model.find(typed)
        counter.settle()
        assert page.paper.title.text() == "S1-1-20261121-0001", typed


def test_typing_narrows_the_list_and_enter_shows_it(counter: TillWindow) -> None:
    page = opened(counter)
    counter.type("0002")
    counter.until(lambda: len(page.lists.sales.results) == 1)
    counter.key(Key.Key_Return)
    assert page.paper.title.text().endswith("-0002")


def test_the_copy_is_of_the_receipt_that_was_typed(counter: TillWindow) -> None:
    page = opened(counter)
    counter.type("0001")
    counter.until(lambda: len(page.lists.sales.results) == 1)
    assert page.lists.sales.current == 0
    assert page.paper.title.text() == "S1-1-20261121-0001"
    counter.key(Key.Key_P, CTRL)
    assert jobs(counter)[-1] == ("receipt_copy", "S1-1-20261121-0001")


def test_a_copy_asked_for_too_soon_is_not_of_the_receipt_before(counter: TillWindow) -> None:
    """Typed, and the key at once: what had been in sight is not printed, and what now is, nobody has seen yet."""
    page = opened(counter)
    page.lists.field.setText("0001")
    page.copy.trigger()
    counter.settle()
    assert [kind for kind, _ in jobs(counter)] == ["receipt"] * 3
    assert page.paper.title.text().endswith("-0001")


def test_nothing_is_copied_when_nothing_matches(counter: TillWindow) -> None:
    page = opened(counter)
    counter.type("777")
    counter.until(lambda: not page.lists.sales.results)
    counter.key(Key.Key_P, CTRL)
    assert [kind for kind, _ in jobs(counter)] == ["receipt"] * 3
    assert not page.copy.isEnabled()


def test_a_receipt_of_another_day_is_found(counter: TillWindow) -> None:
    old = counter.sell().receipt
    counter.till.close_shift(counter.app.till.staff.by_id("m1"))
    counter.till.clock.set(counter.till.clock.now().replace(day=23))
    counter.till.open_shift()
    page = opened(counter, 1)
    assert len(page.lists.sales.results) == 1
    counter.type(old)
    counter.until(lambda: not page.lists.sales.results)
    counter.key(Key.Key_Return)
    assert page.paper.title.text() == old


def test_the_code_on_the_paper_finds_the_sale(counter: TillWindow) -> None:
    page = opened(counter)
    counter.scan(receipt_code("S1-1-20261121-0002"))
    assert page.paper.title.text() == "S1-1-20261121-0002"
    assert page.lists.field.text() == ""


def test_an_unknown_receipt_is_refused(counter: TillWindow) -> None:
    page = opened(counter)
    counter.scan(receipt_code("S1-1-20261121-0099"))
    assert "0099" in page.lists.notice.words
    assert counter.sounds.names[-1] == "refused"
    assert page.lists.field.hasFocus()


def test_goods_scanned_here_begin_a_sale(counter: TillWindow) -> None:
    opened(counter)
    counter.scan("6901234567892")
    assert counter.window.page == "checkout"
    assert len(counter.app.desk.basket.cart.lines) == 1


def test_what_waits_for_the_printer_is_seen_tried_and_dropped(counter: TillWindow) -> None:
    printer = cast(SimulatedPrinter, counter.equipment.printer)
    printer.set("paper_out")
    page = opened(counter, 2)
    counter.equipment.spooler.run_pending()
    counter.key(Key.Key_2, ALT)
    assert len(page.lists.jobs.results) == 2
    assert "paper" in page.lists.jobs.results[0].detail
    assert "out of paper" in page.paper.printer.words
    counter.key(Key.Key_D, CTRL)
    counter.key(Key.Key_Escape)
    assert len(jobs(counter)) == 2, "a question that was not answered changes nothing"
    counter.key(Key.Key_D, CTRL)
    counter.key(Key.Key_Return)
    counter.until(lambda: len(page.lists.jobs.results) == 1)
    assert jobs(counter) == [("receipt", "S1-1-20261121-0002")]
    printer.set("ready")
    counter.equipment.spooler.run_pending()
    counter.until(lambda: not page.lists.jobs.results)
    assert page.paper.printer.words == "Simulated printer, ready"


def test_try_now_prints(counter: TillWindow) -> None:
    page = opened(counter, 1)
    counter.equipment.spooler.start()
    counter.key(Key.Key_2, ALT)
    counter.key(Key.Key_R, CTRL)
    counter.until(lambda: not page.lists.jobs.results)
    assert jobs(counter) == []


def test_a_sale_without_paper_is_marked(counter: TillWindow) -> None:
    page = opened(counter, 1)
    assert page.lists.sales.results[0].note == "not printed yet"
    counter.equipment.spooler.run_pending()
    counter.until(lambda: page.lists.sales.results[0].note == "")


def test_words_change_with_the_language(counter: TillWindow) -> None:
    page = opened(counter)
    counter.languages.set("zh")
    counter.settle()
    assert page.copy.text() == "打印副本"
    assert page.paper.title.text().endswith("-0003")
    assert "店" in page.lists.sales.results[0].detail or "收银员" in page.lists.sales.results[0].detail


def test_escape_goes_back_to_selling(counter: TillWindow) -> None:
    opened(counter)
    counter.key(Key.Key_Escape)
    assert counter.window.page == "checkout"


def test_a_receipt_scanned_at_the_register_opens_it(counter: TillWindow) -> None:
    receipt = counter.sell().receipt
    counter.scan(receipt_code(receipt))
    page = cast(ReceiptsScreen, counter.page())
    counter.until(lambda: page.paper.title.text() == receipt)
    assert counter.app.desk.basket.cart.empty


def test_no_receipt_stands_half_in_sight(counter: TillWindow) -> None:
    page = opened(counter, 14)
    listing = page.lists.sales
    sizes = [(1366, 768), (1024, 768), (1366, 700)]
    for size in sizes:
        counter.window.resize(*size)
        counter.settle()
        room = listing.viewport().height()
        in_sight = [area for n in range(14) if (area := listing.visible_area(n)).top() < room - 12]
        assert len(in_sight) < 14, "there is more than fits"
        assert in_sight[-1].bottom() < room


def test_the_number_of_a_receipt_is_whole_where_everything_is_twice_as_large(counter: TillWindow) -> None:
    counter.theme.set_scale(2.0)
    title = opened(counter, 1).paper.title
    for language in ("en", "zh"):
        counter.languages.set("zh" if language == "zh" else "en")
        counter.settle()
        assert QFontMetrics(title.fitting_font()).horizontalAdvance(title.text()) <= title.width()


def test_the_hint_stands_in_the_middle_of_the_paper(counter: TillWindow) -> None:
    paper = opened(counter, 0).paper.view.paper
    assert paper.text().startswith("Choose a receipt")
    assert paper.alignment() == Qt.AlignmentFlag.AlignCenter
    counter.sell()
    counter.settle()
    assert paper.alignment() & Qt.AlignmentFlag.AlignTop


def test_a_sale_that_was_paid_otherwise_is_corrected_with_a_second_person(counter: TillWindow) -> None:
    page = opened(counter, 1)
    receipt = page.paper.title.text()
    assert page.paper.fix.isVisible()
    counter.key(Key.Key_T, CTRL)
    sheet = page.correction.sheet
    counter.type("took the card, typed cash")
    counter.key(Key.Key_Return)
    assert sheet.notice.words, "nothing is preset: what was it?"
    card = next(chip for chip in sheet.types.findChildren(Chip) if chip.label == "Card")
    counter.tap(card)
    counter.type("004512")
    counter.key(Key.Key_Return)
    assert sheet.reason.hasFocus()
    counter.key(Key.Key_Return)
    approval = page.correction.approval
    counter.until(lambda: approval.isVisible())
    counter.type("9999")
    counter.key(Key.Key_Return)
    counter.until(lambda: receipt in page.lists.notice.words)
    app, shift = counter.app, counter.app.desk.shift
    assert shift is not None
    assert app.till.corrections.taken_in(shift.id) == {"card": 3550, "cash": 0}
    sale = app.till.sales.by_receipt(receipt)
    assert sale is not None
    assert [t.type for t in sale.tenders] == ["cash"], "the sale stays as it was"
    [told] = [e for e in app.till.journal.all() if e.kind == "tender_corrected"]
    assert b'"approver":"m1"' in told.body
    counter.go("checkout")
    counter.go("receipts")
    counter.settle()
    words = page.paper.view.accessibleName()
    assert "004512" in words
    assert "Change" not in words, "the paper tells how it was paid"
