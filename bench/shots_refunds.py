"""Pictures of a refund that its wallet does not answer, the page of refunds, and one paid out in another way."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import Qt

from bench.counter import Counter
from bench.shots_wallets import ALT, WECHAT, SaysSo
from posapp.domain.cart import UNIT
from posapp.domain.money import format_amount
from ui.payment.screen import PaymentScreen
from ui.refunds.screen import RefundsScreen

Shot = Callable[[str], None]


def refunds(at: Counter, shot: Shot) -> None:
    """Goods left out, no answer, the sale goes on; then the wallet will not give it back."""
    server, hub = SaysSo(), at.parts.engine.hub
    away = hub.url
    threading.Thread(target=server.serve_forever, daemon=True).start()
    hub.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        _tour(at, shot, server)
    finally:
        hub.url = away
        server.shutdown()
        server.server_close()


def _tour(at: Counter, shot: Shot, server: SaysSo) -> None:
    for code in at.codes(3):
        at.scan(code)
    at.app.checkout.set_quantity(at.app.desk.basket.cart.lines[1].number, 4 * UNIT)
    at.key(Qt.Key.Key_F12)
    at.calm()
    page = at.window.page_of("payment")
    assert isinstance(page, PaymentScreen)
    server.says = {"state": "paid", "reference": "4200002026112200", "simulated": True}
    at.key(Qt.Key.Key_8, modifier=ALT)
    at.type(f"{format_amount(at.app.desk.priced.total - 100, 2)}\r")
    at.scan(WECHAT)
    at.until(lambda: len(page.standing.take_back) == 1)
    at.calm()
    page.standing.out[1].click()
    at.settle()
    shot("refund-leave-some-out")
    at.key(Qt.Key.Key_Escape)
    page.model.leave_out(at.app.desk.basket.cart.lines[0].number)
    at.until(lambda: at.app.leaving_out.surplus() is not None)
    at.calm()
    server.says = {"state": "silent", "simulated": True}
    tender, back = at.app.leaving_out.surplus() or (at.app.desk.basket.tenders[0], 0)
    manager = next(person for person in at.app.till.staff.all() if person.may("withdraw_tender"))
    page.refunds.start(tender.attempt, back, "", manager)
    at.until(page.back.unanswered.isVisible)
    shot("refund-unanswered")
    page.back.unanswered.yes.click()
    at.until(lambda: not at.app.desk.settlement().surplus)
    at.calm()
    at.key(Qt.Key.Key_1, modifier=ALT)
    at.settle()
    at.type("\r")
    at.until(lambda: at.app.desk.basket.cart.empty)
    at.until(lambda: page.rested)
    at.type("\r")
    at.until(lambda: at.window.page == "checkout")
    _page(at, shot, server)


def _page(at: Counter, shot: Shot, server: SaysSo) -> None:
    at.window.go("refunds")
    listed = at.window.page_of("refunds")
    assert isinstance(listed, RefundsScreen)
    at.calm()
    shot("refunds-asked")
    at.key(Qt.Key.Key_7, modifier=ALT)
    at.settle()
    listed.decision.paid.click()
    at.settle()
    shot("refund-decide")
    at.key(Qt.Key.Key_Escape)
    at.settle()
    server.says = {"state": "failed", "why": "account_closed", "simulated": True}
    at.type("\r")
    at.until(lambda: at.app.payouts.owed() != ())
    at.calm()
    shot("refunds-owed")
    at.type("\r")
    at.until(listed.sheet.isVisible)
    listed.sheet.ways.chosen.emit(0)
    at.settle()
    shot("refund-pay-out")
    at.key(Qt.Key.Key_Escape)
    owed = at.app.payouts.owed()[0]
    manager = next(person for person in at.app.till.staff.all() if person.may("cash_refund"))
    at.app.payouts.pay_out(owed.id, "cash", "", "customer came back", manager)
    listed.opened()
    at.calm()
    shot("refunds-paid-out")
    at.window.go("checkout")
