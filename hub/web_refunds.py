"""Money of online orders that goes back: the hub asks the provider that took the payment, once a refund, until it has
answered.

What is to be given back is on disk before anybody is asked, and each refund has one number, so asking again gives
nothing again. A wallet that head office has not set up is not asked: then the channel pays, as it tells the hub.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final, Protocol

from hub.providers.port import WalletProvider, order_number
from hub.storage import web_refunds
from hub.storage.database import Database, Unavailable
from hub.storage.web_refunds import NEVER, WebRefund
from posapp.contract.envelope import WireEntry
from posapp.domain.attempt import Charge
from posapp.domain.errors import Refused
from posapp.domain.refund import RefundAnswer
from posapp.domain.times import from_text, to_text

WALLETS: Final = ("wechat", "alipay")
_EVERY: Final = 60.0
_FIRST: Final = timedelta(seconds=30)
_LONGEST: Final = timedelta(hours=1)
_PATIENCE: Final = timedelta(hours=24)
"""Whoever has not answered by then is asked by a person."""
_ARRIVES: Final = timedelta(days=7)
"""What was accepted is not asked about for longer; its wallet tells the customer."""
_CATCH_UP: Final = timedelta(days=7)


class Wallets(Protocol):
    """Whom the hub can ask."""

    def get(self, wallet: str) -> WalletProvider | None:
        """The provider of this wallet, or None while head office has not set it up."""
        ...


class WebRefunds:
    """A thread of the hub; what is due stands in the books, so any process may ask, and each refund is given once."""

    def __init__(self, database: Database, wallets: Wallets, clock: Callable[[], datetime]) -> None:
        self._database, self._wallets, self._clock = database, wallets, clock
        self._news, self._ended = threading.Event(), False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """What a hub that ended had not begun is begun now."""
        self._thread = threading.Thread(target=self._run, name="web-refunds", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """After what is under way."""
        self._ended = True
        self._news.set()
        if self._thread is not None:
            self._thread.join()

    def follow(self, till: str, entries: Iterable[WireEntry]) -> None:
        """Sales of a batch that take goods back which an online order's payment had paid for; they are in the books by
        now."""
        asks = self._asks()
        sales = [(till, entry) for entry in entries if entry.kind == "sale" and b'"back":' in bytes(entry.body)]
        if asks and sales and web_refunds.of_returns(self._database, sales, asks, self._clock()):
            self._news.set()

    def wake(self) -> None:
        """An order may be over."""
        self._news.set()

    def work(self) -> int:
        """Ask about everything that is due; how many were asked about."""
        asks, now = self._asks(), self._clock()
        if asks:
            web_refunds.of_orders(self._database, asks, now)
        asked = web_refunds.due(self._database, now)
        for one in asked:
            self._ask(one)
        return len(asked)

    def _run(self) -> None:
        since = (self._clock() - _CATCH_UP).date().isoformat()
        with suppress(Unavailable):
            if asks := self._asks():
                web_refunds.of_returns(self._database, web_refunds.left(self._database, since), asks, self._clock())
        while not self._ended:
            self._news.clear()
            with suppress(Unavailable):  # the database is away: the next look
                self.work()
            self._news.wait(_EVERY)

    def _asks(self) -> tuple[str, ...]:
        return tuple(wallet for wallet in WALLETS if self._wallets.get(wallet) is not None)

    def _ask(self, one: WebRefund) -> None:
        provider, charge = self._wallets.get(one.wallet), Charge(one.payment, one.whole, one.currency)
        number = order_number(one.id)
        try:
            if provider is None:
                said = RefundAnswer("silent", why="wallet_not_set_up")
            elif one.state == "accepted":
                said = provider.refund_query(one.payment, number, charge)
            else:
                said = provider.refund(one.payment, number, charge, one.amount)
        except Refused as no:  # a currency that is none, say: nobody can be asked so
            said = RefundAnswer("failed", why=no.code)
        now = self._clock()
        web_refunds.move(self._database, one, *_after(one, said, now), now)


def _after(one: WebRefund, said: RefundAnswer, now: datetime) -> tuple[tuple[str, str, str], str]:
    """(state, reference, why), and when it is asked next: each time twice as late, until somebody must look."""
    if said.state in ("arrived", "failed", "too_old"):
        return (said.state, said.reference, said.why), NEVER
    waited = now - from_text(one.at)
    state = "accepted" if said.state == "accepted" else one.state
    why = "" if said.state == "accepted" else said.why or said.state
    late = waited >= (_ARRIVES if state == "accepted" else _PATIENCE)
    due = NEVER if late else to_text(now + min(_LONGEST, max(_FIRST, waited)))
    return (state, said.reference, why), due
