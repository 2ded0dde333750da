"""Questions about one line that is being picked: how many are missing and why; what the customer takes instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from posapp.domain.errors import Refused
from posapp.domain.money import format_quantity, parse_quantity
from posapp.domain.pickup import REFUND, TRANSFER
from ui.chip_row import ChipRow
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.sheet import Sheet
from ui.kit.theme import Theme
from ui.orders.model import LineRow

MISSING: Final = ("empty_shelf", "damaged", "sold")
AGREED: Final = ("by_phone", "in_writing", "here")
"""By these the order knows what was chosen, whatever language the screen has."""


@dataclass(frozen=True, slots=True)
class Missing:
    """So many thousandths of a line are not there, why, and what becomes of it."""

    line: int
    quantity: int
    reason: str
    way: str


class ShortSheet(Sheet):
    """`said(Missing)`."""

    said = Signal(object)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=560)
        self._line = 0
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setProperty("tone", "ink2")
        self.quantity = Field(theme, icon="minus", numbers=True, input_method=False)
        self.reasons, self.ways = ChipRow(theme), ChipRow(theme)
        self.ok = Button(theme, kind="accent", height=52, key="Enter")
        for widget in (self._words, self.quantity, self.reasons, self.ways, self.ok):
            self.body.addWidget(widget)
        self.quantity.returnPressed.connect(self._enter)
        self.ok.clicked.connect(self._enter)

    def ask(self, line: LineRow) -> None:
        """Open for a line; all that is left is missing unless said otherwise."""
        self._line = line.number
        self.set_title(self.tr("Not found: {0}").format(line.name))
        self._words.setText(self.tr("The customer is told. Paid back: their share of it, to the cent."))
        self.quantity.set_name(self.tr("How many are missing"))
        self.quantity.setText(format_quantity(line.left))
        self.reasons.set_words([self.tr("Not on the shelf"), self.tr("Damaged"), self.tr("Sold in the shop")], 0)
        self.ways.set_words([self.tr("Pay the customer back"), self.tr("Ask another shop for it")], 0)
        self.ok.set_label(self.tr("It is missing"))
        self.open(self.quantity)
        self.quantity.selectAll()

    def _enter(self) -> None:
        try:
            quantity = parse_quantity(self.quantity.text())
        except Refused:
            quantity = 0
        if quantity <= 0:
            self.quantity.setFocus()
            return
        way = TRANSFER if self.ways.checked == 1 else REFUND
        self.close_sheet()
        self.said.emit(Missing(self._line, quantity, MISSING[max(0, self.reasons.checked)], way))


@dataclass(frozen=True, slots=True)
class Instead:
    """Other goods for a line, and how the customer agreed."""

    line: int
    code: str
    consent: str


class SubstituteSheet(Sheet):
    """`said(Instead)`; a scan fills the goods in."""

    said = Signal(object)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=560)
        self._line = 0
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setProperty("tone", "ink2")
        self.code = Field(theme, icon="scan-barcode", input_method=False)
        self.consents = ChipRow(theme)
        self.ok = Button(theme, kind="accent", height=52, key="Enter")
        for widget in (self._words, self.code, self.consents, self.ok):
            self.body.addWidget(widget)
        self.code.returnPressed.connect(self._enter)
        self.ok.clicked.connect(self._enter)

    def ask(self, line: LineRow) -> None:
        """Open for a line of which nothing is picked yet."""
        self._line = line.number
        self.set_title(self.tr("Other goods for {0}").format(line.name))
        self._words.setText(self.tr("Call the customer first. They pay the same; the line changes once they agree."))
        self.code.set_name(self.tr("Scan the other goods"))
        self.code.clear()
        self.consents.set_words(self._ways(), 0)
        self.ok.set_label(self.tr("The customer agreed"))
        self.open(self.code)

    def _ways(self) -> list[str]:
        return [self.tr("Agreed on the telephone"), self.tr("Agreed in writing"), self.tr("Agreed here")]

    def take_scan(self, code: str) -> bool:
        """The other goods."""
        self.code.setText(code.strip())
        return True

    def _enter(self) -> None:
        if not self.code.text().strip():
            self.code.setFocus()
            return
        self.close_sheet()
        self.said.emit(Instead(self._line, self.code.text().strip(), AGREED[max(0, self.consents.checked)]))
