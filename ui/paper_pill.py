"""Beside the keys that take money: whether a receipt will come out. A printer that is ready says nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent

from posapp.domain.print_status import PrintStatus
from ui.kit.status import StatusPill
from ui.screen import Place


class PaperPill(StatusPill):
    """The printer is asked how it is when a basket begins and when payment opens: its roll may have been taken out
    since the last receipt."""

    def __init__(self, place: Place) -> None:
        super().__init__(place.theme)
        self._place = place
        self._had_goods = False
        place.bridge.paper.connect(self._show)
        place.bridge.changed.connect(self._changed)
        self._show(place.controls.paper_status())

    def _show(self, status: PrintStatus | None) -> None:
        self.setVisible(status is not None and status.state != "ready")
        if status is None or status.state == "ready":
            return
        words = {
            "off": self.tr("Printer off: the receipt will wait"),
            "paper_out": self.tr("No paper: the receipt will wait"),
        }.get(status.state, self.tr("Printer needs help: the receipt will wait"))
        waiting = " · " + self.tr("{0} waiting").format(status.waiting) if status.waiting else ""
        self.set("bad" if status.state == "error" else "warn", words + waiting, icon="printer")

    def _changed(self, topic: str) -> None:
        if topic == "basket":
            has_goods = bool(self._place.app.desk.basket.cart.lines)
            if has_goods and not self._had_goods:
                self._place.controls.look_at_printer()
            self._had_goods = has_goods

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._show(self._place.controls.paper_status())
        super().changeEvent(event)
