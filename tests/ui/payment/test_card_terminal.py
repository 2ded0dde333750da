"""Paying by the card terminal through the real window; the terminal is a program of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hub.storage import exceptions
from posapp.commands.terminal_process import TerminalProcess
from posapp.domain.machine import MachineSettings
from posapp.storage.machine import save_machine
from posapp.storage.verify import verify
from tests.support.shop import Shop
from tests.ui.payment.test_payment import count, last_sale, pay
from tests.ui.till_window import TillWindow
from ui.payment.screen import PaymentScreen

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[TerminalProcess]:
    made = TerminalProcess(tmp_path)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def card_counter(counter: TillWindow, terminal: TerminalProcess) -> TillWindow:
    connect(counter, terminal)
    return counter


def connect(counter: TillWindow, terminal: TerminalProcess) -> None:
    counter.equipment.change(counter.equipment.machine._replace(terminal=terminal.address))


def ask_terminal(counter: TillWindow, page: PaymentScreen, amount: str = "") -> None:
    """Alt+2, perhaps another amount, Enter."""
    counter.key(Key.Key_2, ALT)
    if amount:
        counter.type(amount)
    counter.key(Key.Key_Return)


def waiting(counter: TillWindow, page: PaymentScreen, state: str) -> None:
    """Until the attempt stands so and nothing is being asked."""
    model = page.attempts.model
    counter.until(lambda: model.attempt is not None and model.attempt.state == state and model.asking is None)
    counter.settle()


def test_enter_pays_by_card_and_completes(card_counter: TillWindow, terminal: TerminalProcess) -> None:
    page = pay(card_counter)
    ask_terminal(card_counter, page)
    card_counter.until(lambda: count(card_counter) == 1 and page.finished.isVisible())
    (tender,) = last_sale(card_counter).tenders
    (row,) = terminal.books()
    assert (tender.type, tender.amount, tender.attempt) == ("card", 9900, row["id"])
    assert tender.reference == f"模拟SIM {row['reference']}"


def test_more_than_is_due_is_refused_and_nothing_is_asked(card_counter: TillWindow, terminal: TerminalProcess) -> None:
    page = pay(card_counter)
    ask_terminal(card_counter, page, "300")
    assert "99.00" in page.taking.notice.words
    assert page.taking.isVisible()
    assert terminal.books() == []


def test_a_declined_card_says_so_and_cash_goes_on(card_counter: TillWindow, terminal: TerminalProcess) -> None:
    terminal.play("declined")
    page = pay(card_counter)
    ask_terminal(card_counter, page)
    card_counter.until(lambda: "declined" in page.taking.notice.words)
    card_counter.key(Key.Key_1, ALT)
    card_counter.key(Key.Key_Return)
    assert last_sale(card_counter).tenders[0].type == "cash"


def test_while_the_customer_pays_the_goods_stay(card_counter: TillWindow, terminal: TerminalProcess) -> None:
    terminal.play("waits")
    page = pay(card_counter)
    ask_terminal(card_counter, page)
    waiting(card_counter, page, "pending")
    panel = page.attempts.panel
    assert panel.halt.isVisible()
    assert panel.halt.text() == "Do not hand over the goods yet"
    assert panel.halt.font().pixelSize() >= 30
    card_counter.key(Key.Key_Escape)
    assert "99.00" in panel.notice.words
    assert card_counter.page() is page
    card_counter.languages.set("zh")
    card_counter.settle()
    assert panel.halt.text() == "先不要交货"
    card_counter.key(Key.Key_6, ALT)
    card_counter.until(lambda: page.attempts.model.attempt is None)
    assert [row["state"] for row in terminal.books()] == ["reversed"]
    card_counter.until(page.taking.isVisible)
    assert count(card_counter) == 0


@contextmanager
def left_open(shop: Shop, qapp: QApplication, terminal: TerminalProcess) -> Iterator[TillWindow]:
    """A till that went off while 99.00 was asked of the terminal, switched on again."""
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.add("A")
    till.parts.app.payment.pay()
    attempt = till.parts.app.attempts.begin("terminal", "card", till.money("99.00"))
    terminal.provider().ask("charge", attempt.charge)  # its answer is never kept
    save_machine(till.folder, MachineSettings(terminal=terminal.address))
    made = TillWindow(till, qapp, (1366, 768), "en")
    try:
        yield made
    finally:
        made.close()


def test_after_a_restart_the_terminal_is_asked_and_the_sale_goes_on(
    shop: Shop, qapp: QApplication, qtbot: QtBot, terminal: TerminalProcess
) -> None:
    with left_open(shop, qapp, terminal) as counter:
        counter.enter()
        counter.until(lambda: count(counter) == 1)
        (row,) = terminal.books()
        assert (row["state"], row["times_paid"]) == ("paid", 1)
        assert last_sale(counter).tenders[0].attempt == row["id"]


def test_a_manager_decides_where_the_terminal_stays_silent(
    shop: Shop, qapp: QApplication, qtbot: QtBot, terminal: TerminalProcess
) -> None:
    with left_open(shop, qapp, terminal) as counter:
        terminal.stop()
        counter.enter()
        page = counter.page()
        assert isinstance(page, PaymentScreen)
        waiting(counter, page, "unknown")
        assert page.attempts.panel.halt.text() == "Do not hand over the goods yet"
        counter.key(Key.Key_7, ALT)
        sheet = page.attempts.decision
        counter.tap(sheet.ok)
        assert sheet.notice.words == "Choose what became of it"
        counter.tap(sheet.paid)
        counter.type("004711\r")
        counter.type("slip says approved\r")
        counter.until(page.attempts.approval.isVisible)
        counter.type("9999\r")
        counter.until(lambda: count(counter) == 1)
        assert last_sale(counter).tenders[0].reference == "004711"


def test_a_terminal_that_says_paid_after_a_manager_decided_not_paid_is_heard(
    shop: Shop, qapp: QApplication, qtbot: QtBot, terminal: TerminalProcess
) -> None:
    with left_open(shop, qapp, terminal) as counter:
        terminal.stop()
        counter.enter("m1", "9999")
        page, band = counter.page(), counter.window.warning
        assert isinstance(page, PaymentScreen)
        waiting(counter, page, "unknown")
        counter.key(Key.Key_7, ALT)
        counter.tap(page.attempts.decision.not_paid)
        counter.type("slip says declined\r")
        counter.until(page.taking.isVisible)
        assert not band.isVisible(), "the terminal is still away"
        counter.key(Key.Key_1, ALT)
        counter.key(Key.Key_Return)
        assert last_sale(counter).tenders[0].type == "cash"
        terminal.start()
        connect(counter, terminal)
        counter.key(Key.Key_L, CTRL)
        counter.until(lambda: "99.00 of" in band.words and "was paid, though" in band.words)
        (row,) = terminal.books()
        assert row["reference"] in band.words
        counter.languages.set("zh")
        counter.settle()
        assert "款项要退给顾客" in band.words
        assert last_sale(counter).tenders[0].type == "cash", "the books stand"
        counter.till.sync()
        kinds = [(x.kind, x.amount) for x in exceptions.every(shop.hub.database)]
        assert kinds == [("payment_decided", 9900), ("payment_late", 9900)]
        band.dismissed.emit()
        counter.enter("c1", "1111")
        counter.until(band.isVisible)
        band.dismissed.emit()
        counter.key(Key.Key_L, CTRL)
        counter.until(band.isVisible)
        counter.enter("m1", "9999")
        band.dismissed.emit()
        counter.settle()
        counter.key(Key.Key_L, CTRL)
        counter.settle()
        assert not band.isVisible(), "a manager has read it"
        assert not verify(counter.till.parts.till).differing


def test_a_tender_taken_back_is_reversed_at_the_terminal(card_counter: TillWindow, terminal: TerminalProcess) -> None:
    page = pay(card_counter)
    ask_terminal(card_counter, page, "40")
    card_counter.until(lambda: len(page.standing.take_back) == 1)
    card_counter.settle()
    assert "40.00" in page.taking.notice.words
    card_counter.tap(page.standing.take_back[0])
    card_counter.tap(page.give_back.yes)
    card_counter.until(page.attempts.approval.isVisible)
    card_counter.type("9999\r")
    card_counter.until(lambda: not page.standing.take_back)
    assert [row["state"] for row in terminal.books()] == ["reversed"]
    assert "40.00" in page.taking.notice.words


def test_a_machine_without_a_terminal_offers_the_slip_only(counter: TillWindow) -> None:
    page = pay(counter)
    assert not page.taking.by_terminal.isVisible()
    counter.key(Key.Key_2, ALT)
    assert page.taking.way == "card"
    assert page.taking.reference.isVisible()
