"""Amounts in large figures, and the rows of a total."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import paint
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE, TYPES


class AmountLabel(QWidget):
    """One amount, right aligned, equally wide digits. It shrinks rather than be cut off."""

    def __init__(self, theme: Theme, kind: str = "due", *, align: int = paint.RIGHT) -> None:
        super().__init__()
        self._theme = theme
        self._kind = kind
        self._align = align
        self._text = ""
        self._name = ""
        self._ink = PALETTE.ink
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.fit(self, _again)

    @property
    def text(self) -> str:
        return self._text

    def set_name(self, name: str) -> None:
        """What the amount is ("Due"), for a screen reader."""
        self._name = name
        self.setAccessibleName(f"{name} {self._text}".strip())

    def set_amount(self, text: str, ink: str = PALETTE.ink) -> None:
        if (text, ink) != (self._text, self._ink):
            self._text, self._ink = text, ink
            self.setAccessibleName(f"{self._name} {text}".strip())
            self.update()

    def sizeHint(self) -> QSize:
        metrics = self._theme.metrics(self._kind, numbers=True)
        return QSize(metrics.horizontalAdvance(self._text or "0.00"), metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self.sizeHint().height())

    def fitting_font(self, width: int) -> QFont:
        """The token's font, or a smaller one in which the whole amount fits."""
        font = self._theme.font(self._kind, numbers=True)
        return paint.shrunk(font, self._text, width, self._theme.px(TYPES["meta"].size))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.fitting_font(self.width()))
        paint.text(painter, self.rect(), self._align, self._text, self._ink)
        painter.end()


class TotalRow(QWidget):
    """A name at the left and an amount at the right ("小计（3 件）   ¥ 3,657.20")."""

    def __init__(self, theme: Theme, kind: str = "body") -> None:
        super().__init__()
        self._theme = theme
        self._kind = kind
        self._name = self._many = ""
        self._text = ""
        self._ink = PALETTE.ink
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.fit(self, _again)

    def set(self, name: str, text: str, ink: str = PALETTE.ink, *, many: str = "") -> None:
        """`many` stands behind the name and is whole where a long name is not."""
        if (name, text, ink, many) != (self._name, self._text, self._ink, self._many):
            self._name, self._text, self._ink, self._many = name, text, ink, many
            self.setAccessibleName(" ".join(part for part in (name, many, text) if part))
            self.update()

    @property
    def words(self) -> str:
        return self.accessibleName()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), max(self._theme.px(26), self._theme.metrics(self._kind).height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(100), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, area = self._theme, self.rect()
        painter = QPainter(self)
        painter.setFont(theme.font(self._kind, numbers=True))
        paint.text(painter, area, paint.RIGHT, self._text, self._ink)
        name = self.painted_name()
        paint.text(painter, area, paint.LEFT, name, PALETTE.ink2)
        painter.end()

    def painted_name(self) -> str:
        """The name, cut short where there is no room for all of it, and how many."""
        metrics, px = self._theme.metrics(self._kind, numbers=True), self._theme.px
        behind = f"  {self._many}" if self._many else ""
        room = self.width() - metrics.horizontalAdvance(self._text) - metrics.horizontalAdvance(behind) - px(12)
        return metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, room) + behind


def _again(widget: QWidget) -> None:
    widget.updateGeometry()
    widget.update()
