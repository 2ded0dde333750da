"""The record of a return: what came back, why, in which state, where it went, and what it looked like; its labels are
printed again from here."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QLabel, QWidget

from posapp.domain.errors import Refused
from posapp.domain.order_words import refund_words
from posapp.domain.return_words import CONDITION_WORDS, DISPOSITION_WORDS, REASON_WORDS, word_of
from posapp.domain.sold import ReturnLine
from ui.kit.buttons import Button
from ui.kit.result_list import Result, ResultList
from ui.kit.sheet import Sheet
from ui.kit.theme import Theme
from ui.screen import Place
from ui.texts import plain, quantity

_ROWS: Final = 3
"""In sight."""
_HIGH: Final = 260
"""Of the picture, in token pixels."""


class CameBackSheet(Sheet):
    """`printed()`."""

    printed = Signal()
    looked = Signal(int)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        self.list, self.picture, self.words = ResultList(theme, row_height=60), QLabel(), QLabel()
        self.ok = Button(theme, icon="printer", kind="accent", key="Ctrl+P", height=52)
        super().__init__(theme, host, width=560)
        self.words.setWordWrap(True)
        self.words.setProperty("tone", "ink2")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for widget in (self.list, self.words, self.picture, self.ok):
            self.body.addWidget(widget)
        theme.fit(self.list, lambda _list: self._fit_list())
        self.list.current_changed.connect(self.looked)
        self.ok.clicked.connect(lambda: self.printed.emit())
        again = QShortcut(QKeySequence("Ctrl+P"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        again.activated.connect(self.printed)

    def retranslate(self) -> None:
        super().retranslate()
        self.ok.set_label(self.tr("Print the labels again"))

    def _fit_list(self) -> None:
        rows = max(1, min(_ROWS, len(self.list.results)))
        self.list.setFixedHeight(self.theme.px(60 * rows))

    def show_lines(self, rows: list[Result]) -> None:
        """What came back, as high as it is long."""
        self.list.set_results(rows)
        self._fit_list()

    def show_line(self, words: str, picture: QPixmap | None) -> None:
        """What is known of the goods in sight."""
        self.words.setText(words)
        self.picture.setVisible(picture is not None)
        if picture is not None:
            high = self.theme.px(_HIGH)
            smooth = Qt.TransformationMode.SmoothTransformation
            self.picture.setPixmap(picture.scaled(high * 2, high, Qt.AspectRatioMode.KeepAspectRatio, smooth))
            self.picture.setAccessibleName(words)
        self.place()


class CameBack(QObject):
    """Of the page of receipts: the return that the receipt in sight is, if it is one. `said(words)`; `refused`."""

    said = Signal(str)
    refused = Signal(object)

    def __init__(self, place: Place, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._receipt = ""
        self._lines: tuple[ReturnLine, ...] = ()
        self._refunds = ""

    @cached_property
    def sheet(self) -> CameBackSheet:
        """What came back?"""
        sheet = CameBackSheet(self._place.theme, self._place.host)
        sheet.printed.connect(self._print)
        sheet.looked.connect(self._look)
        return sheet

    def possible(self, receipt: str) -> bool:
        """Whether this receipt took goods back."""
        sale = self._place.app.till.sales.by_receipt(receipt) if receipt else None
        return sale is not None and sale.back is not None

    def ask(self, receipt: str) -> None:
        """Open for it."""
        sale = self._place.app.till.sales.by_receipt(receipt)
        if sale is None or sale.back is None:
            return
        self._receipt, self._lines = receipt, sale.back.lines
        app, language = self._place.app, self._place.languages.language
        order = app.till.orders.by_key(sale.back.receipt) if sale.back.kind == "order" else None
        self._refunds = refund_words(order.refunds, app.desk.store.currency, language) if order is not None else ""
        self.sheet.set_title(self.tr("Came back on {0}").format(receipt))
        self.sheet.show_lines([self._row(line) for line in self._lines])
        self.sheet.open(self.sheet.list)
        self._look(0)

    def _row(self, line: ReturnLine) -> Result:
        language, product = self._place.languages.language, line.product
        many = quantity(line.quantity, weighed=product.weighed, unit=product.unit)
        detail = " · ".join(x for x in (word_of(DISPOSITION_WORDS, line.disposition, language), many, line.serial) if x)
        worth = plain(line.net, self._place.app.desk.store.currency)
        icon = "camera" if line.photo else "undo-2"
        return Result(str(line.number), product.name(language) or product.sku, detail, worth, icon=icon, tint=5)

    def _look(self, row: int) -> None:
        if not 0 <= row < len(self._lines):
            return
        line, language = self._lines[row], self._place.languages.language
        told = (word_of(REASON_WORDS, line.reason, language), word_of(CONDITION_WORDS, line.condition, language))
        words = " · ".join(x for x in (*told, line.note, self._refunds) if x)
        image = self._place.app.return_photos.one(line.photo) if line.photo else None
        picture = QPixmap()
        shown = image is not None and picture.loadFromData(image)
        self.sheet.show_line(words, picture if shown else None)

    def _print(self) -> None:
        try:
            self._place.app.receipts.print_labels(self._receipt)
        except Refused as no:
            self.refused.emit(no)
            return
        self.sheet.close_sheet()
        self._place.sounds.play("good")
        self.said.emit(self.tr("The labels of {0} are printing").format(self._receipt))
