"""Pictures of paying by card terminal: asking, waiting, nobody knows, deciding, taking back."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt

from bench.counter import Counter
from posapp.commands.terminal_process import TerminalProcess
from ui.payment.screen import PaymentScreen

ALT = Qt.KeyboardModifier.AltModifier
Shot = Callable[[str], None]


def card_payments(at: Counter, shot: Shot) -> None:
    """One basket and a simulated terminal that plays one part after the other."""
    with tempfile.TemporaryDirectory() as folder:
        terminal = TerminalProcess(Path(folder))
        terminal.start()
        machine = at.equipment.machine
        at.equipment.change(machine._replace(terminal=f"{terminal.address}?answer=1"))
        try:
            _tour(at, shot, terminal)
        finally:
            at.equipment.change(machine)
            terminal.stop()


def _tour(at: Counter, shot: Shot, terminal: TerminalProcess) -> None:
    for code in at.codes(3):
        at.scan(code)
    at.key(Qt.Key.Key_F12)
    at.calm()
    page = at.window.page_of("payment")
    assert isinstance(page, PaymentScreen)
    at.key(Qt.Key.Key_2, modifier=ALT)
    at.settle()
    shot("terminal")
    terminal.play("declined")
    _press(at)  # it may be answered before anybody looks
    at.until(lambda: page.taking.isVisible() and bool(page.taking.notice.words))
    shot("terminal-declined")
    terminal.play("waits")
    _ask(at, page)
    _stands(at, page, "pending")
    shot("terminal-paying")
    at.key(Qt.Key.Key_6, modifier=ALT)
    at.until(lambda: page.attempts.model.attempt is None)
    terminal.play("never")
    _ask(at, page)
    _stands(at, page, "unknown")
    shot("terminal-unknown")
    at.key(Qt.Key.Key_7, modifier=ALT)
    at.settle()
    page.attempts.decision.paid.click()
    at.settle()
    shot("terminal-decide")
    at.key(Qt.Key.Key_Escape)
    at.until(lambda: page.attempts.model.asking is None)
    at.key(Qt.Key.Key_6, modifier=ALT)
    _stands(at, page, "reversing")
    shot("terminal-reversing")
    at.app.attempts.decide(False, "", "凭条：已取消", at.app.sign_in.approve("decide_payment", "m1", "9999"))
    page.opened()
    at.calm()
    _part(at, page)
    shot("terminal-part")
    at.key(Qt.Key.Key_1, modifier=ALT)
    at.type("1000\r")
    at.until(lambda: at.app.desk.basket.cart.empty)
    at.until(lambda: page.rested)
    at.type("\r")
    at.until(lambda: at.window.page == "checkout")


def _part(at: Counter, page: PaymentScreen) -> None:
    """One unit of it by card; the rest is still due."""
    at.key(Qt.Key.Key_2, modifier=ALT)
    at.settle()
    at.type("1\r")
    at.until(lambda: len(page.standing.take_back) == 1)
    at.calm()


def _press(at: Counter) -> None:
    at.key(Qt.Key.Key_2, modifier=ALT)
    at.settle()
    at.type("\r")


def _ask(at: Counter, page: PaymentScreen) -> None:
    _press(at)
    at.until(lambda: page.attempts.on)


def _stands(at: Counter, page: PaymentScreen, state: str) -> None:
    model = page.attempts.model
    at.until(lambda: model.attempt is not None and model.attempt.state == state and model.asking is None)
    at.settle()


def purses(at: Counter, shot: Shot) -> None:
    """What the hub keeps, and goods left out after they were paid by card."""
    for code in at.codes(4):
        at.scan(code)
    member = next(iter(at.app.till.known_members.all()), None)
    if member is not None:
        at.app.desk.lay(replace(at.app.desk.basket.cart, member=member.id))
    at.key(Qt.Key.Key_F12)
    at.calm()
    page = at.window.page_of("payment")
    assert isinstance(page, PaymentScreen)
    at.key(Qt.Key.Key_G, modifier=ALT)
    at.settle()
    shot("gift-card")
    at.type("\r")
    at.type("6100 4417\r")
    at.until(lambda: page.taking.take.isEnabled() and bool(page.taking.notice.words))
    shot("gift-card-offline")
    at.key(Qt.Key.Key_P, modifier=ALT)
    at.settle()
    shot("points")
    at.key(Qt.Key.Key_2, modifier=ALT)
    page.taking.reference.setText("004512")
    owed = at.app.desk.settlement().remaining_exact - 100
    page.taking.field.setText(f"{owed // 100}.{owed % 100:02}")
    at.type("\r")
    at.until(lambda: bool(at.app.desk.basket.tenders))
    at.calm()
    _surplus(at, page, shot)


def _surplus(at: Counter, page: PaymentScreen, shot: Shot) -> None:
    page.standing.out[0].click()
    at.settle()
    shot("leave-out")
    page.back.leaving.yes.click()
    at.until(lambda: bool(at.app.desk.settlement().surplus))
    at.calm()
    shot("surplus")
    at.type("\r")
    at.settle()
    shot("surplus-sheet")
    at.key(Qt.Key.Key_Escape)
    at.app.leaving_out.give_back("R 77", at.app.sign_in.approve("withdraw_tender", "m1", "9999"))
    page.model.complete()
    at.until(lambda: page.finished.isVisible() and page.rested)
    page.finished.next.click()
    at.until(lambda: at.window.page == "checkout")
