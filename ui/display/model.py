"""What the customer sees, followed from the counter: made anew when basket, payment or shop have changed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer

from posapp.app import App
from posapp.domain.basket import Basket
from posapp.domain.customer_view import CustomerView, ViewState, idle, view
from posapp.domain.errors import Refused
from posapp.domain.money import currency
from posapp.domain.sale import Sale
from posapp.ports.display import Display
from ui.bridge import Bridge

TOPICS = frozenset({"basket", "sales", "settings", "journal"})
"""The last one tells of payments that a provider is asked for."""
TRIAL_MS: Final = 4_000
SECOND_LOOK_MS: Final = 200
"""The store tells of a basket when it is on disk, a moment before it counts as the one on the counter."""


class CustomerModel(QObject):
    """Feeds the display that is chosen; where none is, nothing is made."""

    def __init__(self, app: App, bridge: Bridge, display: Display, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._display = display
        self._sale: Sale | None = None
        self._paid = Basket()
        last = app.till.sales.last_sale()
        self._sold = last.receipt if last is not None else ""
        self._shown: CustomerView | None = None
        self._again = QTimer(self, interval=SECOND_LOOK_MS, singleShot=True)
        self._again.timeout.connect(self._refresh)
        bridge.changed.connect(self._changed)
        bridge.display_trial.connect(self._show_trial)
        self._refresh()

    def end(self) -> None:
        """No display any more."""
        self._display.end()
        self.deleteLater()

    @property
    def now(self) -> CustomerView:
        """What stands at the counter, as the customer may see it; a finished sale until other goods come."""
        desk = self._app.desk
        try:
            shop = desk.store
        except Refused:  # it has never reached its hub
            return idle("")
        name = shop.name or shop.id
        if desk.basket.cart.lines:
            state: ViewState = "waiting" if desk.attempt else "paying" if desk.basket.paying else "basket"
            earns = self._app.points.earns() if desk.basket.cart.member is not None else 0
            return view(state, name, desk.priced, desk.basket.tenders, desk.settlement(), shop.currency, earns)
        if self._sale is None:
            return idle(name)
        sale = self._sale
        left = self._app.till.sales.points_left(sale)
        points = (sale.earned, left.points if left is not None else None)
        return view("done", name, sale.priced, sale.tenders, sale.settlement, currency(sale.currency), *points)

    def _refresh(self) -> None:
        basket = self._app.desk.basket
        if basket.cart.lines and basket != self._paid:
            self._sale = None
        now = self.now
        if now != self._shown:
            self._shown = now
            self._display.show_view(now)

    def _show_trial(self) -> None:
        """For a moment, whatever stands at the counter."""
        self._shown = CustomerView("trial", self.now.shop)
        self._display.show_view(self._shown)
        QTimer.singleShot(TRIAL_MS, self, self._refresh)

    def _changed(self, topic: str) -> None:
        if topic not in TOPICS:
            return
        if topic == "sales":
            self._look_for_sale()
        QTimer.singleShot(0, self, self._refresh)
        self._again.start()

    def _look_for_sale(self) -> None:
        sale = self._app.till.sales.last_sale()
        if sale is not None and sale.receipt != self._sold:
            self._sold, self._sale = sale.receipt, sale
            self._paid = self._app.desk.basket  # for a moment still the sale's own
