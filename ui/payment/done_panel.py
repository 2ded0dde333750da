"""After the commit: the change, large; the next customer with one key or simply the next scan."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from posapp.domain.tender import OPENS_DRAWER
from posapp.domain.typed import shown
from ui.kit.amounts import AmountLabel, TotalRow
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.status import StatusPill
from ui.kit.theme import Theme
from ui.narrow import SHORT
from ui.payment.model import Done
from ui.screen import Place


class DonePanel(QFrame):
    """Shows a sale that is safe; `shown(receipt)` whenever it does. The screen gives it words and keys. Where the page
    is short the change stands whole, right above the keys; the receipt's number gives way."""

    shown = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._short = False
        self.setProperty("look", "card")
        self.title = QLabel()
        self.title.setProperty("type", "page")
        self.change = AmountLabel(theme, "change")
        self.due, self.paid, self.receipt = TotalRow(theme, "name"), TotalRow(theme, "name"), TotalRow(theme, "name")
        self.holds = TotalRow(theme, "name")
        self.paper, self.mailed = StatusPill(theme), StatusPill(theme)
        self.mail = Button(theme, height=64)
        self.again, self.next = Button(theme, key="F9", height=64), PrimaryButton(theme, key="Enter")
        self._column, self._keys = QVBoxLayout(self), QHBoxLayout()
        directions = QBoxLayout.Direction
        self._head, self._sums = QBoxLayout(directions.TopToBottom), QBoxLayout(directions.TopToBottom)
        theme.space(self._keys, (0, 0, 0, 0), 12)
        theme.fit(self, DonePanel._space)
        self._lay_out()

    def _lay_out(self) -> None:
        column = self._column
        self._keys.addWidget(self.again)
        self._keys.addWidget(self.mail)
        self._keys.addWidget(self.next, 1)
        self._head.addWidget(self.title)
        self._head.addWidget(self.change, 1)
        for row in (self.due, self.paid, self.holds, self.receipt):
            self._sums.addWidget(row)
        column.addLayout(self._head)
        column.addLayout(self._sums)
        for pill in (self.paper, self.mailed):
            column.addWidget(pill, 0, Qt.AlignmentFlag.AlignLeft)
        self.mailed.hide()
        column.addStretch(1)
        column.addLayout(self._keys)

    def page(self) -> QWidget:
        """The page that it stands in the middle of."""
        page = QWidget()
        column, row = QVBoxLayout(page), QHBoxLayout()
        self._theme.space(column, (24, 14, 24, 24), 0)
        row.addStretch(1)
        row.addWidget(self, 100)
        row.addStretch(1)
        column.addStretch(1)
        column.addLayout(row, 8)
        column.addStretch(2)
        return page

    def show_sale(self, sale: Done) -> None:
        """Amounts with their words."""
        self.title.setText(self.tr("Give change") if sale.has_change else self.tr("Paid exactly"))
        self.change.set_name(self.tr("Change"))
        self.change.set_amount(sale.change)
        if sale.back is not None:
            self.title.setText(self.tr("Give cash back") if sale.back else self.tr("Goes back as it was paid"))
            self.change.set_amount(sale.back or sale.due)
        back = sale.back is not None
        self.due.set(self.tr("To give back") if back else self.tr("Due"), sale.due)
        self.paid.set(self.tr("Given back") if back else self.tr("Paid"), sale.paid)
        self.holds.set(self.tr("On the balance now"), sale.holds)
        self.holds.setVisible(bool(sale.holds))
        self.receipt.set(self.tr("Receipt"), sale.receipt)
        order = shown(sale.order)
        self.next.set_label(self.tr("Hand over {0}").format(order) if order else self.tr("Next customer"))
        self.shown.emit(sale.receipt)

    def leave(self, place: Place, sale: Done | None) -> None:
        """To the next customer, or to the goods that were paid for just now."""
        order = sale.order if sale is not None else ""
        place.go("orders" if order else "checkout")
        if order:
            place.bridge.order_wanted.emit(order)

    def show_paper(self, place: Place, receipt: str) -> None:
        """Where its paper is."""
        jobs = place.app.till.print_jobs
        job, copy = jobs.last_of("receipt", receipt), jobs.last_of("receipt_copy", receipt)
        job = job or jobs.last_of("topup", receipt)
        if copy is not None and copy.printed_at is None:
            self.paper.set("neutral", self.tr("Copy of {0} is printing").format(receipt))
        elif copy is not None:
            self.paper.set("good", self.tr("Copy of {0} printed").format(receipt))
        elif job is not None and job.printed_at is not None:
            self.paper.set("good", self.tr("Receipt printed"))
        else:
            self.paper.set("warn", self._waits_words(place))

    def _waits_words(self, place: Place) -> str:
        """A printer that cannot print opens no drawer either."""
        paper, sale = place.controls.paper_status(), place.app.till.sales.last_sale()
        away = paper is not None and paper.state != "ready"
        if away and sale is not None and any(OPENS_DRAWER[tender.type] for tender in sale.tenders):
            return self.tr("Receipt waits for the printer: open the drawer with its key")
        return self.tr("Receipt waits for the printer")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look()

    def _space(self) -> None:
        px, short = self._theme.px, self._short
        edge, gap = (12, 6) if short else (28, 14)
        self.setMaximumWidth(px(640))
        self._column.setContentsMargins(px(32), px(edge), px(32), px(edge))
        self._sums.setSpacing(px(32) if short else px(gap))
        for layout in (self._column, self._head):
            layout.setSpacing(px(gap))

    def _look(self) -> None:
        """As much as the page has room for."""
        page = self.parentWidget()
        short = page is not None and page.height() < self._theme.px(SHORT)
        if short != self._short:
            self._short = short
            self._arrange()

    def _arrange(self) -> None:
        directions = QBoxLayout.Direction
        way = directions.LeftToRight if self._short else directions.TopToBottom
        self._head.setDirection(way)
        self._sums.setDirection(way)
        self.receipt.setVisible(not self._short)
        self._column.removeItem(self._head)
        self._column.insertLayout(self._column.count() - 1 if self._short else 0, self._head)
        self._space()
