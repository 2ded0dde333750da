"""The item card: what goods are, what they cost, what there is of them here and in other shops. Scan after scan it
shows the next one; the basket stays as it is until somebody puts the goods into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.kit import paint
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.pictures import Photos, no_photos
from ui.kit.result_list import Result, ResultList
from ui.kit.sheet import Sheet
from ui.kit.theme import Theme
from ui.kit.tokens import RADIUS, TINTS

SHOPS = 4
ROW = 44


@dataclass(frozen=True, slots=True)
class Card:
    """Ready to be read. `basis` names what a higher price was; `shops` are rows of other shops."""

    name: str
    second: str
    detail: str
    price: str
    basis: str
    member: str
    offers: str
    stock: str
    shops: Sequence[Result]
    icon: str
    tint: int
    sku: str = ""


class _Picture(QWidget):
    """The goods' photograph, or the drawing of their category."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.icon, self.tint, self.sku = "package", 0, ""
        self.photos: Photos = no_photos

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(160))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        side = min(self.width(), self.height())
        _, tint, ink = TINTS[self.tint % len(TINTS)]
        painter = QPainter(self)
        paint.box(painter, QRect(0, 0, side, side), self._theme.px(RADIUS["button"]), tint)
        if (photo := self.photos(self.sku)) is not None:
            paint.photo(painter, photo, QRect(0, 0, side, side), self._theme.px(RADIUS["button"]))
        else:
            paint.icon(painter, self._theme, self.icon, 64, ink, QPointF(side / 2, side / 2))
        painter.end()


class CardSheet(Sheet):
    """`wanted(text, scanned)`: another item is looked for; `taken`: the goods shown go into the basket."""

    wanted = Signal(str, bool)
    taken = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=620)
        self.field = Field(theme, icon="scan-barcode", size="search", clears=True)
        self.picture = _Picture(theme)
        self.name, self.second, self.detail = QLabel(), QLabel(), QLabel()
        self.price, self.basis, self.member = QLabel(), QLabel(), QLabel()
        self.offers, self.stock, self.wrong_words = QLabel(), QLabel(), QLabel()
        self.shops = ResultList(theme, row_height=ROW)
        self.shops.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.take = Button(theme, icon="plus", key="F12", height=52)
        self._lay_out()
        self.field.returnPressed.connect(lambda: self.wanted.emit(self.field.text(), False))
        self.take.clicked.connect(self.taken)

    def _lay_out(self) -> None:
        theme = self.theme
        head, words = QHBoxLayout(), QVBoxLayout()
        theme.space(head, (0, 0, 0, 0), 16)
        theme.space(words, (0, 0, 0, 0), 4)
        for label, kind, tone in (
            (self.name, "panel", ""),
            (self.second, "second", "ink2"),
            (self.detail, "second", "ink2"),
            (self.price, "page", ""),
            (self.basis, "second", "ink2"),
            (self.member, "strong", "good"),
            (self.offers, "strong", "good"),
            (self.stock, "body", ""),
            (self.wrong_words, "strong", "bad"),
        ):
            label.setWordWrap(True)
            label.setProperty("type", kind)
            if tone:
                label.setProperty("tone", tone)
            if label is not self.wrong_words:
                words.addWidget(label)
        words.addStretch(1)
        head.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self.body.addWidget(self.field)
        self.body.addWidget(self.wrong_words)
        self.body.addLayout(head, 1)
        self.body.addWidget(self.shops)
        self.body.addWidget(self.take)

    def ask(self, title: str, name: str, take: str) -> None:
        """Open for a scan; nothing is shown yet."""
        self.set_title(title)
        self.field.set_name(name)
        self.take.set_label(take)
        self._say("")
        self.show_card(None)
        self.open(self.field)

    def show_card(self, card: Card | None) -> None:
        """The goods that were asked for."""
        for label, words in (
            (self.name, card.name if card else ""),
            (self.second, card.second if card else ""),
            (self.detail, card.detail if card else ""),
            (self.price, card.price if card else ""),
            (self.basis, card.basis if card else ""),
            (self.member, card.member if card else ""),
            (self.offers, card.offers if card else ""),
            (self.stock, card.stock if card else ""),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        self.picture.setVisible(card is not None)
        self.take.setVisible(card is not None)
        shops = card.shops if card else ()
        self.shops.setVisible(bool(shops))
        self.shops.set_results(shops, -1)
        self.shops.setFixedHeight(self.theme.px(ROW) * min(len(shops), SHOPS))
        if card is not None:
            self.picture.icon, self.picture.tint, self.picture.sku = card.icon, card.tint, card.sku
            self.picture.update()
            self._say("")
            self.setAccessibleDescription(" ".join((card.name, card.price, card.basis, card.stock)))
        self.field.clear()
        self.field.setFocus()
        self.place()

    def wrong(self, words: str) -> None:
        """Nothing was found; what is shown stays."""
        self._say(words)
        self.field.set_wrong(words)
        self.field.setFocus()
        self.field.selectAll()

    def _say(self, words: str) -> None:
        self.wrong_words.setText(words)
        self.wrong_words.setVisible(bool(words))

    def take_scan(self, code: str) -> bool:
        """The next item."""
        self.wanted.emit(code, True)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F12 and self.take.isVisible():
            self.taken.emit()
            event.accept()
        else:
            super().keyPressEvent(event)
