"""Selling what the catalogue does not know: name, category, tax and price by hand; head office hears of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QListView, QVBoxLayout, QWidget

from posapp.domain.catalog import Category
from posapp.domain.money import format_quantity
from posapp.domain.tax import Tax
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.keypads import Keypad
from ui.kit.sheet import Sheet
from ui.kit.theme import Theme


class UnlistedSheet(Sheet):
    """`entered(name, category id, tax id, price)`. Stays open with the reason when something is refused.

    Price and Enter are enough: the goods then belong to no category, whose offers would be theirs, and bear the
    highest rate of tax. Whoever knows better chooses.
    """

    entered = Signal(str, str, str, str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=720)
        self._words, self._wrong = QLabel(), QLabel()
        self._words.setProperty("tone", "ink2")
        self._wrong.setProperty("tone", "bad")
        for label in (self._words, self._wrong):
            label.setWordWrap(True)
        self._name_label, self._category_label, self._tax_label = QLabel(), QLabel(), QLabel()
        self.name, self.price = Field(theme), Field(theme, size="amount", numbers=True, input_method=False)
        self.category, self.tax = QComboBox(), QComboBox()
        for box in (self.category, self.tax):
            box.setView(QListView())  # the plain popup knows no style and is too low for fingers
        self.keypad = Keypad(theme)
        self.keypad.types_into(self.price)
        self.ok = Button(theme, kind="accent", key="Enter", height=52)
        self._lay_out()
        self.price.returnPressed.connect(self._enter)
        self.name.returnPressed.connect(self.price.setFocus)
        self.ok.clicked.connect(self._enter)

    def _lay_out(self) -> None:
        theme = self.theme
        left = QVBoxLayout()
        theme.space(left, (0, 0, 0, 0), 6)
        for label, field in (
            (self._category_label, self.category),
            (self._tax_label, self.tax),
            (self._name_label, self.name),
        ):
            label.setProperty("type", "second")
            label.setProperty("tone", "ink2")
            left.addWidget(label)
            left.addWidget(field)
        left.addWidget(self._wrong)
        left.addStretch(1)
        right = QVBoxLayout()
        theme.space(right, (0, 0, 0, 0), 8)
        right.addWidget(self.price)
        right.addWidget(self.keypad, 1)
        right.addWidget(self.ok)
        grid = QGridLayout()
        theme.space(grid, (0, 0, 0, 0), 18)
        grid.addLayout(left, 0, 0)
        grid.addLayout(right, 0, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addWidget(self._words)
        self.body.addLayout(grid, 1)

    def ask(
        self, code: str, language: str, categories: Sequence[Category], taxes: Sequence[Tax], *, point: bool
    ) -> None:
        """Open for a scanned code ("" for goods without one)."""
        self.set_title(self.tr("Sell as unlisted"))
        words = self.tr("Code {0} is in no product list. Head office is told.").format(code)
        self._words.setText(words if code else self.tr("For goods without a code. Head office is told."))
        for label, text in (
            (self._name_label, self.tr("Name on the receipt")),
            (self._category_label, self.tr("Category")),
            (self._tax_label, self.tr("Tax")),
        ):
            label.setText(text)
        for box, label in ((self.category, self._category_label), (self.tax, self._tax_label)):
            box.setAccessibleName(label.text())
            box.clear()
        self.category.addItem(self.tr("No category"), "")
        for category in categories:
            names = (category.name_zh, category.name_en)
            self.category.addItem((names[0] or names[1]) if language == "zh" else (names[1] or names[0]), category.id)
        for tax in sorted(taxes, key=lambda tax: -tax.rate):
            self.tax.addItem(self._tax_name(tax), tax.id)
        self.name.set_name(self._name_label.text())
        self.name.setText(self.tr("Unlisted goods"))
        self.price.set_name(self.tr("Price"))
        self.price.clear()
        self.keypad.set_point(point)
        self.ok.set_label(self.tr("Sell"))
        self._wrong.setText("")
        self.open(self.price)

    def _tax_name(self, tax: Tax) -> str:
        percent = f"{format_quantity(tax.percent)}%"
        return {
            "rate": percent,
            "exempt": self.tr("Exempt"),
            "zero": self.tr("Zero-rated"),
            "not_taxable": self.tr("Not taxable"),
            "small_levy": self.tr("Levy {0}").format(percent),
        }[tax.kind]

    def wrong(self, words: str) -> None:
        """Refused; the hands stay where they are."""
        self._wrong.setText(words)
        self.price.set_wrong(words)
        self.price.setFocus()
        self.price.selectAll()

    def _enter(self) -> None:
        category, tax = self.category.currentData(), self.tax.currentData()
        self.entered.emit(self.name.text().strip(), str(category or ""), str(tax or ""), self.price.text())
