"""After a payment: the receipt by e-mail, one key away, and what became of it beside the paper."""

from __future__ import annotations

from PySide6.QtCore import QObject

from posapp.domain.topup import number_of
from ui.kit.tokens import State
from ui.payment.done_panel import DonePanel
from ui.receipts.mailing import Mailing
from ui.screen import Place, Screen


class DoneMail(QObject):
    """Of the sale that the panel shows."""

    def __init__(self, place: Place, page: Screen, panel: DonePanel) -> None:
        super().__init__(page)
        self._panel = panel
        self._receipt = ""
        self.mailing = Mailing(place, self)
        self.key = page.on_key("Ctrl+E", self._ask)
        panel.mail.follow(self.key)
        panel.shown.connect(self._shown)
        self.mailing.told.connect(self._told)
        self._shown("")

    def _shown(self, receipt: str) -> None:
        """A sale, or the same one in another language."""
        self._receipt = receipt
        self.key.setText(self.tr("E-mail"))
        self.key.setEnabled(number_of(receipt) is None)  # a top-up's slip is paper only, as on the page of receipts
        self._panel.mailed.hide()
        self.mailing.show(receipt)

    def _ask(self) -> None:
        if self._panel.isVisible() and self._receipt:
            self.mailing.ask(self._receipt)

    def _told(self, receipt: str, words: str, state: State) -> None:
        if receipt == self._receipt:
            self._panel.mailed.set(state, words, icon="mail")
            self._panel.mailed.show()
