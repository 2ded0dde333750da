"""Pictures of paying by wallet: the code, waiting, nobody knows, a wallet that rests, and money taken elsewhere."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from PySide6.QtCore import Qt

from bench.counter import Counter
from ui.payment.screen import PaymentScreen

ALT = Qt.KeyboardModifier.AltModifier
WECHAT, ALIPAY = "134567890123456789", "287654321098765432"
Shot = Callable[[str], None]


class SaysSo(ThreadingHTTPServer):
    """Stands where a hub would, and answers about every charge what it is told to."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.says: dict[str, Any] = {"state": "pending", "simulated": True}


class _Answer(BaseHTTPRequestHandler):
    server: SaysSo

    def do_POST(self) -> None:
        """The charge with whatever the pictures are of."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        said = json.dumps({"id": asked["id"], "amount": asked["amount"], **self.server.says}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


def wallet_payments(at: Counter, shot: Shot) -> None:
    """One basket, paid in the end."""
    server, hub = SaysSo(), at.parts.engine.hub
    away = hub.url
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        _tour(at, shot, server)
    finally:
        hub.url = away
        server.shutdown()
        server.server_close()


def _tour(at: Counter, shot: Shot, server: SaysSo) -> None:
    for code in at.codes(3):
        at.scan(code)
    at.scan(WECHAT)
    shot("wallet-too-early")
    at.key(Qt.Key.Key_F12)
    at.calm()
    page = at.window.page_of("payment")
    assert isinstance(page, PaymentScreen)
    at.key(Qt.Key.Key_8, modifier=ALT)
    at.settle()
    shot("wallet")
    at.scan(at.codes(1)[0])
    shot("wallet-product-code")
    for _ in range(3):
        _scan(at, page, WECHAT)
    at.until(lambda: "3" in page.taking.notice.words)
    shot("wallet-rests")
    at.parts.engine.hub.url = f"http://127.0.0.1:{server.server_address[1]}"
    at.scan(ALIPAY)
    _stands(at, page, "pending")
    shot("wallet-paying")
    server.says["state"] = "silent"
    at.until(lambda: page.attempts.model.attempt is not None and page.attempts.model.attempt.state == "unknown")
    at.until(lambda: page.attempts.model.asking is None)
    at.settle()
    shot("wallet-unknown")
    at.key(Qt.Key.Key_7, modifier=ALT)
    at.settle()
    page.attempts.decision.paid.click()
    at.settle()
    shot("wallet-decide")
    at.key(Qt.Key.Key_Escape)
    server.says["state"] = "reversed"
    at.key(Qt.Key.Key_6, modifier=ALT)
    at.until(lambda: page.attempts.model.attempt is None)
    at.calm()
    shot("wallet-reversed")
    at.key(Qt.Key.Key_9, modifier=ALT)
    at.type("60\r")
    page.taking.reference.setText("4200002026112200")  # typed as fast as here it would be a scan
    at.settle()
    shot("wallet-outside")
    at.key(Qt.Key.Key_1, modifier=ALT)
    at.settle()
    at.type("\r")
    at.until(lambda: at.app.desk.basket.cart.empty)
    at.until(lambda: page.rested)
    at.type("\r")
    at.until(lambda: at.window.page == "checkout")


def _scan(at: Counter, page: PaymentScreen, code: str) -> None:
    """Nobody is there."""
    page.taking.notice.clear()
    at.scan(code)
    at.until(lambda: bool(page.taking.notice.words))
    at.calm()


def _stands(at: Counter, page: PaymentScreen, state: str) -> None:
    model = page.attempts.model
    at.until(lambda: model.attempt is not None and model.attempt.state == state and model.asking is None)
    at.settle()
